/* SPDX-License-Identifier: MIT */
/*
 * JSON replies of services, read forgivingly: half a surrogate pair, an
 * integer over 63 bits or a key that stands twice do not cost the page. And
 * the few questions that the sources ask of a value.
 */
#ifndef INGEST_VALUE_H
#define INGEST_VALUE_H

#include <jansson.h>
#include <stddef.h>

#include "wire/fault.h"

/*
 * Parse an object or an array. Integers that do not fit become strings.
 * Returns a new reference, or NULL with the reason.
 */
json_t *value_read(const char *bytes, size_t length, struct fault *);

/* The string under a key; "" if there is none. The object's own. */
const char *value_text(const json_t *object, const char *key);

#define VALUE_WORD_SIZE 32

/* A string or a whole number under a key, as text; "" if there is none. */
const char *value_word(const json_t *object, const char *key,
    char word[VALUE_WORD_SIZE]);

/* A whole number under a key, or in a string; `missing` if there is none. */
long long value_count(const json_t *object, const char *key,
    long long missing);

/*
 * What a path leads to: ".post.files[0].path" or "post.files[0]"; "." is the
 * value itself. Borrowed; NULL if it leads nowhere.
 */
json_t *value_at(json_t *value, const char *path);

#endif
