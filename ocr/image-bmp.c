/* SPDX-License-Identifier: MIT */
/* Windows bitmaps, uncompressed, by Leptonica. */
#include <stdlib.h>
#include <string.h>

#include "ocr/image-format.h"

#define HEADER_SIZE 26	/* as far as the size of the picture */

static bool
matches(const unsigned char *bytes, size_t length)
{
	return length >= 2 && memcmp(bytes, "BM", 2) == 0;
}

/* A little-endian number of 32 bits; a height may be below zero. */
static int32_t
number_at(const unsigned char *bytes)
{
	return (int32_t)((uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 |
	    (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24);
}

static int
decode(struct image_source *source, struct fault *f)
{
	int64_t width, height;
	PIX *pix;

	if (source->length < HEADER_SIZE)
		return fault(f, "bmp: truncated");
	width = number_at(source->bytes + 18);
	height = llabs((long long)number_at(source->bytes + 22));
	if (width < 0)
		return fault(f, "bmp: damaged header");
	if (image_fits(source, (uint64_t)width, (uint64_t)height, f) < 0)
		return -1;
	pix = pixReadMemBmp(source->bytes, source->length);
	if (pix == NULL)
		return fault(f, "bmp: damaged or compressed");
	return image_show(source, 0, pix, 1, f) < 0 ? -1 : 0;
}

const struct image_format image_bmp = { "BMP", matches, decode };
