/* SPDX-License-Identifier: MIT */
#include "ingest/sink.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ingest/clock.h"
#include "ingest/manifest.h"
#include "wire/compact.h"
#include "wire/output.h"
#include "wire/record.h"
#include "wire/say.h"

#define FLUSH_AFTER 0.05	/* seconds that a record may lie here */
#define PENDING_MAX 16	/* with a state: so many a kill may repeat */

struct sink {
	struct output out;
	struct progress progress;
	struct signals *signals;
	struct state *state;	/* or NULL */
	struct manifest *manifest;	/* or NULL */
	double oldest;	/* when the oldest unflushed record came, or 0 */
	unsigned pending;	/* records since the last flush */
	bool broken;	/* no record can be written, for this reason: */
	struct fault why;
};

struct sink *
sink_open(struct signals *signals, enum progress_mode mode,
    struct state *state, struct fault *f)
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
	sink->state = state;
	/* Its last line may be half there: readers pass over a blank one. */
	if (state != NULL && state_was_interrupted(state))
		output_bytes(&sink->out, "\n", 1, NULL);
	progress_start(&sink->progress, mode, "written");
	return sink;
}

int
sink_keep_manifest(struct sink *sink, const char *path, struct fault *f)
{
	sink->manifest = manifest_open(path, f);
	return sink->manifest == NULL ? -1 : 0;
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
		say(NULL, "%s", sink->why.text);
		status = 2;
	} else {
		progress_end(&sink->progress);
	}
	output_close(&sink->out);
	manifest_close(sink->manifest);
	free(sink);
	return status;
}

/* Nothing more can be written: everything comes to its end. */
static int
broken(struct sink *sink, const struct fault *why, struct fault *f)
{
	/* What fails after it fails for it. */
	if (!sink->broken)
		sink->why = *why;
	sink->broken = true;
	sink->signals->stop = true;
	return fault(f, "%s", why->text);
}

int
sink_flush(struct sink *sink, struct fault *f)
{
	struct fault why = { "" };

	sink->oldest = 0;
	sink->pending = 0;
	if (output_flush(&sink->out, &why) < 0 || (sink->manifest != NULL &&
	    manifest_flush(sink->manifest, &why) < 0))
		return broken(sink, &why, f);
	/* What was written is seen; never the other way round. */
	if (sink->state != NULL && state_commit(sink->state, &why) < 0)
		return broken(sink, &why, f);
	return 0;
}

int
sink_flush_due(struct sink *sink)
{
	double t = clock_now();

	if (sink->oldest <= 0 && sink->state != NULL &&
	    state_is_noting(sink->state))
		sink->oldest = t;
	if (sink->oldest > 0 && t - sink->oldest > FLUSH_AFTER)
		sink_flush(sink, NULL);
	return sink->oldest > 0 ? (int)(FLUSH_AFTER * 1000) : INT_MAX;
}

/* Count a record that went out; flush if one has lain here for long. */
static int
wrote(struct sink *sink, struct fault *f)
{
	double t = clock_now();

	sink->progress.written++;
	progress_show(&sink->progress);
	if (sink->oldest <= 0)
		sink->oldest = t;
	sink->pending++;
	if (t - sink->oldest > FLUSH_AFTER ||
	    (sink->state != NULL && sink->pending >= PENDING_MAX))
		return sink_flush(sink, f);
	return 0;
}

struct state *
sink_state(struct sink *sink)
{
	return sink->state;
}

/*
 * Say in the record what became of the post, and when that was noticed. A
 * source that tells no time of the edit is given this one.
 */
static int
set_change(json_t *record, const char *kind, const char *previous)
{
	char when[RECORD_TIME_SIZE];
	json_t *post = json_object_get(record, "post");
	json_t *change = json_object();
	int bad;

	record_time(time(NULL), when);
	bad = json_object_set_new(change, "kind", json_string(kind));
	bad |= json_object_set_new(change, "noticed", json_string(when));
	if (previous != NULL && previous[0] != '\0')
		bad |= json_object_set_new(change, "previous",
		    json_string(previous));
	if (strcmp(kind, "edited") == 0 &&
	    json_object_get(post, "edited") == NULL)
		bad |= json_object_set_new(post, "edited", json_string(when));
	return json_object_set_new(record, "change", change) | bad;
}

static int write_record(struct sink *, json_t *, struct fault *);

int
sink_emit_looked(struct sink *sink, json_t *record, struct news *news,
    struct fault *f)
{
	struct fault why = { "" };
	bool added = false;

	sink->progress.read++;
	if (sink->state == NULL)
		return write_record(sink, record, f);
	if (news->kind == NEWS_NEW &&
	    state_add(sink->state, record, news, &added, &why) < 0)
		return broken(sink, &why, f);
	if (added)
		return write_record(sink, record, f);
	/* Of what changed, something else may have told meanwhile. */
	if (news->kind != NEWS_SAME &&
	    state_look_again(sink->state, record, news, &why) < 0)
		return broken(sink, &why, f);
	if (news->kind == NEWS_SAME)
		return 0;
	if (state_note(sink->state, record, news, &why) < 0)
		return broken(sink, &why, f);
	if (news->kind == NEWS_EDITED)
		set_change(record, "edited", news->previous);
	return write_record(sink, record, f);
}

int
sink_emit(struct sink *sink, json_t *record, struct fault *f)
{
	struct fault why = { "" };
	struct news news = { .kind = NEWS_NEW };

	if (sink->state != NULL &&
	    state_look(sink->state, record, &news, &why) < 0)
		return broken(sink, &why, f);
	return sink_emit_looked(sink, record, &news, f);
}

int
sink_emit_gone(struct sink *sink, json_t *record, struct fault *f)
{
	struct fault why = { "" };

	sink->progress.read++;
	if (state_note_gone(sink->state, record, &why) < 0)
		return broken(sink, &why, f);
	set_change(record, "deleted", NULL);
	return write_record(sink, record, f);
}

/* A line as it is, to standard output and into the manifest. */
static int
put_line(struct sink *sink, const char *line, size_t length, struct fault *f)
{
	struct fault why = { "" };

	if (output_line(&sink->out, line, length, &why) < 0 ||
	    (sink->manifest != NULL &&
	    manifest_add(sink->manifest, line, length, &why) < 0))
		return broken(sink, &why, f);
	return wrote(sink, f);
}

static int
write_record(struct sink *sink, json_t *record, struct fault *f)
{
	struct fault why;
	size_t length;
	char *line = record_line(record, &length, &why);
	int result;

	if (line == NULL) {
		sink_failed(sink, json_string_value(json_object_get(record,
		    "id")), why.text);
		return 0;
	}
	result = put_line(sink, line, length, f);
	free(line);
	return result;
}

int
sink_emit_line(struct sink *sink, const char *line, size_t length,
    struct fault *f)
{
	json_t *record;
	int result;

	if (sink->state == NULL) {
		sink->progress.read++;
		return put_line(sink, line, length, f);
	}
	record = json_loadb(line, length, 0, NULL);
	if (record == NULL)
		return fault(f, "out of memory");
	result = sink_emit(sink, record, f);
	json_decref(record);
	return result;
}

void
sink_failed(struct sink *sink, const char *place, const char *why)
{
	sink->progress.failed++;
	say(place, "%s", why);
}

unsigned long
sink_written(const struct sink *sink)
{
	return sink->progress.written;
}

unsigned long
sink_failures(const struct sink *sink)
{
	return sink->progress.failed;
}

bool
sink_is_broken(const struct sink *sink)
{
	return sink->broken;
}

void
sink_wait(struct sink *sink, int fd)
{
	signals_wait_or_read(sink->signals, fd);
}

bool
sink_stopping(struct sink *sink)
{
	signals_poll(sink->signals);
	return sink->signals->stop || sink->broken;
}
