/* SPDX-License-Identifier: MIT */
/*
 * What was read on one picture: lines of words, each with its place on the
 * picture and how sure the reader is of it.
 *
 * There are two tiers. A word of confidence READING_SURE or more is text: it
 * is meant to be right nineteen times in twenty. A word below that is a
 * doubtful sighting, good only for finding a handle, a link or a term of a
 * lexicon in it. A line marked `other` is a second opinion on a place where
 * another line of the same reading stands; all its words are doubtful.
 */
#ifndef OCR_READING_H
#define OCR_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "ocr/box.h"
#include "wire/record.h"

#define READING_SURE RECORD_SURE

struct reading_word {
	char *text;		/* UTF-8, no white space */
	double confidence;	/* 0 .. 100 */
	struct box box;
};

struct reading_line {
	char *text;		/* its words with single spaces between them */
	double confidence;	/* mean of its words by length, 0 .. 100 */
	struct box box;		/* around the line */
	double angle;		/* degrees, clockwise; -180 .. 180 */
	bool other;		/* a second opinion on a place already read */
	struct reading_word *words;
	size_t count;
};

struct reading {
	struct reading_line *lines;	/* from top to bottom */
	size_t count;
	struct box *letters;	/* letter-like regions, for drawing only */
	size_t letter_count;
};

/*
 * Put the lines in order, from top to bottom and from left to right.
 */
void reading_order(struct reading *reading);

/*
 * Keep the boxes within a picture of this size, and set each line's around its
 * words: those of a second look may stand far from where it was found.
 */
void reading_fit(struct reading *reading, int width, int height);

/*
 * Whether one of the lines from number `from` on says just this.
 */
bool reading_says(const struct reading *reading, size_t from,
    const char *text);

/*
 * Add a doubtful line of one word, its confidence kept below READING_SURE.
 * Returns 0, or -1 when memory is short.
 */
int reading_add_guess(struct reading *reading, const char *text,
    struct box box, double angle, double confidence);

/*
 * Take a line out, and free it.
 */
void reading_drop(struct reading *reading, size_t line);

/*
 * Move the lines of one reading to the end of another. Returns 0, or -1 when
 * memory is short, and nothing is moved.
 */
int reading_append(struct reading *to, struct reading *from);

/*
 * Free what a reading owns and leave it empty. A zeroed reading is empty.
 */
void reading_free(struct reading *reading);

#endif
