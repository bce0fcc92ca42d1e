/* SPDX-License-Identifier: MIT */
/*
 * Where on its picture a part of a line or of a bar code stands, and how
 * surely it was read (klad-record(5), `ocr`).
 */
#ifndef CLASSIFY_REGION_H
#define CLASSIFY_REGION_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

struct region {
	long long left, top, right, bottom;	/* pixels, the last excluded */
	double confidence;	/* of the least sure word; negative: unknown */
};

/* True if nobody knows where it stands. */
bool region_is_empty(const struct region *);

/*
 * The words that have bytes offset to offset + length of the text of a line;
 * where it has no words, or is a code, all of it.
 */
struct region region_of(const json_t *seen, size_t offset, size_t length);

#endif
