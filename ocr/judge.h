/* SPDX-License-Identifier: MIT */
/*
 * Whether a chain of letter-like regions is a line of writing or a piece of
 * brickwork, foliage or fence. Reading a line takes some ten milliseconds,
 * judging it none, and a street photo has a hundred times more chains than
 * lines.
 *
 * A logistic regression (Cox, 1958) over some traits of the chain and their
 * squares, as the last step of Neumann and Matas 2012 judges text lines.
 * tests/bench/judge.py learns weights from pictures whose words are known: a
 * chain is writing where one of these words is read.
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

enum judge_trait {		/* means are over the letters */
	JUDGE_LINE_HEIGHT,	/* log of pixels */
	JUDGE_TILT,		/* radians */
	JUDGE_NUMBER,		/* log of the count of letters */
	JUDGE_GROWTH,		/* mean: how unstable the regions are */
	JUDGE_HEIGHT_SPREAD,	/* mean distance from the median, of it */
	JUDGE_STROKE_SPREAD,	/* mean distance from the mean, of it */
	JUDGE_FILL,		/* mean share of the box that is ink */
	JUDGE_OFF_LINE,		/* mean distance from the line, of the height */
	JUDGE_LEVEL_SPREAD,	/* mean distance from the mean, tens */
	JUDGE_WIDTH,		/* mean, of the median height */
	JUDGE_OVERLAP,		/* mean, of a box with the one before it */
	JUDGE_DENSITY,		/* log of letters for a square of the strip */
	JUDGE_HEIGHT_SHARE,	/* of the median letter in the strip */
	JUDGE_STROKE,		/* log of mean stroke over median height */
	JUDGE_TRAITS
};

/*
 * The traits of a chain. line_length and line_height are those of the strip
 * around it, in pixels.
 */
void judge_look(const struct chain *chain, double line_length,
    double line_height, double traits[JUDGE_TRAITS]);

struct judge_weight {		/* of one trait, and of its square, where */
	double low, high;	/* the trait is kept within these */
	double linear, square;
};

/*
 * The log-odds that a logistic regression gives for so many traits.
 */
double judge_sum(double bias, const struct judge_weight *weights,
    const double *traits, int count);

/*
 * The log-odds that a chain with these traits is writing.
 */
double judge_traits(const double traits[JUDGE_TRAITS]);

#endif
