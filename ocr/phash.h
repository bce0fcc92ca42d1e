/* SPDX-License-Identifier: MIT */
/*
 * Whether two pictures are the same to the eye.
 *
 * A picture is brought to 128 x 128 cells of brightness, each
 * the mean of the area that it covers, in whole numbers, so that the same
 * picture gives the same hash on every machine and with every library. From
 * these comes the DCT hash of Zauner, "Implementation and Benchmarking of
 * Perceptual Image Hash Functions" (2010): 32 x 32 means, their cosine
 * transform, and for each of the 64 lowest frequencies but the mean one bit,
 * whether it is above the median.
 *
 * The hash alone says that two pictures are built alike. Two adverts on one
 * template are, too; so copies must also agree in every cell, see
 * phash_is_copy().
 */
#ifndef OCR_PHASH_H
#define OCR_PHASH_H

#include <leptonica/allheaders.h>
#include <stdbool.h>
#include <stdint.h>

#define PHASH_THUMB_SIDE 128
#define PHASH_THUMB_CELLS (PHASH_THUMB_SIDE * PHASH_THUMB_SIDE)

/* Bits in which the hashes of two copies may differ; see tests/ocr/phash.c. */
#define PHASH_DISTANCE_MAX 8

struct phash {
	uint64_t bits;
	unsigned char thumb[PHASH_THUMB_CELLS];	/* brightness, row by row */
	uint32_t width, height;	/* of the picture; width 0: no copy of any */
};

/* The hash of a 32-bit picture. */
void phash_of(PIX *rgb, struct phash *);

/* How many bits differ, 0 to 64. */
unsigned phash_distance(uint64_t, uint64_t);

/*
 * The greatest difference, 0 to 255, between the thumbs in any window of so
 * many cells each way, after the difference of their overall brightness is
 * taken away: one changed letter shows here, which a mean over all would hide.
 */
unsigned phash_difference(const struct phash *, const struct phash *,
    int window);

/* Whether one is a copy of the other, whose reading can stand for both. */
bool phash_is_copy(const struct phash *, const struct phash *);

#endif
