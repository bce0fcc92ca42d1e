/* SPDX-License-Identifier: MIT */
/*
 * Words whose letters stand apart: «П Р О Б Н И К», м.е.ф, про-бы. Letters
 * that stand apart for another reason ("и т. д.", "А Б В", "142,460") are not
 * taken for words: the letters must be made up of terms for the most part.
 */
#ifndef CLASSIFY_SPELLED_H
#define CLASSIFY_SPELLED_H

#include "classify/match.h"

/*
 * Look for such words where word i of the matcher's text begins. Adds the hits
 * and sets *taken to the number of words that they stand in, 0 for none.
 * Returns 0, or -1 without memory.
 */
int spelled_match(struct matcher *, size_t i, bool ocr, size_t *taken);

#endif
