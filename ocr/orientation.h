/* SPDX-License-Identifier: MIT */
/*
 * How a camera was held, as the EXIF data of a picture tell it: one of eight
 * ways to store the rows (EXIF 2.32, tag 0x0112), of which 1 is upright.
 */
#ifndef OCR_ORIENTATION_H
#define OCR_ORIENTATION_H

#include <leptonica/allheaders.h>
#include <stddef.h>

/*
 * The orientation, 1 to 8, that a block of EXIF data names, or a whole JPEG
 * with such a block in it. Returns 1 where none is named, or a bad one.
 */
int orientation_read(const unsigned char *bytes, size_t length);

/* The same of the bare TIFF structure that PNG and WebP keep. */
int orientation_read_bare(const unsigned char *bytes, size_t length);

/*
 * Turn a picture upright: takes pix over, gives one that the caller destroys;
 * NULL without memory, and for NULL.
 */
PIX *orientation_undo(PIX *pix, int orientation);

#endif
