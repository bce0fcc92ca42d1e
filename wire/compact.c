/* SPDX-License-Identifier: MIT */
#include "wire/compact.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire/eight.h"

#define FIRST_SIZE 2048		/* bytes: most records fit */
#define SCALAR_SIZE 64

struct writing {
	char *bytes;
	size_t length, size;
	bool sorted;
	bool failed;
};

/* Make room for so many more, and a zero. */
static bool
has_room(struct writing *w, size_t more)
{
	size_t size = (w->length + more + 1) * 2;
	char *grown;

	if (w->length + more < w->size)
		return true;
	if (size < FIRST_SIZE)
		size = FIRST_SIZE;
	grown = w->failed ? NULL : realloc(w->bytes, size);
	if (grown == NULL) {
		w->failed = true;
		return false;
	}
	w->bytes = grown;
	w->size = size;
	return true;
}

static void
add(struct writing *w, const char *bytes, size_t length)
{
	if (!has_room(w, length))
		return;
	memcpy(w->bytes + w->length, bytes, length);
	w->length += length;
}

/* What must not stand in a string as it is (RFC 8259, 7). */
static void
add_escape(struct writing *w, unsigned char c)
{
	static const char special[] = "\"\\\b\f\n\r\t";
	static const char letters[] = "\"\\bfnrt";
	const char *at = strchr(special, c);
	char text[8];

	if (c != '\0' && at != NULL)
		snprintf(text, sizeof(text), "\\%c", letters[at - special]);
	else
		snprintf(text, sizeof(text), "\\u%04X", c);
	add(w, text, strlen(text));
}

/* True if none of eight bytes is escaped. */
static bool
is_plain(const char *bytes)
{
	uint64_t eight;

	memcpy(&eight, bytes, sizeof(eight));
	return (eight_less(eight, ' ') | eight_equal(eight, '"') |
	    eight_equal(eight, '\\')) == 0;
}

static void
add_string(struct writing *w, const char *bytes, size_t length)
{
	size_t from = 0;

	add(w, "\"", 1);
	for (size_t i = 0; i < length; i++) {
		unsigned char c;

		while (length - i > 8 && is_plain(bytes + i))
			i += 8;
		c = (unsigned char)bytes[i];
		if (c >= ' ' && c != '"' && c != '\\')
			continue;
		add(w, bytes + from, i - from);
		add_escape(w, c);
		from = i + 1;
	}
	add(w, bytes + from, length - from);
	add(w, "\"", 1);
}

static void
add_scalar(struct writing *w, const json_t *value)
{
	static const size_t flags = JSON_ENCODE_ANY | JSON_REAL_PRECISION(15);
	char text[SCALAR_SIZE];
	size_t length;

	if (json_is_string(value)) {
		add_string(w, json_string_value(value),
		    json_string_length(value));
		return;
	}
	length = json_dumpb(value, text, sizeof(text), flags);
	if (length == 0 || length > sizeof(text))
		w->failed = true;
	else
		add(w, text, length);
}

static void add_value(struct writing *, const json_t *, unsigned depth);

static void
add_array(struct writing *w, const json_t *array, unsigned depth)
{
	json_t *value;
	size_t i;

	add(w, "[", 1);
	json_array_foreach(array, i, value) {
		if (i > 0)
			add(w, ",", 1);
		add_value(w, value, depth);
	}
	add(w, "]", 1);
}

static void
add_member(struct writing *w, const char *key, const json_t *value,
    bool first, unsigned depth)
{
	if (!first)
		add(w, ",", 1);
	add_string(w, key, strlen(key));
	add(w, ":", 1);
	add_value(w, value, depth);
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_sorted(struct writing *w, json_t *object, unsigned depth)
{
	size_t count = json_object_size(object), used = 0;
	const char **keys = calloc(count + 1, sizeof(*keys));
	const char *key;
	json_t *value;

	if (keys == NULL) {
		w->failed = true;
		return;
	}
	json_object_foreach(object, key, value)
		keys[used++] = key;
	qsort(keys, used, sizeof(*keys), compare);
	for (size_t i = 0; i < used; i++)
		add_member(w, keys[i], json_object_get(object, keys[i]),
		    i == 0, depth);
	free(keys);
}

static void
add_object(struct writing *w, const json_t *value, unsigned depth)
{
	/* Its iterators are for changing it, too: this one does not. */
	json_t *object = (json_t *)(uintptr_t)value, *member;
	bool first = true;
	const char *key;

	add(w, "{", 1);
	if (w->sorted)
		add_sorted(w, object, depth);
	else
		json_object_foreach(object, key, member) {
			add_member(w, key, member, first, depth);
			first = false;
		}
	add(w, "}", 1);
}

static void
add_value(struct writing *w, const json_t *value, unsigned depth)
{
	if (depth == COMPACT_DEPTH_MAX || value == NULL)
		w->failed = true;
	if (w->failed)
		return;
	if (json_is_object(value))
		add_object(w, value, depth + 1);
	else if (json_is_array(value))
		add_array(w, value, depth + 1);
	else
		add_scalar(w, value);
}

char *
compact_json(const json_t *value, bool sorted, size_t *length)
{
	struct writing w = { .sorted = sorted };

	add_value(&w, value, 0);
	if (w.failed) {
		free(w.bytes);
		return NULL;
	}
	w.bytes[w.length] = '\0';
	*length = w.length;
	return w.bytes;
}
