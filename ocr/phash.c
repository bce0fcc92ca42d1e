/* SPDX-License-Identifier: MIT */
#include "ocr/phash.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HASH_SIDE 32	/* means that are transformed */
#define LOW 8		/* frequencies each way that are kept */
#define ACROSS (PHASH_THUMB_SIDE / HASH_SIDE)

/*
 * The greatest difference of copies over so many cells each way, chosen
 * between what tests/ocr/phash.c prints: 0 to 6 for copies, 14 and more for one
 * other letter in a name. Light letters with a dark outline hide there, since
 * they are as bright as their ground on the whole, and show in single cells.
 */
#define WINDOW 3
#define WINDOW_MAX 10
#define CELL_MAX 24

static unsigned
brightness(l_uint32 pixel)
{
	/* ITU-R BT.601, in 1024ths. */
	return (306 * (pixel >> L_RED_SHIFT & 0xff) +
	    601 * (pixel >> L_GREEN_SHIFT & 0xff) +
	    117 * (pixel >> L_BLUE_SHIFT & 0xff) + 512) >> 10;
}

static uint64_t
smaller(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

/*
 * Spread a value at place `at` of `size` over the cells it covers, in units
 * of 1/PHASH_THUMB_SIDE of a place: whole numbers, so nothing is rounded.
 */
static void
spread_row(const l_uint32 *row, uint64_t size, uint64_t *cells)
{
	for (uint64_t x = 0; x < size; x++) {
		uint64_t from = x * PHASH_THUMB_SIDE;
		uint64_t to = from + PHASH_THUMB_SIDE;
		uint64_t value = brightness(row[x]);

		for (uint64_t cell = from / size; from < to; cell++) {
			uint64_t edge = smaller(to, (cell + 1) * size);

			cells[cell] += value * (edge - from);
			from = edge;
		}
	}
}

static void
make_thumb(PIX *rgb, struct phash *hash)
{
	uint64_t width = hash->width, height = hash->height;
	uint64_t sums[PHASH_THUMB_CELLS] = { 0 };

	for (uint64_t y = 0; y < height; y++) {
		uint64_t row[PHASH_THUMB_SIDE] = { 0 };
		uint64_t from = y * PHASH_THUMB_SIDE;
		uint64_t to = from + PHASH_THUMB_SIDE;

		spread_row(pixGetData(rgb) + y * (size_t)pixGetWpl(rgb),
		    width, row);
		for (uint64_t cell = from / height; from < to; cell++) {
			uint64_t edge = smaller(to, (cell + 1) * height);
			uint64_t *sum = sums + cell * PHASH_THUMB_SIDE;

			for (int i = 0; i < PHASH_THUMB_SIDE; i++)
				sum[i] += row[i] * (edge - from);
			from = edge;
		}
	}
	for (int i = 0; i < PHASH_THUMB_CELLS; i++)
		hash->thumb[i] = (unsigned char)(sums[i] / (width * height));
}

/* The low frequencies of the cosine transform (DCT-II) of the thumb. */
static void
transform(const unsigned char *thumb, double low[LOW * LOW])
{
	double wave[LOW][HASH_SIDE], rows[LOW][HASH_SIDE] = { { 0 } };

	for (int u = 0; u < LOW; u++)
		for (int x = 0; x < HASH_SIDE; x++)
			wave[u][x] = cos(M_PI * (u + 1) * (2 * x + 1) /
			    (2.0 * HASH_SIDE));
	for (int y = 0; y < PHASH_THUMB_SIDE; y++)
		for (int x = 0; x < PHASH_THUMB_SIDE; x++)
			for (int u = 0; u < LOW; u++)
				rows[u][y / ACROSS] += wave[u][x / ACROSS] *
				    thumb[y * PHASH_THUMB_SIDE + x];
	for (int v = 0; v < LOW; v++)
		for (int u = 0; u < LOW; u++) {
			low[v * LOW + u] = 0;
			for (int y = 0; y < HASH_SIDE; y++)
				low[v * LOW + u] += wave[v][y] * rows[u][y];
		}
}

static int
by_size(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

void
phash_of(PIX *rgb, struct phash *hash)
{
	double low[LOW * LOW], sorted[LOW * LOW], median;

	hash->width = (uint32_t)pixGetWidth(rgb);
	hash->height = (uint32_t)pixGetHeight(rgb);
	make_thumb(rgb, hash);
	transform(hash->thumb, low);
	memcpy(sorted, low, sizeof(low));
	qsort(sorted, LOW * LOW, sizeof(sorted[0]), by_size);
	median = (sorted[LOW * LOW / 2 - 1] + sorted[LOW * LOW / 2]) / 2;
	hash->bits = 0;
	for (int i = 0; i < LOW * LOW; i++)
		hash->bits = hash->bits << 1 | (low[i] > median);
}

unsigned
phash_distance(uint64_t a, uint64_t b)
{
	return (unsigned)__builtin_popcountll(a ^ b);
}

/* The mean difference over a window, without the overall one. */
static int
window_difference(const unsigned char *a, const unsigned char *b, int window,
    int overall)
{
	int sum = 0;

	for (int y = 0; y < window; y++)
		for (int x = 0; x < window; x++)
			sum += a[y * PHASH_THUMB_SIDE + x] -
			    b[y * PHASH_THUMB_SIDE + x] - overall;
	return abs(sum) / (window * window);
}

unsigned
phash_difference(const struct phash *a, const struct phash *b, int window)
{
	int overall = 0, greatest = 0;

	for (int i = 0; i < PHASH_THUMB_CELLS; i++)
		overall += a->thumb[i] - b->thumb[i];
	overall /= PHASH_THUMB_CELLS;
	for (int y = 0; y + window <= PHASH_THUMB_SIDE; y++)
		for (int x = 0; x + window <= PHASH_THUMB_SIDE; x++) {
			int at = y * PHASH_THUMB_SIDE + x;
			int here = window_difference(a->thumb + at,
			    b->thumb + at, window, overall);

			greatest = here > greatest ? here : greatest;
		}
	return (unsigned)greatest;
}

bool
phash_is_copy(const struct phash *a, const struct phash *b)
{
	/* Shapes within a twentieth: a thumb has lost its proportions. */
	uint64_t across = (uint64_t)a->width * b->height;
	uint64_t down = (uint64_t)b->width * a->height;

	return a->width > 0 && b->width > 0 &&
	    across * 20 <= down * 21 && down * 20 <= across * 21 &&
	    phash_distance(a->bits, b->bits) <= PHASH_DISTANCE_MAX &&
	    phash_difference(a, b, WINDOW) <= WINDOW_MAX &&
	    phash_difference(a, b, 1) <= CELL_MAX;
}
