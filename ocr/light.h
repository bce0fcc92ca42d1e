/* SPDX-License-Identifier: MIT */
/*
 * Light on a dark picture. Writing on a wall at dusk or under a roof differs
 * from it by a few levels only, which is less than the noise of a picture in
 * daylight; a gamma curve gives the dark half of the scale more levels.
 */
#ifndef OCR_LIGHT_H
#define OCR_LIGHT_H

#include <leptonica/allheaders.h>

/*
 * Brighten a picture of 32 bits a pixel in place where more than half of it
 * is dark; any other is left as it is. Returns 0, or -1 when memory is short.
 */
int light_up(PIX *rgb);

#endif
