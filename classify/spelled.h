/* SPDX-License-Identifier: MIT */
/*
 * Words whose letters stand apart: «П Р О Б Н И К», м.е.ф, про-бы. Letters
 * that stand apart for another reason ("и т. д.", "А Б В", "142,460") are not
 * taken for words: the letters must be made up of terms for the most part.
 */
#ifndef CLASSIFY_SPELLED_H
#define CLASSIFY_SPELLED_H

#include <stdbool.h>

#include "classify/match.h"

enum {
	SPELLED_SINGLES_MIN = 3,	/* letters that make a run of them */
	SPELLED_PIECES_MAX = 6,	/* parts of a word that signs cut up, */
	SPELLED_JOINED_MIN = 4	/* and its letters */
};

/* Is this one letter or digit, which may stand apart from its word? */
bool spelled_is_single(const struct word *);

/* Is the gap before it a sign that may cut a word up, without ending it? */
bool spelled_is_cut(const struct word *);

/*
 * Look for such words where word i of the matcher's text begins. Adds the hits
 * and sets *taken to the number of words that they stand in, 0 for none.
 * Returns 0, or -1 without memory.
 */
int spelled_match(struct matcher *, size_t i, bool ocr, size_t *taken);

#endif
