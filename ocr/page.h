/* SPDX-License-Identifier: MIT */
/*
 * Pictures that are pages rather than scenes: screenshots, scans, slides.
 * Tesseract's own layout analysis was made for these and beats finding lines
 * one by one.
 */
#ifndef OCR_PAGE_H
#define OCR_PAGE_H

#include "ocr/language.h"
#include "ocr/lines.h"

/*
 * Whether a picture is worth being read as a page, after the lines found on
 * it, best first: much of it is of one even colour, as *is_page then tells,
 * or it is a scene with as much writing as a photographed sheet. Other scenes
 * gain nothing: on 237 pictures as many words were lost as won.
 */
bool page_is_worth(PIX *rgb, const struct lines *lines, bool *is_page);

#define PAGE_SIDE 1600	/* pixels of the longer side, best for screenshots */

/*
 * Read a whole picture, brought to `side` pixels, and add its lines. A page is
 * searched for text everywhere; of a scene only what Tesseract takes for
 * blocks of text is read, which is quick. Returns 0, or -1 and a reason.
 */
int page_read(struct models *models, PIX *rgb, bool is_page, int side,
    const struct choice *choice, struct reading *out, struct fault *f);

/*
 * Whether sure words of a reading cover most of a line.
 */
bool page_covers(const struct reading *reading, const struct line *line);

/*
 * Where two lines of a reading claim the same spot, the less sure words there
 * become doubtful. The boxes of slanted lines claim too much to count.
 */
void page_drop_repeated(struct reading *reading);

#endif
