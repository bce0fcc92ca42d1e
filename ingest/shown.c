/* SPDX-License-Identifier: MIT */
#include "ingest/shown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/post.h"
#include "ingest/state.h"

#define SHOWN "shown of "	/* before the source's name, in the state */
#define SHOWN_MAX 1000		/* posts remembered of a target */

static const char *
id_of(const json_t *record)
{
	return json_string_value(json_object_get(record, "id"));
}

/* What a record that says "deleted" needs of this one. */
static json_t *
outline(const json_t *record)
{
	static const char *const keys[] = { "channel", "native_id", "url" };
	const json_t *post = post_of(record);
	json_t *made = post_new(id_of(record), json_string_value(
	    json_object_get(post, "platform")));

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		json_t *value = json_object_get(post, keys[i]);

		if (value != NULL)
			json_object_set(post_of(made), keys[i], value);
	}
	return made;
}

/* The posts of the run before, newest first; NULL if there was none. */
static json_t *
remembered(struct state *state, const char *source, const struct task *task)
{
	char *mark = state_mark(state, source, task->target, NULL);
	json_t *records = mark == NULL ? NULL : json_loads(mark, 0, NULL);

	free(mark);
	return records;
}

static int
remember(const json_t *shown, struct state *state, const char *source,
    const struct task *task, struct fault *f)
{
	json_t *records = json_array(), *record;
	char *mark;
	size_t i;
	int result;

	json_array_foreach(shown, i, record)
		if (i < SHOWN_MAX)
			json_array_append_new(records, outline(record));
	mark = json_dumps(records, JSON_COMPACT);
	json_decref(records);
	if (mark == NULL)
		return fault(f, "out of memory");
	result = state_note_mark(state, source, task->target, mark, f);
	free(mark);
	return result;
}

/* How many of the old posts lie above the last that is still shown. */
static size_t
count_above(const json_t *old, const json_t *now)
{
	size_t count = json_array_size(old);

	while (count > 0 && json_object_get(now, id_of(json_array_get(old,
	    count - 1))) == NULL)
		count--;
	return count;
}

/* False for one that --since kept back. */
static bool
was_given(struct state *state, const json_t *record)
{
	struct news news;

	return state_look(state, record, &news, NULL) == 0 &&
	    news.kind != NEWS_NEW;
}

/* Where the newest that is shown now was, if that was among the old ones. */
static size_t
find_newest(const json_t *old, const json_t *shown)
{
	const char *newest = id_of(json_array_get(shown, 0));
	json_t *record;
	size_t i;

	json_array_foreach(old, i, record)
		if (newest != NULL && strcmp(id_of(record), newest) == 0)
			return i;
	return 0;
}

/* Tell of those of the old posts that are not among these ids. */
static int
write_gone(const json_t *old, const json_t *now, const struct page *page,
    struct sink *sink, struct fault *f)
{
	struct state *state = sink_state(sink);
	size_t count = count_above(old, now);
	size_t from = page->partial ? find_newest(old, page->shown) : 0;

	for (size_t i = from; i < count; i++) {
		json_t *record = json_array_get(old, i);

		if (json_object_get(now, id_of(record)) == NULL &&
		    was_given(state, record) &&
		    sink_emit_gone(sink, record, f) < 0)
			return -1;
	}
	return 0;
}

int
shown_settle(const struct page *page, const struct task *task,
    struct sink *sink, struct fault *f)
{
	struct state *state = sink_state(sink);
	char source[128];
	json_t *old, *now, *record;
	size_t i;
	int result;

	if (state == NULL || page->shown == NULL)
		return 0;
	snprintf(source, sizeof(source), SHOWN "%s", task->source->name);
	now = json_object();
	json_array_foreach(page->shown, i, record)
		json_object_set_new(now, id_of(record), json_true());
	old = remembered(state, source, task);
	result = write_gone(old, now, page, sink, f);
	if (result == 0)
		result = remember(page->shown, state, source, task, f);
	json_decref(old);
	json_decref(now);
	return result;
}
