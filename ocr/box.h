/* SPDX-License-Identifier: MIT */
/* Upright rectangles on a picture, in pixels, the origin at the top left. */
#ifndef OCR_BOX_H
#define OCR_BOX_H

struct box {
	int x;
	int y;
	int width;
	int height;
};

/*
 * Share of the smaller box that lies inside the other, 0 .. 1.
 */
double box_overlap(const struct box *a, const struct box *b);

/*
 * The smallest box that holds both.
 */
struct box box_around(const struct box *a, const struct box *b);

/*
 * The part of the box on a picture of this size; of one that lies beside it,
 * the pixel of the edge that is nearest.
 */
struct box box_within(const struct box *box, int width, int height);

#endif
