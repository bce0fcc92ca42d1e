/* SPDX-License-Identifier: MIT */
/*
 * Where on a picture a block of small dark and light squares may be: a Data
 * Matrix or Aztec code, which the decoders only find in the middle of what
 * they are given. The gaps between dark squares are closed, so that a code
 * becomes one patch; patches that are about as high as wide and mostly filled
 * are worth a look.
 */
#ifndef OCR_BLOCKS_H
#define OCR_BLOCKS_H

#include <leptonica/allheaders.h>

#define BLOCKS_MAX 6	/* the largest ones */

/*
 * The boxes of blocks on a picture of dark (0) and light (255) pixels, each
 * with a margin around it, the largest first. Returns NULL without memory;
 * the caller's to free.
 */
BOXA *blocks_find(PIX *bytes);

#endif
