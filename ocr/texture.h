/* SPDX-License-Identifier: MIT */
/*
 * Whether what was cut out at a place looks like writing: a second, closer
 * look after that of the judge, before the far dearer one of Tesseract (a
 * cascade: Viola, Jones: "Rapid object detection using a boosted cascade of
 * simple features", CVPR 2001).
 *
 * What tells writing from twigs, bricks and gravel is how long the runs of ink
 * are along and across the line, and how much of them there is (Wong, Casey,
 * Wahl: "Document analysis system", IBM Journal of Research and Development
 * 26, 1982): letters are made of strokes of one width, which a column crosses
 * once to three times, between two margins that are empty.
 *
 * Another logistic regression, of these traits and of the log-odds that the
 * judge gave (Wolpert: "Stacked generalization", Neural Networks 5, 1992).
 * tests/bench/judge.py learns its weights.
 */
#ifndef OCR_TEXTURE_H
#define OCR_TEXTURE_H

#include "ocr/crop.h"

enum texture_trait {
	TEXTURE_CHAIN,		/* log-odds by the chain of letters alone */
	TEXTURE_ALONG,		/* spread of the logs of runs along the line, */
	TEXTURE_ACROSS,		/* and across it */
	TEXTURE_LONG,		/* share of ink in long runs along the line */
	TEXTURE_EDGES,		/* that a column crosses, mean */
	TEXTURE_INK,		/* share of the line that is ink */
	TEXTURE_MARGIN,		/* ink of the margins over that of the line */
	TEXTURE_COLUMNS,	/* spread of the columns' ink over its mean */
	TEXTURE_TRAITS
};

/*
 * The traits of a line that was cut out, at the log-odds given by its chain.
 */
void texture_look(const struct crop *crop, const struct line *line,
    double traits[TEXTURE_TRAITS]);

/*
 * The log-odds that a word can be read there.
 */
double texture_odds(const struct crop *crop, const struct line *line);

#endif
