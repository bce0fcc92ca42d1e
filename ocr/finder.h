/* SPDX-License-Identifier: MIT */
/*
 * From pixels to lines: takes a picture apart into channels, finds stable
 * regions in each, keeps those like letters, chains them into lines, and
 * brings the lines of all channels together.
 *
 *	picture -> channels -> regions -> letters -> lines -> settled lines
 *
 * Columns, which run downwards, are found as lines of the mirrored letters, and
 * slanted lines as lines of the letters turned by half a right angle.
 */
#ifndef OCR_FINDER_H
#define OCR_FINDER_H

#include "ocr/lines.h"

struct found {
	struct lines lines;	/* in pixels of the picture, best first */
	struct lines columns;	/* likely ones that run downwards or slant */
	struct box *letters;	/* every letter-like region, for drawing */
	size_t letter_count;
};

/*
 * Find the lines of writing on a picture of 32 bits a pixel. Returns 0 and a
 * list for found_free(), or -1 when memory is short.
 */
int finder_find(PIX *rgb, struct found *out);

/*
 * Find the lines that are written in some paint, whatever lies behind it.
 * They refer to the paint, which must live as long as they do. Returns 0 and a
 * list for found_free(), or -1 when memory is short.
 */
int finder_follow(PIX *rgb, const struct paint *paint, struct found *out);

void found_free(struct found *found);

#endif
