/* SPDX-License-Identifier: MIT */
/*
 * The copies of a picture that codes are looked for on, and where each lies on
 * it: a decoder that fails on the picture may read a code when it is smaller,
 * blurred, inverted, of two tones or turned.
 */
#ifndef OCR_VIEW_H
#define OCR_VIEW_H

#include <leptonica/allheaders.h>

#include "ocr/codes.h"

struct view {
	struct codes *codes;
	double scale;		/* pixels of the copy in one of the picture */
	double angle;		/* by which it was turned, radians clockwise */
	double x, y;		/* of the picture, in the middle of the copy */
	int width, height;	/* of the picture */
	PIX *grey;		/* the copy */
	int density;		/* pixels between zbar's lines; 0: not at all */
};

/* Stretch a box of the picture, empty with width -1, by a point of the copy. */
void view_stretch(const struct view *, struct box *, int x, int y);

/*
 * Make a changed copy of a grey picture and note how it lies on it. Returns
 * NULL without memory, or where the change would be no use.
 */
typedef PIX *view_change(PIX *grey, struct view *);

view_change view_invert, view_blur, view_halve, view_enlarge, view_threshold,
    view_threshold_small, view_turn;

#endif
