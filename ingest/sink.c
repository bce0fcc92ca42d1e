/* SPDX-License-Identifier: MIT */
#include "ingest/sink.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "wire/output.h"
#include "wire/record.h"
#include "wire/say.h"

#define FLUSH_AFTER 0.05	/* seconds that a record may lie here */

struct sink {
	struct output out;
	struct progress progress;
	struct signals *signals;
	double oldest;	/* when the oldest unflushed record came, or 0 */
	bool broken;	/* standard output failed */
};

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct sink *
sink_open(struct signals *signals, enum progress_mode mode, struct fault *f)
{
	struct sink *sink = calloc(1, sizeof(*sink));

	if (sink == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	if (output_open(&sink->out, STDOUT_FILENO, f) < 0) {
		free(sink);
		return NULL;
	}
	sink->signals = signals;
	progress_start(&sink->progress, mode, "written");
	return sink;
}

int
sink_close(struct sink *sink)
{
	struct fault f = { "" };
	int status = 0;

	if (sink_flush(sink, &f) < 0 && !sink->out.closed) {
		say("stdout", "%s", f.text);
		status = 2;
	}
	if (status == 0 && sink->progress.failed > 0)
		status = 1;
	progress_end(&sink->progress);
	output_close(&sink->out);
	free(sink);
	return status;
}

int
sink_flush(struct sink *sink, struct fault *f)
{
	sink->oldest = 0;
	if (output_flush(&sink->out, f) < 0) {
		sink->broken = true;
		return -1;
	}
	return 0;
}

/* Count a record that went out, or note that nothing more can. */
static int
wrote(struct sink *sink, int result, struct fault *f)
{
	double t = now();

	if (result < 0) {
		sink->broken = true;
		return -1;
	}
	sink->progress.written++;
	progress_show(&sink->progress);
	if (sink->oldest <= 0)
		sink->oldest = t;
	return t - sink->oldest > FLUSH_AFTER ? sink_flush(sink, f) : 0;
}

int
sink_emit(struct sink *sink, json_t *record, struct fault *f)
{
	sink->progress.read++;
	return wrote(sink, record_write(record, &sink->out, f), f);
}

int
sink_emit_line(struct sink *sink, const char *line, size_t length,
    struct fault *f)
{
	sink->progress.read++;
	return wrote(sink, output_line(&sink->out, line, length, f), f);
}

void
sink_failed(struct sink *sink, const char *place, const char *why)
{
	sink->progress.failed++;
	say(place, "%s", why);
}

bool
sink_stopping(struct sink *sink)
{
	signals_poll(sink->signals);
	return sink->signals->stop || sink->broken;
}
