/* SPDX-License-Identifier: MIT */
/*
 * A stage that reads records on stdin and writes lines on stdout: the parts
 * that every such stage must do in the same way. Lines that are no record
 * are reported and set aside, stdout is checked, the counts are kept, and
 * the exit status follows from them.
 *
 *	if (filter_open(&filter, &options, &f) < 0)
 *		return filter_fail(&f);
 *	while (!filter.stopped) {
 *		if (filter_line(&filter, &line))
 *			take(&filter, &line);
 *		else if (filter.in.ended)
 *			break;
 *		else if (output_flush(&filter.out, &f) < 0 ||
 *		    lines_fill(&filter.in, &f) < 0)
 *			filter_stop(&filter, &f);
 *	}
 *	return filter_close(&filter);
 */
#ifndef WIRE_FILTER_H
#define WIRE_FILTER_H

#include "wire/fault.h"
#include "wire/line.h"
#include "wire/output.h"
#include "wire/progress.h"

enum filter_status {
	FILTER_DONE = 0,	/* all records done */
	FILTER_SOME_FAILED = 1,	/* some were not, each reported */
	FILTER_CANNOT = 2	/* could not start or go on */
};

struct filter_options {
	const char *rejects;	/* file for lines that are no record, or NULL */
	const char *made;	/* what the stage writes: "alerts" */
	enum progress_mode progress;
};

struct filter {
	struct lines in;
	struct output out;
	struct progress progress;
	int rejects;		/* descriptor, or -1 */
	const char *rejects_path;
	bool stopped;		/* could not go on; already reported */
};

/*
 * Open stdin, stdout and the file of rejects, and ignore SIGPIPE. Returns 0,
 * or -1 with nothing left open.
 */
int filter_open(struct filter *, const struct filter_options *,
    struct fault *);

/*
 * The next line that may be a record: blank lines are passed over, lines that
 * are too long are set aside. Returns as lines_take().
 */
int filter_line(struct filter *, struct line *);

/* Report a line that is no record, count it, and keep it in the rejects. */
void filter_reject(struct filter *, const struct line *, const char *why);

/* Report a record that goes on with an error in it, and count it. */
void filter_failed(struct filter *, unsigned long number, const char *why);

/*
 * Note that the stage cannot go on, and say why (a broken pipe is not
 * worth a word). Returns -1.
 */
int filter_stop(struct filter *, const struct fault *);

/*
 * Flush, print the summary, unless the stage could not go on, and free all.
 * Returns the exit status; where the reader of stdout went away that is
 * FILTER_DONE, since nobody wants more.
 */
int filter_close(struct filter *);

/* Say why the program could not start. Returns FILTER_CANNOT. */
int filter_fail(const struct fault *);

#endif
