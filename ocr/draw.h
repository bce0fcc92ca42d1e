/* SPDX-License-Identifier: MIT */
/*
 * A picture with what was seen on it drawn in: letter-like regions in blue,
 * lines in dark green, words in green when they are sure and in red when they
 * are doubtful, codes in magenta. A label at each word tells its confidence;
 * of several that were read at one spot only the surest is drawn. The picture
 * is paled, and a small one enlarged, so that labels can be read.
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
