/* SPDX-License-Identifier: MIT */
#include "ocr/texture.h"

#include <math.h>
#include <string.h>

#define DARK 128		/* values below it are ink */
#define LONG 0.6		/* of the line's height: no letter's stroke */
#define SOME 0.02		/* share of ink that margins are measured by */

/*
 * Learned by tests/bench/judge.py from 7,620 chains of 422 pictures, 605 of
 * them read: as in ocr/judge.c.
 */
static const double bias = -5.28;

static const struct judge_weight weights[TEXTURE_TRAITS] = {
	[TEXTURE_CHAIN] = { -4.16, 6.56, 0.79, -0.00726 },
	[TEXTURE_ALONG] = { 0.307, 0.973, 1.24, -2.76 },
	[TEXTURE_ACROSS] = { 0.562, 1.23, 5.99, -3.88 },
	[TEXTURE_LONG] = { 0, 0.44, 1.59, -9.86 },
	[TEXTURE_EDGES] = { 1.07, 3.93, 2.73, -0.656 },
	[TEXTURE_INK] = { 0.0938, 0.314, -3.05, 4.86 },
	[TEXTURE_MARGIN] = { 0, 0.328, -9.49, 3.93 },
	[TEXTURE_COLUMNS] = { 0.588, 1.48, 0.514, -1.09 },
};

struct runs {			/* of ink */
	double count, sum, square;	/* of the logs of their lengths */
	double ink, in_long;	/* pixels in all, and in long ones */
};

static void
end_run(struct runs *runs, int length, double height)
{
	double size = log(length);

	runs->count++;
	runs->sum += size;
	runs->square += size * size;
	runs->ink += length;
	if (length > LONG * height)
		runs->in_long += length;
}

static double
deviation(double count, double sum, double square)
{
	double mean = sum / count;

	return sqrt(fmax(square / count - mean * mean, 0));
}

static double
spread(const struct runs *runs)
{
	return runs->count > 0 ?
	    deviation(runs->count, runs->sum, runs->square) : 0;
}

static bool
is_ink(PIX *pix, int x, int y)
{
	const l_uint32 *row = pixGetData(pix) + y * pixGetWpl(pix);

	return GET_DATA_BYTE(row, x) < DARK;
}

static void
add_row(struct runs *runs, PIX *pix, int y, double height)
{
	int width = pixGetWidth(pix), length = 0;

	for (int x = 0; x < width; x++) {
		if (is_ink(pix, x, y)) {
			length++;
			continue;
		}
		if (length > 0)
			end_run(runs, length, height);
		length = 0;
	}
	if (length > 0)
		end_run(runs, length, height);
}

/*
 * Add the runs of a column between two rows. Returns the edges of ink met.
 */
static int
add_column(struct runs *runs, PIX *pix, int x, int top, int bottom)
{
	int length = 0, edges = 0;

	for (int y = top; y < bottom; y++) {
		if (is_ink(pix, x, y)) {
			edges += length == 0 && y > top;
			length++;
			continue;
		}
		if (length > 0) {
			end_run(runs, length, bottom - top);
			edges++;
		}
		length = 0;
	}
	if (length > 0)
		end_run(runs, length, bottom - top);
	return edges;
}

/*
 * Look down all columns of the line.
 */
static void
look_down(PIX *pix, int top, int bottom, double *traits)
{
	struct runs across = { 0 };
	int width = pixGetWidth(pix), edges = 0;
	double square = 0, mean;

	for (int x = 0; x < width; x++) {
		double before = across.ink, ink;

		edges += add_column(&across, pix, x, top, bottom);
		ink = across.ink - before;
		square += ink * ink;
	}
	mean = across.ink / width;
	traits[TEXTURE_ACROSS] = spread(&across);
	traits[TEXTURE_EDGES] = (double)edges / width;
	traits[TEXTURE_INK] = mean / (bottom - top);
	traits[TEXTURE_COLUMNS] = deviation(width, across.ink, square) /
	    (mean + SOME * (bottom - top));
}

void
texture_look(const struct crop *crop, const struct line *line,
    double traits[TEXTURE_TRAITS])
{
	int rows = pixGetHeight(crop->pix), width = pixGetWidth(crop->pix);
	int margin = (int)(rows - line->strip.height * crop->scale) / 2;
	int top = margin > 0 ? margin : 0, bottom = rows - top;
	struct runs along = { 0 }, outside = { 0 };
	double share;

	memset(traits, 0, TEXTURE_TRAITS * sizeof(*traits));
	for (int y = 0; y < rows; y++)
		add_row(y >= top && y < bottom ? &along : &outside, crop->pix,
		    y, bottom - top);
	look_down(crop->pix, top, bottom, traits);
	share = top > 0 ? outside.ink / (2.0 * top * width) : 0;
	traits[TEXTURE_CHAIN] = line->score;
	traits[TEXTURE_ALONG] = spread(&along);
	traits[TEXTURE_LONG] = along.ink > 0 ? along.in_long / along.ink : 0;
	traits[TEXTURE_MARGIN] = share / (traits[TEXTURE_INK] + SOME);
}

double
texture_odds(const struct crop *crop, const struct line *line)
{
	double traits[TEXTURE_TRAITS];

	texture_look(crop, line, traits);
	return judge_sum(bias, weights, traits, TEXTURE_TRAITS);
}
