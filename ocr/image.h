/* SPDX-License-Identifier: MIT */
/*
 * Pictures from untrusted bytes. What a picture is follows from its first
 * bytes, never from its name, and its size is checked against limits before
 * any pixel is decoded.
 *
 *	struct image_limits limits = IMAGE_LIMITS;
 *
 *	image_decode(bytes, length, &limits, look, context, &f);
 *
 * calls look() with each frame: one for most formats, the pages of a TIFF,
 * some frames of a GIF or an animated WebP. A frame is upright (EXIF applied),
 * on an opaque background, of 32 bits a pixel as Leptonica has them. A frame
 * of more than IMAGE_WORKING_PIXELS is made smaller by a whole factor, since
 * no reader needs more, so that the memory of one picture is bounded.
 *
 * A damaged picture gives the frames that could be decoded first, and then
 * fails: what is left of an advert is still evidence.
 */
#ifndef OCR_IMAGE_H
#define OCR_IMAGE_H

#include <leptonica/allheaders.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/fault.h"

#define IMAGE_WORKING_PIXELS ((uint64_t)16 * 1000 * 1000)

struct image_limits {
	size_t bytes;		/* of the file */
	uint64_t pixels;	/* of a frame, before any reduction */
	unsigned frames;	/* shown of one file */
};

/* 64 MB; 64 million pixels, more than most telephones make; 4 frames. */
#define IMAGE_LIMITS { (size_t)64 * 1000 * 1000, \
	(uint64_t)64 * 1000 * 1000, 4 }

struct image_frame {
	unsigned number;	/* 0 is the first page or frame of the file */
	bool alone;		/* the file has no other */
	PIX *rgb;		/* valid during the call; not to be changed */
	int reduction;		/* pixels of the picture in one of rgb */
};

/* Looks at one frame. Returns 0 to see the next one, 1 to see no more. */
typedef int image_look(void *context, const struct image_frame *);

/*
 * Decode the frames of a file. Returns 0, or -1 with the reason if this is
 * no image, is over a limit, or is damaged; frames may have been shown before.
 */
int image_decode(const void *bytes, size_t length,
    const struct image_limits *, image_look *, void *context, struct fault *);

/*
 * Load what the libraries would load when they first need it, so that this
 * has happened before a sandbox is entered. Calling it is not required.
 */
void image_prepare(void);

/* The name of the format, "JPEG", or NULL if the bytes are no image. */
const char *image_format_name(const void *bytes, size_t length);

#endif
