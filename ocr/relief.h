/* SPDX-License-Identifier: MIT */
/*
 * A plane as the flood of ocr/tree.c goes over it: with a border of one pixel
 * that counts as seen, so that no step needs a check of the edges, and with
 * even ground in tiles.
 *
 * Four by four pixels of the same height are one step for the flood. The
 * tree is the same as if each was a step; pixels that nearly are the same may
 * not be evened out, or thin letters lose their edges.
 */
#ifndef OCR_RELIEF_H
#define OCR_RELIEF_H

#include <stdbool.h>
#include <stdint.h>

#include "ocr/channels.h"

/* A pixel: from the highest bit, so that what is seen is higher than all. */
#define SEEN 0x8000		/* reached by the water: waits or is inside */
#define LEVEL 0x01fe		/* how high it is */
#define EVEN 0x0001		/* belongs to an even tile */

#define TILE 4			/* pixels a side */

/*
 * What a pixel adds to the component that it joins, whichever that is: the
 * pairs with a neighbour, and SQUARES times the squares of four, that it
 * completes, being the highest of them, or the last of several as high. An
 * even tile has its pairs in the first of its forms, its squares in the next.
 */
#define SQUARES 16

#define PLACE_BITS 40		/* see relief_row() */

struct relief {
	int stride;		/* from one row to the next */
	uint64_t per_row;	/* 1 / stride, in 1 / 2^PLACE_BITS */
	uint16_t *pixels;
	uint8_t *forms;
	int around_pixel[4];	/* steps to what touches a pixel, */
	int around_tile[4 * TILE];	/* or a tile, from its first pixel */
};

/*
 * Take a plane; with `light` set it counts as inverted. Returns 0, or -1 when
 * memory is short; relief_close() frees what was got in either case.
 */
int relief_open(struct relief *relief, const struct plane *plane, bool light);

void relief_close(struct relief *relief);

/*
 * The row of a pixel, the border counted in: a division, by multiplying, since
 * there is one for each pixel. Right as long as pixel * stride stays below
 * 2^PLACE_BITS.
 */
static inline int
relief_row(const struct relief *relief, int pixel)
{
	return (int)((uint64_t)pixel * relief->per_row >> PLACE_BITS);
}

#endif
