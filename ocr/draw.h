/* SPDX-License-Identifier: MIT */
/*
 * A picture with what was seen on it drawn in: letter-like regions in blue,
 * lines in green, words in green when they are sure and in red when they are
 * doubtful, with their confidence, codes in magenta.
 */
#ifndef OCR_DRAW_H
#define OCR_DRAW_H

#include <leptonica/allheaders.h>

#include "ocr/codes.h"
#include "ocr/reading.h"

/*
 * Write the drawing as PNG to fd. A drawing is for debugging only: if it
 * cannot be made, nothing is written.
 */
void draw_picture(int fd, PIX *rgb, const struct reading *,
    const struct codes *);

#endif
