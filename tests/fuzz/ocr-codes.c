/* SPDX-License-Identifier: MIT */
/* Any pixels as a picture with codes: pictures are decoded, other bytes are
 * taken for pixels themselves, the first for the width. */
#include <stddef.h>
#include <stdint.h>

#include "ocr/codes.h"
#include "ocr/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);
const char *__lsan_default_suppressions(void);

/* libheif forgets 40 bytes of dav1d's when an AVIF is damaged. */
const char *
__lsan_default_suppressions(void)
{
	return "leak:libdav1d\nleak:libheif";
}

static void
read_codes(PIX *rgb)
{
	struct codes codes;
	struct fault f;

	codes_read(rgb, &codes, &f);
	codes_free(&codes);
}

static int
look(void *context, const struct image_frame *frame)
{
	(void)context;
	read_codes(frame->rgb);
	return 1;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct image_limits limits = { 1 << 20, 128 * 128, 1 };
	struct fault f;
	uint32_t width, height;
	PIX *pix;

	if (image_format_name(bytes, length) != NULL) {
		image_decode(bytes, length, &limits, look, NULL, &f);
		return 0;
	}
	if (length < 2)
		return 0;
	width = 8 + bytes[0] / 2;
	height = (uint32_t)(length - 1) / width;
	if (height == 0 || height > 256)
		return 0;
	pix = pixCreate((l_int32)width, (l_int32)height, 32);
	for (uint32_t i = 0; i < width * height; i++)
		pixSetPixel(pix, (l_int32)(i % width), (l_int32)(i / width),
		    bytes[1 + i] * 0x01010100U);
	read_codes(pix);
	pixDestroy(&pix);
	return 0;
}
