/* SPDX-License-Identifier: MIT */
#include "ingest/progression.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/content.h"
#include "ingest/post.h"

#define BACKLOG "backlog of "	/* before the source's name, in the state */

/* A search of a channel is another walk than the channel. */
static char *
name_of(const struct task *task)
{
	const char *query = option_text(task->options, "query");
	char *name;

	if (asprintf(&name, "%s%s%s", task->target, query != NULL ? "?q=" :
	    "", query != NULL ? query : "") < 0)
		return NULL;
	return name;
}

/* Read what earlier runs left. Returns 0, or -1 with the reason. */
static int
backlog_read(struct backlog *backlog, struct state *state,
    const struct task *task, struct fault *f)
{
	char source[128], *name = name_of(task);

	backlog->lines = NULL;
	if (state == NULL || name == NULL) {
		free(name);
		return 0;
	}
	snprintf(source, sizeof(source), BACKLOG "%s", task->source->name);
	backlog->lines = state_mark(state, source, name, f);
	free(name);
	return 0;
}

int
first_request(struct request *request, struct backlog *backlog,
    struct state *state, const struct task *task, struct fault *f)
{
	char *mark = state == NULL ? NULL : state_mark(state,
	    task->source->name, task->target, f);
	int result = task->source->begin(task->options, task->target, mark,
	    request, f);

	free(mark);
	return result < 0 ? -1 : backlog_read(backlog, state, task, f);
}

char *
backlog_take(struct backlog *backlog, unsigned *number)
{
	char *line = backlog->lines, *end, *url;

	if (line == NULL || line[0] == '\0')
		return NULL;
	end = strchrnul(line, '\n');
	*number = (unsigned)strtoul(line, &url, 10);
	url += *url == ' ' ? 1 : 0;
	url = strndup(url, (size_t)(end - url));
	memmove(line, *end == '\n' ? end + 1 : end,
	    strlen(*end == '\n' ? end + 1 : end) + 1);
	return url;
}

int
backlog_note(const struct backlog *backlog, struct state *state,
    const struct task *task, const char *url, unsigned number,
    struct fault *f)
{
	const char *rest = backlog->lines == NULL ? "" : backlog->lines;
	char source[128], *lines = NULL, *name = name_of(task);
	int result = -1, length = url == NULL ? asprintf(&lines, "%s", rest) :
	    asprintf(&lines, "%u %s%s%s", number, url,
	    rest[0] != '\0' ? "\n" : "", rest);

	snprintf(source, sizeof(source), BACKLOG "%s", task->source->name);
	if (length < 0 || name == NULL)
		fault(f, "out of memory");
	else
		result = state_note_mark(state, source, name, lines, f);
	if (length >= 0)
		free(lines);
	free(name);
	return result;
}

void
backlog_close(struct backlog *backlog)
{
	free(backlog->lines);
	backlog->lines = NULL;
}

int
page_drop_known(struct page *page, struct news *news, struct state *state,
    struct fault *f)
{
	size_t count = json_array_size(page->records), left = 0;

	for (size_t i = 0; state != NULL && i < count; i++) {
		if (state_look_again(state, json_array_get(page->records,
		    left), &news[i], f) < 0)
			return -1;
		if (news[i].kind == NEWS_SAME)
			json_array_remove(page->records, left);
		else
			news[left++] = news[i];
	}
	return 0;
}

json_t *
page_numbers(const struct page *page)
{
	json_t *numbers = json_copy(page->others), *record;
	size_t i, length;

	json_array_foreach(page->records, i, record) {
		const char *native = json_string_value(json_object_get(
		    post_of(record), "native_id"));

		if (native != NULL)
			json_array_append_new(numbers,
			    json_integer(content_number(native, &length)));
	}
	return numbers;
}

static bool
holds(const json_t *numbers, json_int_t number)
{
	json_t *one;
	size_t i;

	json_array_foreach(numbers, i, one)
		if (json_integer_value(one) == number)
			return true;
	return false;
}

/* The text with this number in place of the one that it ends with. */
static json_t *
renumbered(const json_t *text, json_int_t number)
{
	const char *old = json_string_value(text);
	size_t length = 0;
	char *made;
	json_t *result;

	if (old == NULL || content_number(old, &length) == 0 ||
	    asprintf(&made, "%.*s%lld", (int)length, old,
	    (long long)number) < 0)
		return NULL;
	result = json_string(made);
	free(made);
	return result;
}

/* A record that says that the post of this number is gone. */
static json_t *
gone_record(const json_t *sample, json_int_t number)
{
	static const char *const keys[] = { "native_id", "url" };
	const json_t *post = post_of(sample);
	json_t *id = renumbered(json_object_get(sample, "id"), number);
	json_t *record = id == NULL ? NULL : post_new(json_string_value(id),
	    json_string_value(json_object_get(post, "platform")));

	json_decref(id);
	if (record == NULL)
		return NULL;
	post_set(record, "channel", json_string_value(json_object_get(post,
	    "channel")));
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		json_t *text = renumbered(json_object_get(post, keys[i]),
		    number);

		if (text != NULL)
			post_set_new(record, keys[i], text);
	}
	return record;
}

int
page_write_gone(const struct page *page, const json_t *numbers,
    const json_t *sample, struct sink *sink, struct fault *f)
{
	struct state *state = sink_state(sink);
	json_t *seen, *one;
	int count = 0;
	size_t i;

	if (state == NULL || page->last == 0 || sample == NULL)
		return 0;
	seen = state_numbers(state, sample, page->first, page->last, f);
	if (seen == NULL)
		return -1;
	json_array_foreach(seen, i, one) {
		json_t *record;

		if (holds(numbers, json_integer_value(one)))
			continue;
		record = gone_record(sample, json_integer_value(one));
		if (record != NULL && sink_emit_gone(sink, record, f) < 0)
			count = -1;
		json_decref(record);
		if (count < 0)
			break;
		count++;
	}
	json_decref(seen);
	return count;
}

/*
 * The name that the version of a page is kept under: the address as it was
 * asked for, which may redirect, and the source, since another reads other
 * things of the same page.
 */
static char *
version_name(const struct exchange *exchange)
{
	char *name;

	return asprintf(&name, "%s %s", exchange->source,
	    exchange->asked) < 0 ? NULL : name;
}

int
ask_if_changed(struct exchange *exchange, struct state *state,
    struct fault *f)
{
	struct validators known;
	char *name;
	int result;

	if (state == NULL)
		return 0;
	name = version_name(exchange);
	if (name == NULL)
		return fault(f, "out of memory");
	result = state_validators(state, name, &known, f);
	free(name);
	if (result < 0)
		return -1;
	exchange->etag = known.etag;
	exchange->modified = known.modified;
	free(known.next);
	return 0;
}

/* A header's value in memory of its own; NULL if it is not there. */
static char *
header(const struct exchange *exchange, const char *name)
{
	const char *value = http_header(exchange, name);

	return value[0] == '\0' ? NULL : strdup(value);
}

int
note_version(const struct exchange *exchange, struct state *state,
    struct fault *f)
{
	struct validators known = {
		.etag = header(exchange, "ETag"),
		.modified = header(exchange, "Last-Modified")
	};
	char *name = version_name(exchange);
	int result = 0;

	if (state != NULL && name != NULL &&
	    (known.etag != NULL || known.modified != NULL))
		result = state_note_validators(state, name, &known, f);
	free(name);
	validators_close(&known);
	return result;
}
