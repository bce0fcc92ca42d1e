/* SPDX-License-Identifier: MIT */
/*
 * How far the letters of a line lean, as those of italics do and those on a
 * wall that is seen from aside. Their upright strokes stand in unbroken columns
 * when they have been sheared upright (Vinciarelli, Luettin: "A new
 * normalization technique for cursive handwritten words", Pattern Recognition
 * Letters 22, 2001).
 */
#ifndef OCR_SLANT_H
#define OCR_SLANT_H

#include <leptonica/allheaders.h>

/*
 * The shear that sets the letters of a crop upright, 8 bits a pixel and dark
 * on light: how many pixels to the right of their feet their heads are, for
 * each pixel of height; negative to the left. 0 where they hardly lean, or
 * when memory is short.
 */
double slant_of(PIX *crop);

#endif
