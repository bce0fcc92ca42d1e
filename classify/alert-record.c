/* SPDX-License-Identifier: MIT */
/* What an alert takes over from its record, with all bank cards masked. */
#include <stdint.h>
#include <string.h>

#include "classify/alert.h"
#include "classify/masked.h"

/* Of a record that is too long to be taken over whole, in bytes. */
enum {
	SHORT_MAX = 8192,	/* of a key and its text */
	SHORT_ROOM = 1 << 20	/* of all of them */
};

/* A copy of a text with bank cards masked; NULL without memory. */
static json_t *
masked_copy_text(const json_t *text)
{
	struct masked masked = { 0 };
	json_t *result = NULL;

	masked_add(&masked, json_string_value(text),
	    json_string_length(text), false);
	if (masked_end(&masked) == 0)
		result = json_stringn(masked_text(&masked, 0),
		    json_string_length(text));
	masked_free(&masked);
	return result;
}

/* Any value, copied with all the texts in it masked. */
static json_t *
masked_copy(const json_t *value)
{
	const json_t *item;
	const char *key;
	json_t *copy;
	size_t i;
	/* jansson's iterators take no const. */
	json_t *walked = json_incref((json_t *)(uintptr_t)value);

	if (json_is_string(value)) {
		copy = masked_copy_text(value);
	} else if (json_is_array(value)) {
		copy = json_array();
		json_array_foreach(walked, i, item)
			json_array_append_new(copy, masked_copy(item));
	} else if (json_is_object(value)) {
		copy = json_object();
		json_object_foreach(walked, key, item)
			json_object_set_new(copy, key, masked_copy(item));
	} else {
		copy = json_deep_copy(value);
	}
	json_decref(walked);
	return copy;
}

/*
 * One key of each object in an array, as an array of texts. A bank card may
 * go on from one text to the next.
 */
static json_t *
texts_of(const json_t *objects, const char *key)
{
	json_t *texts = json_array();
	struct masked masked = { 0 };
	const json_t *object;
	size_t i;

	json_array_foreach(objects, i, object) {
		const json_t *text = json_object_get(object, key);

		if (json_is_string(text))
			masked_add(&masked, json_string_value(text),
			    json_string_length(text), true);
	}
	if (masked_end(&masked) == 0)
		for (i = 0; i < masked.count; i++)
			json_array_append_new(texts,
			    json_string(masked_text(&masked, i)));
	masked_free(&masked);
	return texts;
}

/* What was read in a medium, and by what; or why it was not. */
static void
set_reading(json_t *medium, const json_t *reading)
{
	static const char *const keys[] = { "phash", "same_as", "reader" };
	const json_t *error = json_object_get(reading, "error");

	json_object_set_new(medium, "ocr", texts_of(
	    json_object_get(reading, "lines"), "text"));
	json_object_set_new(medium, "codes", texts_of(
	    json_object_get(reading, "codes"), "data"));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const json_t *value = json_object_get(reading, keys[i]);

		if (value != NULL)
			json_object_set_new(medium, keys[i],
			    masked_copy(value));
	}
	/* Of a medium that was not fetched the first reason is the reason. */
	if (error != NULL && json_object_get(medium, "error") == NULL)
		json_object_set_new(medium, "error", masked_copy(error));
}

/* The record's media, each with what was read in it. */
static json_t *
make_media(const json_t *record)
{
	const json_t *readings = json_object_get(record, "ocr");
	json_t *media = masked_copy(json_object_get(record, "media"));
	json_t *medium;
	size_t i;

	json_array_foreach(media, i, medium) {
		const json_t *reading = json_array_get(readings, i);

		if (reading != NULL && json_is_object(medium))
			set_reading(medium, reading);
	}
	return media;
}

/* What is taken over from the record, masked; if it is there. */
static void
add_masked(struct compact *w, const char *key, const json_t *value)
{
	json_t *copy;

	if (value == NULL)
		return;
	copy = masked_copy(value);
	compact_key(w, key);
	compact_value(w, copy);
	json_decref(copy);
}

/*
 * The short members of an object, without arrays, as far as there is room:
 * what tells which post it is, and where it comes from.
 */
static void
add_short(struct compact *w, const char *name, const json_t *object,
    size_t *room)
{
	const json_t *value;
	const char *key;
	/* jansson's iterators take no const. */
	json_t *walked = json_incref((json_t *)(uintptr_t)object);

	compact_begin(w, name, '{');
	json_object_foreach(walked, key, value) {
		size_t size = strlen(key) + json_string_length(value);

		if (json_is_array(value) || size > SHORT_MAX || size > *room)
			continue;
		*room -= size;
		if (json_is_object(value))
			add_short(w, key, value, room);
		else
			add_masked(w, key, value);
	}
	compact_close(w, '}');
	json_decref(walked);
}

static void
add_media(struct compact *w, const json_t *record)
{
	json_t *media;

	if (!json_is_array(json_object_get(record, "media")))
		return;
	media = make_media(record);
	compact_key(w, "media");
	compact_value(w, media);
	json_decref(media);
}

/* Say what is missing, as a record would (record.5). */
static void
add_error(struct compact *w)
{
	compact_begin(w, "errors", '[');
	compact_open(w, '{');
	compact_pair(w, "stage", "klad-classify");
	compact_pair(w, "error", "alert over 16 MiB: texts are left out");
	compact_close(w, '}');
	compact_close(w, ']');
}

static void
add_post(struct compact *w, const json_t *post)
{
	if (json_is_object(post)) {
		add_masked(w, "post", post);
		return;
	}
	compact_begin(w, "post", '{');
	compact_close(w, '}');
}

void
alert_add_record(struct compact *w, const json_t *record, bool whole)
{
	const json_t *post = json_object_get(record, "post");
	const json_t *evidence = json_object_get(record, "evidence");
	const json_t *url = json_object_get(post, "url");
	size_t room = SHORT_ROOM;

	compact_begin(w, "record", '{');
	add_masked(w, "id", json_object_get(record, "id"));
	compact_close(w, '}');
	if (whole)
		add_post(w, post);
	else
		add_short(w, "post", post, &room);
	if (json_is_string(url)) {
		compact_begin(w, "url", '{');
		add_masked(w, "full", url);
		compact_close(w, '}');
	}
	if (whole) {
		add_media(w, record);
		add_masked(w, "change", json_object_get(record, "change"));
		add_masked(w, "evidence", evidence);
	} else {
		add_short(w, "evidence", evidence, &room);
		add_error(w);
	}
}
