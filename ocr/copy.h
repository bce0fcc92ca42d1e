/* SPDX-License-Identifier: MIT */
/*
 * The copies of a picture that codes are looked for on, and where each lies on
 * it: a decoder that fails on the picture may read a code when it is smaller,
 * blurred, inverted, of two tones or turned.
 */
#ifndef OCR_COPY_H
#define OCR_COPY_H

#include <leptonica/allheaders.h>

#include "ocr/codes.h"

struct copy {
	struct codes *codes;
	double scale;		/* pixels of the copy in one of the picture */
	double angle;		/* by which it was turned, radians clockwise */
	double x, y;		/* of the picture, in the middle of the copy */
	int width, height;	/* of the picture */
	PIX *grey;		/* the copy */
	int density;		/* pixels between zbar's lines; 0: not at all */
};

/* Stretch a box of the picture, empty with width -1, by a point of the copy. */
void copy_stretch(const struct copy *, struct box *, int x, int y);

/*
 * Make a changed copy of a grey picture and note how it lies on it. Returns
 * NULL without memory, or where the change would be no use.
 */
typedef PIX *copy_change(PIX *grey, struct copy *);

copy_change copy_invert, copy_blur, copy_halve, copy_enlarge, copy_threshold,
    copy_threshold_small, copy_turn;

#endif
