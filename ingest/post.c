/* SPDX-License-Identifier: MIT */
#include "ingest/post.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/charset.h"
#include "ingest/text.h"
#include "wire/record.h"

static json_t *
repaired(const char *bytes, size_t length)
{
	struct text text = { .bytes = NULL };
	json_t *string = charset_repair(bytes, length, &text) < 0 ? NULL :
	    json_stringn(text.bytes, text.length);

	text_free(&text);
	return string;
}

json_t *
post_string(const char *bytes, size_t length)
{
	return text_utf8(bytes, length) == length ?
	    json_stringn_nocheck(bytes, length) : repaired(bytes, length);
}

json_t *
post_new(const char *id, const char *platform)
{
	json_t *record = json_object(), *post = json_object();

	if (json_object_set_new(record, "v", json_integer(RECORD_VERSION)) ||
	    json_object_set_new(record, "id", post_string(id, strlen(id))) ||
	    json_object_set_new(post, "platform", json_string(platform)) ||
	    json_object_set(record, "post", post)) {
		json_decref(record);
		record = NULL;
	}
	json_decref(post);
	return record;
}

json_t *
post_of(const json_t *record)
{
	return json_object_get(record, "post");
}

bool
post_says_something(const json_t *record)
{
	const json_t *post = post_of(record);

	return json_object_get(post, "text") != NULL ||
	    json_object_get(post, "parts") != NULL ||
	    json_object_get(post, "links") != NULL ||
	    json_object_get(record, "media") != NULL;
}

int
post_set_new(json_t *record, const char *key, json_t *value)
{
	return json_object_set_new(post_of(record), key, value);
}

int
post_set_bytes(json_t *record, const char *key, const char *bytes,
    size_t length)
{
	if (length == 0)
		return record == NULL ? -1 : 0;
	return post_set_new(record, key, post_string(bytes, length));
}

int
post_set(json_t *record, const char *key, const char *value)
{
	return post_set_bytes(record, key, value,
	    value == NULL ? 0 : strlen(value));
}

int
post_set_count(json_t *record, const char *key, long long count)
{
	return post_set_new(record, key, json_integer(count));
}

int
post_set_time(json_t *record, const char *key, time_t when)
{
	char text[RECORD_TIME_SIZE];

	if (when < 0 || when > POST_LAST_TIME)
		return record == NULL ? -1 : 0;
	record_time(when, text);
	return post_set(record, key, text);
}

/* The array of this name in an object, made if it is missing. */
static json_t *
array_in(json_t *object, const char *key)
{
	json_t *array = json_object_get(object, key);

	if (array != NULL)
		return array;
	if (json_object_set_new(object, key, json_array()) < 0)
		return NULL;
	return json_object_get(object, key);
}

int
post_leave_out(json_t *record, const char *what)
{
	json_t *post = post_of(record);
	json_t *counts = json_object_get(post, "left_out");

	if (counts == NULL && json_object_set_new(post, "left_out",
	    json_object()) == 0)
		counts = json_object_get(post, "left_out");
	return json_object_set_new(counts, what, json_integer(1 +
	    json_integer_value(json_object_get(counts, what))));
}

int
post_add_link(json_t *record, const char *url)
{
	json_t *links, *link, *old;
	size_t i;

	if (url == NULL || url[0] == '\0')
		return record == NULL ? -1 : 0;
	links = array_in(post_of(record), "links");
	/* Not compared any more: a page may have a million. */
	if (json_array_size(links) >= POST_LINKS_MAX)
		return post_leave_out(record, "links");
	link = post_string(url, strlen(url));
	json_array_foreach(links, i, old) {
		if (!json_equal(old, link))
			continue;
		json_decref(link);
		return 0;
	}
	return json_array_append_new(links, link);
}

int
post_add_part(json_t *record, const char *kind, const char *text,
    const char *url)
{
	json_t *parts, *part;
	int bad;

	if (text == NULL || text[0] == '\0')
		return record == NULL ? -1 : 0;
	parts = array_in(post_of(record), "parts");
	if (json_array_size(parts) >= POST_PARTS_MAX)
		return post_leave_out(record, "parts");
	part = json_object();
	bad = json_object_set_new(part, "kind", json_string(kind));
	bad |= json_object_set_new(part, "text",
	    post_string(text, strlen(text)));
	if (url != NULL && url[0] != '\0')
		bad |= json_object_set_new(part, "url",
		    post_string(url, strlen(url)));
	/* The array takes the reference, also when it fails. */
	bad |= json_array_append_new(parts, part);
	return bad ? -1 : 0;
}

int
post_add_poll(json_t *record, const char *question, const json_t *answers,
    const char *key)
{
	struct text text = { .bytes = NULL };
	const json_t *answer;
	size_t i;
	int bad;

	text_add_string(&text, question);
	json_array_foreach(answers, i, answer) {
		text_add_string(&text, text.length > 0 ? "\n" : "");
		text_add_string(&text, json_string_value(json_object_get(
		    answer, key)));
	}
	bad = text.failed | post_add_part(record, "poll", text.bytes, NULL);
	text_free(&text);
	return bad ? -1 : 0;
}

int
post_add_tags(json_t *record, const json_t *tags)
{
	const json_t *tag;
	size_t i;
	int bad = 0;

	json_array_foreach(tags, i, tag)
		bad |= post_add_part(record, "tag", json_string_value(tag),
		    NULL);
	return bad;
}

json_t *
post_add_media(json_t *record, const char *url)
{
	json_t *media = array_in(record, "media"), *medium = json_object();

	if (url != NULL && json_object_set_new(medium, "url",
	    post_string(url, strlen(url))) < 0) {
		json_decref(medium);
		return NULL;
	}
	/* The array takes this reference; the caller's is borrowed. */
	return json_array_append_new(media, medium) < 0 ? NULL : medium;
}
