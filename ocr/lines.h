/* SPDX-License-Identifier: MIT */
/*
 * Lines of writing made of letters: neighbours of like height and stroke that
 * stand side by side are chained, and a straight line is laid through each
 * chain. After Chen, Tsai, Schroth, Chen, Grzeszczuk, Girod: "Robust text
 * detection in natural images with edge-enhanced maximally stable extremal
 * regions", ICIP 2011, section 2.4.
 */
#ifndef OCR_LINES_H
#define OCR_LINES_H

#include "ocr/ink.h"
#include "ocr/judge.h"
#include "ocr/letters.h"

#define LINES_SECONDS 4

struct strip {			/* a turned rectangle around a line */
	double x, y;		/* its centre */
	double length;		/* along the writing */
	double height;		/* across it */
	double angle;		/* radians, clockwise */
};

struct line {
	struct strip strip;
	enum channel channel;	/* where its letters stand out, */
	const struct paint *paint;	/* or, not NULL, whose paint it is, */
	bool light;		/* whether they are lighter than the ground, */
	int level;		/* and the threshold that parts them */
	size_t letters;		/* how many were found */
	double traits[JUDGE_TRAITS];	/* what the judge saw of it, */
	double score;		/* and its log-odds of being writing */
	size_t place;		/* the best line at the same place */
};

struct lines {
	struct line *items;
	size_t count;
	size_t capacity;
};

/*
 * Chain the letters of one plane, which are ordered by their middles as
 * letters_select() leaves them, and add the lines found to `out`. Returns 0,
 * or -1 when memory is short.
 */
int lines_chain(const struct letters *letters, enum channel channel,
    bool light, struct lines *out);

/*
 * Bring the lines of all channels together. They are ordered by score, and
 * each is given the number of its `place`: the index of the first line that
 * stands where it does, its own when it is the first there. Of those that
 * repeat a better one only the best LINES_SECONDS stay; they are other views
 * of the same writing, from other channels.
 */
void lines_settle(struct lines *lines);

/*
 * The strip of a line together with those lines that go on from it to either
 * side, as the pieces of one do that runs from the sun into the shadow.
 */
struct strip lines_whole(const struct lines *lines, const struct line *line);

/*
 * Upright box around a strip.
 */
struct box strip_box(const struct strip *strip);

void lines_free(struct lines *lines);

#endif
