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
	bool broken;	/* standard output failed, for this reason: */
	struct fault why;
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
	int status = 0;

	if (!sink->broken)
		sink_flush(sink, NULL);
	if (sink->progress.failed > 0)
		status = 1;
	if (sink->broken && !sink->out.closed) {
		say("stdout", "%s", sink->why.text);
		status = 2;
	}
	progress_end(&sink->progress);
	output_close(&sink->out);
	free(sink);
	return status;
}

/* Nothing more can be written: everything comes to its end. */
static int
broken(struct sink *sink, const struct fault *why, struct fault *f)
{
	sink->broken = true;
	sink->why = *why;
	sink->signals->stop = true;
	return fault(f, "%s", why->text);
}

int
sink_flush(struct sink *sink, struct fault *f)
{
	struct fault why = { "" };

	sink->oldest = 0;
	if (output_flush(&sink->out, &why) < 0)
		return broken(sink, &why, f);
	return 0;
}

/* Count a record that went out; flush if one has lain here for long. */
static int
wrote(struct sink *sink, struct fault *f)
{
	double t = now();

	sink->progress.written++;
	progress_show(&sink->progress);
	if (sink->oldest <= 0)
		sink->oldest = t;
	return t - sink->oldest > FLUSH_AFTER ? sink_flush(sink, f) : 0;
}

int
sink_emit(struct sink *sink, json_t *record, struct fault *f)
{
	struct fault why = { "" };

	sink->progress.read++;
	if (record_write(record, &sink->out, &why) == 0)
		return wrote(sink, f);
	/* Was it the record, or is it standard output? */
	if (sink->out.closed || output_flush(&sink->out, NULL) < 0)
		return broken(sink, &why, f);
	sink_failed(sink, json_string_value(json_object_get(record, "id")),
	    why.text);
	return 0;
}

int
sink_emit_line(struct sink *sink, const char *line, size_t length,
    struct fault *f)
{
	struct fault why = { "" };

	sink->progress.read++;
	if (output_line(&sink->out, line, length, &why) < 0)
		return broken(sink, &why, f);
	return wrote(sink, f);
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
