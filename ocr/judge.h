/* SPDX-License-Identifier: MIT */
/*
 * Whether a chain of letter-like regions is a line of writing or a piece of
 * brickwork, foliage or fence. Reading a line takes some ten milliseconds,
 * judging it none, and a street photo has a hundred times more chains than
 * lines.
 *
 * A logistic regression (Cox, 1958) over some traits of the chain and their
 * squares, as the last step of Neumann and Matas 2012 judges text lines. The
 * weights were learned from chains of street photos and of made pictures,
 * labelled by whether a word of the picture's transcription was read there.
 */
#ifndef OCR_JUDGE_H
#define OCR_JUDGE_H

#include "ocr/letters.h"

struct chain {
	const struct letter **letters;	/* from left to right */
	size_t count;
	double slope, offset;	/* middles lie at y = slope * x + offset */
	double height;		/* median of the letters' */
};

/*
 * The log-odds that the chain is writing. line_length and line_height are
 * those of the strip around it, in pixels.
 */
double judge_chain(const struct chain *chain, double line_length,
    double line_height);

#endif
