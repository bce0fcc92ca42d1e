/* SPDX-License-Identifier: MIT */
/*
 * JSON as one compact line, the same bytes as json_dumps() with JSON_COMPACT |
 * JSON_REAL_PRECISION(15), and several times as quick: what jansson holds is
 * sound UTF-8 already, and is not looked at again.
 *
 * A value is written whole, or put together as it goes, without one to be
 * built before. Commas come of themselves.
 *
 *	struct compact w = { .bytes = NULL };
 *
 *	compact_open(&w, '{');
 *	compact_key(&w, "v");
 *	compact_integer(&w, 1);
 *	compact_close(&w, '}');
 *	text = compact_end(&w, &length);
 */
#ifndef WIRE_COMPACT_H
#define WIRE_COMPACT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define COMPACT_DEPTH_MAX 4096	/* twice as deep as jansson parses */

/* A line that is being written. Begins as all zero. */
struct compact {
	char *bytes;
	size_t length, size;
	bool sorted;
	bool failed;	/* what follows is not added */
};

void compact_open(struct compact *, char bracket);

/* After it, and until the next is added, the bytes end with a zero. */
void compact_close(struct compact *, char bracket);

/* A key, as a string that ends with a zero byte; its value comes next. */
void compact_key(struct compact *, const char *key);

/* A string of sound UTF-8. */
void compact_string(struct compact *, const char *bytes, size_t length);

/* A key, and the bracket that its value begins with. */
void compact_begin(struct compact *, const char *key, char bracket);

/* A key and a string; "" and NULL write nothing. */
void compact_pair(struct compact *, const char *key, const char *string);

/* A key and a number. */
void compact_pair_integer(struct compact *, const char *key, long long);
void compact_pair_real(struct compact *, const char *key, double);

/* A whole value, or values with commas between, as JSON already. */
void compact_written(struct compact *, const char *bytes, size_t length);

void compact_integer(struct compact *, long long);

/* A whole value. NULL, as jansson has for no memory, fails. */
void compact_value(struct compact *, const json_t *);

/*
 * Returns the text, which ends with a zero byte, and its length; free() it.
 * NULL: no memory, nested too deeply, or not JSON.
 */
char *compact_end(struct compact *, size_t *length);

/* Forget what was written and its memory; to use it again, set length to 0. */
void compact_free(struct compact *);

/*
 * The value alone, as compact_end() returns it. sorted: the keys of objects
 * come in the order of their bytes, as with JSON_SORT_KEYS.
 */
char *compact_json(const json_t *, bool sorted, size_t *length);

#endif
