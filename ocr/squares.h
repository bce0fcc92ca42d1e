/* SPDX-License-Identifier: MIT */
/*
 * Whether a picture may show a QR code that a decoder did not read: the three
 * squares in its corners cross any line through their middle as dark, light,
 * dark, light, dark in the proportion 1:1:3:1:1 (ISO/IEC 18004, 5.3.2). The
 * test is cheap and errs to yes; it spares pictures without codes the retries.
 */
#ifndef OCR_SQUARES_H
#define OCR_SQUARES_H

#include <leptonica/allheaders.h>
#include <stdbool.h>

/* Whether rows below each other have that pattern, or its negative. */
bool squares_seen(PIX *grey);

#endif
