/* SPDX-License-Identifier: MIT */
/*
 * What a stage has done so far: counts, a progress line on a terminal, and
 * one line of summary at the end.
 */
#ifndef WIRE_PROGRESS_H
#define WIRE_PROGRESS_H

#include <stdbool.h>
#include <time.h>

#include "wire/fault.h"

enum progress_mode {
	PROGRESS_AUTO,		/* a line on a terminal, and the summary */
	PROGRESS_ALWAYS,	/* the same wherever stderr goes */
	PROGRESS_NEVER		/* neither */
};

struct progress {
	enum progress_mode mode;
	bool line;		/* a progress line is wanted */
	struct timespec start, shown;
	const char *made;	/* what is written: "alerts", "records" */
	unsigned long read;	/* lines taken in, blank ones left out */
	unsigned long written;	/* lines given out */
	unsigned long failed;	/* records that carry an error of this stage */
	unsigned long rejected;	/* lines that were no record */
};

/*
 * Read "auto", "always" or "never" into mode. Returns 0, or -1 for another
 * word.
 */
int progress_parse(const char *word, enum progress_mode *, struct fault *);

/* Start the clock; made is a plural noun and stays the caller's. */
void progress_start(struct progress *, enum progress_mode, const char *made);

/* Redraw the line if one is wanted and the last is a fifth of a second old. */
void progress_show(struct progress *);

/* Wipe the line and print the summary. */
void progress_end(struct progress *);

#endif
