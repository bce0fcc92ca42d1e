/* SPDX-License-Identifier: MIT */
/*
 * What the files of skim.h share: where it is in a line, and the values that
 * are no arrays and no objects.
 */
#ifndef CLASSIFY_SKIM_READER_H
#define CLASSIFY_SKIM_READER_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "classify/skim.h"

/* Where in a record a value stands, as klad-record(5) has it. */
enum skim_place {
	PLACE_OTHER,
	PLACE_RECORD,
	PLACE_POST,
	PLACE_PARTS, PLACE_PART,
	PLACE_LINKS,
	PLACE_OCR, PLACE_MEDIUM,
	PLACE_LINES, PLACE_LINE,
	PLACE_CODES, PLACE_CODE,
	PLACE_VERSION,
	PLACE_ID,
	PLACE_TEXT,		/* from here on, what is looked at */
	PLACE_LINK,
	PLACE_OCR_TEXT
};

struct skim_reader {
	const char *line, *at, *end;
	struct skim *skim;
	bool version, id;	/* seen */
};

/* Take a character, if it stands here. */
static inline bool
skim_take(struct skim_reader *r, char wanted)
{
	if (r->at == r->end || *r->at != wanted)
		return false;
	r->at++;
	return true;
}

/* Take these bytes, if they stand here. */
static inline bool
skim_pass(struct skim_reader *r, const char *bytes, size_t length)
{
	if ((size_t)(r->end - r->at) < length ||
	    memcmp(r->at, bytes, length) != 0)
		return false;
	r->at += length;
	return true;
}

/*
 * Take a string, and give what stands between its quotes. Returns false if
 * there is none beyond doubt.
 */
bool skim_string(struct skim_reader *, struct stretch *);

/*
 * Take a string, a number or a word, of which there must be a first byte, and
 * note what it says at its place. Returns false as above.
 */
bool skim_scalar(struct skim_reader *, enum skim_place);

/*
 * The bytes of the escape at a place, or 0 if jansson would not take it: it
 * wants no U+0000, and both of a pair of surrogates.
 */
size_t skim_escape(const char *at, const char *end);

/* Begin to note the shape of a line, */
void shape_begin(struct shape *);

/* that a value begins here, and what stands there since the value before, */
void shape_add(struct shape *, const char *since, const char *at,
    enum skim_place);

/* and how the line ends. */
void shape_end(struct shape *, const char *since, const char *end);

/* Skim a line that is built like the last: false if it is not. */
bool shape_skim(const struct shape *, struct skim_reader *);

#endif
