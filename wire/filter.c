/* SPDX-License-Identifier: MIT */
#include "wire/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "wire/record.h"
#include "wire/say.h"

int
filter_open(struct filter *filter, const struct filter_options *options,
    struct fault *f)
{
	memset(filter, 0, sizeof(*filter));
	filter->rejects = -1;
	filter->rejects_path = options->rejects;
	signal(SIGPIPE, SIG_IGN);
	if (options->rejects != NULL) {
		filter->rejects = open(options->rejects,
		    O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
		if (filter->rejects < 0)
			return fault(f, "%s: %s", options->rejects,
			    strerror(errno));
	}
	if (lines_open(&filter->in, STDIN_FILENO, RECORD_MAX, f) < 0 ||
	    output_open(&filter->out, STDOUT_FILENO, f) < 0) {
		lines_close(&filter->in);
		if (filter->rejects >= 0)
			close(filter->rejects);
		return -1;
	}
	progress_start(&filter->progress, options->progress, options->made);
	return 0;
}

/* Keep a line, or a piece of one, as it came. */
static void
keep(struct filter *filter, const struct line *line)
{
	struct output file = { .fd = filter->rejects };
	struct fault f;

	if (filter->rejects < 0)
		return;
	/* Without a buffer of its own, each call writes at once. */
	if (output_bytes(&file, line->bytes, line->length, &f) < 0 ||
	    (line->kind != LINE_PIECE &&
	    output_bytes(&file, "\n", 1, &f) < 0)) {
		say(filter->rejects_path, "%s", f.text);
		filter->stopped = true;
	}
}

void
filter_reject(struct filter *filter, const struct line *line, const char *why)
{
	say_line(line->number, "%s", why);
	filter->progress.rejected++;
	keep(filter, line);
}

void
filter_failed(struct filter *filter, unsigned long number, const char *why)
{
	say_line(number, "%s", why);
	filter->progress.failed++;
}

int
filter_line(struct filter *filter, struct line *line)
{
	bool inside = filter->in.inside;

	while (lines_take(&filter->in, line)) {
		if (line->kind == LINE_WHOLE && !line_is_blank(line)) {
			filter->progress.read++;
			progress_show(&filter->progress);
			return 1;
		}
		if (line->kind != LINE_WHOLE && inside) {
			keep(filter, line);
		} else if (line->kind != LINE_WHOLE) {
			filter->progress.read++;
			filter_reject(filter, line, "line over 16 MiB");
		}
		inside = filter->in.inside;
	}
	return 0;
}

int
filter_stop(struct filter *filter, const struct fault *f)
{
	if (!filter->out.closed && !filter->stopped)
		say(NULL, "%s", f->text);
	filter->stopped = true;
	return -1;
}

int
filter_close(struct filter *filter)
{
	struct progress *p = &filter->progress;
	struct fault f;

	if (!filter->stopped && output_flush(&filter->out, &f) < 0)
		filter_stop(filter, &f);
	/* Of lines that wait in the buffer nobody knows how many went out. */
	if (!filter->stopped || filter->out.closed)
		progress_end(p);
	lines_close(&filter->in);
	output_close(&filter->out);
	if (filter->rejects >= 0 && close(filter->rejects) < 0) {
		say(filter->rejects_path, "%s", strerror(errno));
		filter->stopped = true;
	}
	if (filter->stopped && !filter->out.closed)
		return FILTER_CANNOT;
	return p->failed + p->rejected > 0 ? FILTER_SOME_FAILED : FILTER_DONE;
}

int
filter_fail(const struct fault *f)
{
	say(NULL, "%s", f->text);
	return FILTER_CANNOT;
}
