/* SPDX-License-Identifier: MIT */
/*
 * A line skimmed: is it a record beyond doubt, and where in it do its texts
 * stand? Nothing is built, so that this is many times faster than parsing.
 *
 * What is rare (escapes in keys, deep nesting, numbers with an exponent) is
 * in doubt, though it may be a record: the caller then parses the line, and
 * that says what it is. A line beyond doubt is one that record_parse() takes.
 */
#ifndef CLASSIFY_SKIM_H
#define CLASSIFY_SKIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/post.h"

/* One text of a record, in the line: a carrier, as post.h has it. */
struct stretch {
	const char *bytes;	/* between the quotes, as written */
	size_t length;
	uint64_t hash;		/* room for the caller to keep one */
	bool escaped;		/* with a backslash in it */
	bool ocr;		/* read from a picture */
	bool link;		/* an address, not words */
};

enum {
	SHAPE_BYTES = 1024,
	SHAPE_VALUES = 64
};

/* What a line is built like: see skim-shape.c. */
struct shape {
	char bytes[SHAPE_BYTES + 16];	/* all but the values; the last
					 * sixteen are only read with others */
	struct shape_value {
		uint16_t before;	/* bytes since the value before */
		uint8_t place;
	} values[SHAPE_VALUES];
	size_t used, count;
	bool whole;		/* of a line that was beyond doubt */
};

/* Begins as all zero. */
struct skim {
	struct stretch stretches[POST_CARRIERS_MAX];
	size_t count;
	struct shape shape;	/* of the last line */
};

/*
 * Skim a line of length bytes, and leave its texts in `stretches`, valid as
 * long as the line. Returns false if it is not a record beyond doubt.
 */
bool skim_line(struct skim *, const char *line, size_t length);

/*
 * Write the text of a stretch with its escapes undone (RFC 8259, section 7)
 * and return its bytes, at most the stretch's. The line must be beyond doubt.
 */
size_t skim_text(const struct stretch *, char *text);

#endif
