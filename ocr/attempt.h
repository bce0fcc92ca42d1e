/* SPDX-License-Identifier: MIT */
/*
 * One attempt at reading a line, and what several attempts at the same line
 * say together. Tesseract's confidence is that of its network for the signs
 * it chose; it knows nothing of whether there was writing at all, so it is
 * tempered here by what the word looks like and by how much the chain of
 * letters looked like writing.
 */
#ifndef OCR_ATTEMPT_H
#define OCR_ATTEMPT_H

#include "ocr/crop.h"
#include "ocr/model.h"

#define ATTEMPTS_MAX 16

struct attempt {
	struct words words;	/* boxes count in pixels of the picture */
	double mean;		/* confidence by length, 0 .. 100 */
	double quality;		/* grows with confidence and with length */
	const char *model;	/* that read it; lives as long as its list */
};

struct attempts {		/* at one place of the picture */
	struct attempt items[ATTEMPTS_MAX];
	size_t count;
	const struct line *line;	/* the best view of the place */
	double odds;		/* log-odds of words there, once cut out */
	double slant;		/* by which its letters lean, where in doubt */
};

/*
 * Make an attempt of words as read from a crop. Takes the words over; words
 * without a letter or digit are dropped, the others tempered.
 */
void attempt_judge(struct attempt *attempt, struct words *words,
    const struct crop *crop, double log_odds);

void attempt_free(struct attempt *attempt);

/*
 * Add what the attempts say to a reading: one line of the best words, and a
 * few differing opinions as `other` lines. Returns 0, or -1 when memory is
 * short.
 */
int attempts_merge(struct attempts *attempts, struct reading *out);

/*
 * The first of the attempts with the best mean confidence, NULL if there are
 * none; and that confidence, or 0.
 */
const struct attempt *attempts_surest(const struct attempts *attempts);
double attempts_mean(const struct attempts *attempts);

/*
 * The best quality of the attempts, 0 if there are none.
 */
double attempts_quality(const struct attempts *attempts);

void attempts_free(struct attempts *attempts);

#endif
