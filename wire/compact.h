/* SPDX-License-Identifier: MIT */
/*
 * A JSON value as one compact line, the same bytes as json_dumps() with
 * JSON_COMPACT | JSON_REAL_PRECISION(15), and several times as quick: what
 * jansson holds is sound UTF-8 already, and is not looked at again.
 */
#ifndef WIRE_COMPACT_H
#define WIRE_COMPACT_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#define COMPACT_DEPTH_MAX 4096	/* twice as deep as jansson parses */

/*
 * Returns the text, which ends with a zero byte, and its length; free() it.
 * sorted: the keys of objects come in the order of their bytes, as with
 * JSON_SORT_KEYS. NULL: no memory, nested too deeply, or not JSON.
 */
char *compact_json(const json_t *, bool sorted, size_t *length);

#endif
