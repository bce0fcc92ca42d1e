/* SPDX-License-Identifier: MIT */
/*
 * What a picture format must bring along, and what image.c does for all of
 * them. A new format is a new file image-NAME.c and a line in image.c.
 */
#ifndef OCR_IMAGE_FORMAT_H
#define OCR_IMAGE_FORMAT_H

#include <leptonica/allheaders.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocr/image.h"
#include "wire/fault.h"

/* A file on its way to frames. */
struct image_source {
	const unsigned char *bytes;
	size_t length;
	const struct image_limits *limits;
	image_look *look;
	void *context;
	unsigned shown;		/* frames given to look() */
	bool several;		/* the file has more frames than one */
};

struct image_format {
	const char *name;
	/* Whether the file begins as this format does; length may be 0. */
	bool (*matches)(const unsigned char *bytes, size_t length);
	/* Show all frames with image_show(). Returns 0 or -1. */
	int (*decode)(struct image_source *, struct fault *);
};

extern const struct image_format image_bmp, image_gif, image_heif,
    image_jpeg, image_png, image_tiff, image_webp;

/*
 * Check the size that a header states. Returns 0, or -1 with the reason when
 * it is empty or has more pixels than allowed.
 */
int image_fits(const struct image_source *, uint64_t width, uint64_t height,
    struct fault *);

/*
 * Show a frame, which becomes image.c's to free. pix may be of any depth,
 * with a palette or with alpha; NULL stands for a frame that could not be
 * made, out of memory. Returns 0 to go on, 1 when no more are wanted, or -1.
 */
int image_show(struct image_source *, unsigned number, PIX *pix,
    int reduction, struct fault *);

/*
 * Make a 32-bit picture from rows of RGBA bytes, one after the other, in the
 * memory that they are in, which malloc() gave and which becomes the
 * picture's. Alpha counts when has_alpha is set. Returns NULL without memory,
 * and for NULL; what was handed over is freed then.
 */
PIX *image_take_rgba(unsigned char *rgba, uint32_t width, uint32_t height,
    bool has_alpha);

/* The same from a copy of rows that begin every stride bytes. */
PIX *image_from_rgba(const unsigned char *rgba, uint32_t width,
    uint32_t height, size_t stride, bool has_alpha);

#endif
