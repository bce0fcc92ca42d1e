/* SPDX-License-Identifier: MIT */
#include "ocr/relief.h"

#include <stdlib.h>
#include <string.h>

/*
 * Note the forms of one row of pixels, as in the header.
 */
static void
note_forms(const uint16_t *restrict p, ptrdiff_t stride, size_t width,
    uint8_t *restrict forms)
{
	for (size_t x = 0; x < width; x++, p++) {
		int west = p[0] >= p[-1], north = p[0] >= p[-stride];
		int east = p[0] > p[1], south = p[0] > p[stride];
		int squares = (west & north & (p[0] >= p[-stride - 1])) +
		    (east & north & (p[0] >= p[-stride + 1])) +
		    (west & south & (p[0] > p[stride - 1])) +
		    (east & south & (p[0] > p[stride + 1]));

		forms[x] = (uint8_t)(west + north + east + south +
		    SQUARES * squares);
	}
}

/*
 * Mark the tile that begins at a pixel if all its pixels are the same.
 */
static void
mark_even(uint16_t *first, ptrdiff_t stride)
{
	uint16_t value = first[0];

	for (int y = 0; y < TILE; y++)
		for (int x = 0; x < TILE; x++)
			if (first[y * stride + x] != value)
				return;
	for (int y = 0; y < TILE; y++)
		for (int x = 0; x < TILE; x++)
			first[y * stride + x] = (uint16_t)(value | EVEN);
}

/*
 * Sum up the forms of an even tile in the first two of them.
 */
static void
sum_forms(uint8_t *forms, ptrdiff_t stride)
{
	int pairs = 0, squares = 0;

	for (int y = 0; y < TILE; y++)
		for (int x = 0; x < TILE; x++) {
			pairs += forms[y * stride + x] % SQUARES;
			squares += forms[y * stride + x] / SQUARES;
		}
	forms[0] = (uint8_t)pairs;
	forms[1] = (uint8_t)squares;
}

/*
 * Copy the plane with its border.
 */
static void
fill(struct relief *relief, const struct plane *plane, bool light)
{
	size_t stride = (size_t)relief->stride, width = stride - 2;
	size_t height = (size_t)plane->height;

	memset(relief->pixels, 0xff,
	    stride * (height + 2) * sizeof(*relief->pixels));
	for (size_t y = 0; y < height; y++) {
		uint16_t *to = relief->pixels + (y + 1) * stride + 1;
		const uint8_t *from = plane->pixels + y * width;

		for (size_t x = 0; x < width; x++)
			to[x] = (uint16_t)(2 *
			    (light ? 255 - from[x] : from[x]));
	}
}

/*
 * Find the even tiles, and what each pixel and tile adds.
 */
static void
find_tiles(struct relief *relief, size_t width, size_t height)
{
	size_t stride = (size_t)relief->stride;
	uint16_t *pixels = relief->pixels + stride + 1;
	uint8_t *forms = relief->forms + stride + 1;

	for (size_t y = 0; y + TILE <= height; y += TILE)
		for (size_t x = 0; x + TILE <= width; x += TILE)
			mark_even(pixels + y * stride + x, relief->stride);
	for (size_t y = 0; y < height; y++)
		note_forms(pixels + y * stride, relief->stride, width,
		    forms + y * stride);
	for (size_t y = 0; y + TILE <= height; y += TILE)
		for (size_t x = 0; x + TILE <= width; x += TILE)
			if (pixels[y * stride + x] & EVEN)
				sum_forms(forms + y * stride + x,
				    relief->stride);
}

static void
note_steps(struct relief *relief)
{
	const int row = relief->stride;
	const int pixel[4] = { 1, row, -1, -row };

	memcpy(relief->around_pixel, pixel, sizeof(pixel));
	for (int i = 0; i < TILE; i++) {
		relief->around_tile[i] = i * row + TILE;
		relief->around_tile[TILE + i] = TILE * row + i;
		relief->around_tile[2 * TILE + i] = i * row - 1;
		relief->around_tile[3 * TILE + i] = i - row;
	}
}

int
relief_open(struct relief *relief, const struct plane *plane, bool light)
{
	size_t stride = (size_t)plane->width + 2;
	size_t total = stride * ((size_t)plane->height + 2);

	relief->stride = (int)stride;
	relief->per_row = (UINT64_C(1) << PLACE_BITS) / stride + 1;
	relief->pixels = malloc(total * sizeof(*relief->pixels));
	relief->forms = malloc(total);
	if (relief->pixels == NULL || relief->forms == NULL)
		return -1;
	fill(relief, plane, light);
	find_tiles(relief, (size_t)plane->width, (size_t)plane->height);
	note_steps(relief);
	return 0;
}

void
relief_close(struct relief *relief)
{
	free(relief->pixels);
	free(relief->forms);
}
