/* SPDX-License-Identifier: MIT */
/* The picture that the tests of formats and of orientation share. */
#ifndef TESTS_OCR_CORNER_H
#define TESTS_OCR_CORNER_H

#include <leptonica/allheaders.h>

/* A picture of 64 x 32: its upper left quarter is red, the rest white. */
static inline PIX *
make_corner(void)
{
	PIX *pix = pixCreate(64, 32, 32);
	BOX *corner = boxCreate(0, 0, 32, 16);

	pixSetAll(pix);
	pixSetInRectArbitrary(pix, corner, 0xff000000);
	boxDestroy(&corner);
	return pix;
}

#endif
