/* SPDX-License-Identifier: MIT */
#include "wire/compact.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wire/quote.h"

#define FIRST_SIZE 2048		/* bytes: most records fit */
#define SCALAR_SIZE 64

/* Below this, a real with two decimals has no more than 15 digits. */
#define UNITS_MAX 1e12

/* Make room for so many more, and a zero. */
static bool
has_room(struct compact *w, size_t more)
{
	size_t size = (w->length + more + 1) * 2;
	char *grown;

	if (w->bytes != NULL && w->length + more < w->size)
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
add(struct compact *w, const char *bytes, size_t length)
{
	if (!has_room(w, length))
		return;
	memcpy(w->bytes + w->length, bytes, length);
	w->length += length;
}

/* The comma before a value or a key, where one belongs. */
static void
separate(struct compact *w)
{
	char last = w->length == 0 ? ':' : w->bytes[w->length - 1];

	if (last != '{' && last != '[' && last != ':')
		add(w, ",", 1);
}

void
compact_open(struct compact *w, char bracket)
{
	separate(w);
	add(w, &bracket, 1);
}

void
compact_close(struct compact *w, char bracket)
{
	add(w, &bracket, 1);
	if (!w->failed)
		w->bytes[w->length] = '\0';
}

void
compact_string(struct compact *w, const char *bytes, size_t length)
{
	size_t quoted = quote_length(bytes, length);

	separate(w);
	if (!has_room(w, quoted))
		return;
	quote_write(w->bytes + w->length, quoted, bytes, length);
	w->length += quoted;
}

void
compact_key(struct compact *w, const char *key)
{
	compact_string(w, key, strlen(key));
	add(w, ":", 1);
}

void
compact_begin(struct compact *w, const char *key, char bracket)
{
	compact_key(w, key);
	compact_open(w, bracket);
}

void
compact_pair(struct compact *w, const char *key, const char *string)
{
	if (string == NULL || string[0] == '\0')
		return;
	compact_key(w, key);
	compact_string(w, string, strlen(string));
}

void
compact_written(struct compact *w, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	separate(w);
	add(w, bytes, length);
}

void
compact_integer(struct compact *w, long long number)
{
	char digits[SCALAR_SIZE];

	separate(w);
	add(w, digits, (size_t)snprintf(digits, sizeof(digits), "%lld",
	    number));
}

void
compact_pair_integer(struct compact *w, const char *key, long long number)
{
	compact_key(w, key);
	compact_integer(w, number);
}

/* As jansson writes it: null, true, false and reals. */
static void
add_scalar(struct compact *w, const json_t *value)
{
	static const size_t flags = JSON_ENCODE_ANY | JSON_REAL_PRECISION(15);
	char text[SCALAR_SIZE];
	size_t length = json_dumpb(value, text, sizeof(text), flags);

	separate(w);
	if (length == 0 || length > sizeof(text))
		w->failed = true;
	else
		add(w, text, length);
}

/* What has no more than two decimals is quick to write, and most has. */
static bool
add_hundredths(struct compact *w, double real)
{
	double size = real < 0 ? -real : real;
	long long number = size < UNITS_MAX ? (long long)(size * 100 + 0.5) :
	    -1;
	char digits[SCALAR_SIZE];
	int length;

	if ((double)number / 100 != size || (number == 0 && signbit(real)))
		return false;
	length = snprintf(digits, sizeof(digits), "%s%lld.%02d",
	    real < 0 ? "-" : "", number / 100, (int)(number % 100));
	separate(w);
	add(w, digits, (size_t)length - (number % 10 == 0));
	return true;
}

static void
add_real(struct compact *w, double real)
{
	json_t *value;

	if (add_hundredths(w, real))
		return;
	value = json_real(real);
	if (value == NULL)
		w->failed = true;
	else
		add_scalar(w, value);
	json_decref(value);
}

void
compact_pair_real(struct compact *w, const char *key, double real)
{
	compact_key(w, key);
	add_real(w, real);
}

static void add_value(struct compact *, const json_t *, unsigned depth);

static void
add_array(struct compact *w, const json_t *array, unsigned depth)
{
	json_t *value;
	size_t i;

	compact_open(w, '[');
	json_array_foreach(array, i, value)
		add_value(w, value, depth);
	compact_close(w, ']');
}

static int
compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_sorted(struct compact *w, json_t *object, unsigned depth)
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
	for (size_t i = 0; i < used; i++) {
		compact_key(w, keys[i]);
		add_value(w, json_object_get(object, keys[i]), depth);
	}
	free(keys);
}

static void
add_object(struct compact *w, const json_t *value, unsigned depth)
{
	/* Its iterators are for changing it, too: this one does not. */
	json_t *object = (json_t *)(uintptr_t)value, *member;
	const char *key;

	compact_open(w, '{');
	if (w->sorted)
		add_sorted(w, object, depth);
	else
		json_object_foreach(object, key, member) {
			compact_key(w, key);
			add_value(w, member, depth);
		}
	compact_close(w, '}');
}

static void
add_value(struct compact *w, const json_t *value, unsigned depth)
{
	if (depth == COMPACT_DEPTH_MAX || value == NULL)
		w->failed = true;
	if (w->failed)
		return;
	if (json_is_object(value))
		add_object(w, value, depth + 1);
	else if (json_is_array(value))
		add_array(w, value, depth + 1);
	else if (json_is_string(value))
		compact_string(w, json_string_value(value),
		    json_string_length(value));
	else if (json_is_real(value))
		add_real(w, json_real_value(value));
	else if (json_is_integer(value))
		compact_integer(w, json_integer_value(value));
	else
		add_scalar(w, value);
}

void
compact_value(struct compact *w, const json_t *value)
{
	add_value(w, value, 0);
}

char *
compact_end(struct compact *w, size_t *length)
{
	char *text = w->bytes;

	if (w->failed || text == NULL) {
		free(text);
		return NULL;
	}
	text[w->length] = '\0';
	*length = w->length;
	*w = (struct compact){ .bytes = NULL };
	return text;
}

void
compact_free(struct compact *w)
{
	free(w->bytes);
	*w = (struct compact){ .bytes = NULL };
}

char *
compact_json(const json_t *value, bool sorted, size_t *length)
{
	struct compact w = { .sorted = sorted };

	compact_value(&w, value);
	return compact_end(&w, length);
}
