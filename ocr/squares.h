/* SPDX-License-Identifier: MIT */
/*
 * Whether a picture may show a QR code that a decoder did not read: the three
 * squares in its corners cross any line through their middle as dark, light,
 * dark, light, dark in the proportion 1:1:3:1:1 (ISO/IEC 18004, 5.3.2), across
 * and down. The test is cheap; it spares pictures without codes the retries.
 */
#ifndef OCR_SQUARES_H
#define OCR_SQUARES_H

#include <leptonica/allheaders.h>

enum squares {
	SQUARES_NONE,
	SQUARES_DARK,		/* on light ground, as the standard has them */
	SQUARES_LIGHT		/* the negative of that */
};

/*
 * Look for two squares of one kind or more. A picture too small to tell, and
 * want of memory, count as dark ones.
 */
enum squares squares_find(PIX *grey);

#endif
