/* SPDX-License-Identifier: MIT */
#include "ocr/judge.h"

#include <math.h>

enum trait {			/* means are over the letters */
	LINE_HEIGHT,		/* log of pixels */
	TILT,			/* radians */
	NUMBER,			/* log of the count of letters */
	GROWTH,			/* mean: how unstable the regions are */
	HEIGHT_SPREAD,		/* mean distance from the median, of it */
	STROKE_SPREAD,		/* mean distance from the mean, of it */
	FILL,			/* mean share of the box that is ink */
	OFF_LINE,		/* mean distance from the line, of the height */
	LEVEL_SPREAD,		/* mean distance from the mean, tens */
	WIDTH,			/* mean, of the median height */
	OVERLAP,		/* mean, of a box with the one before it */
	DENSITY,		/* log of letters for a square of the strip */
	HEIGHT_SHARE,		/* of the median letter in the strip */
	STROKE,			/* log of mean stroke over median height */
	TRAITS
};

static const double bias = -22.15;

static const struct {
	double linear, square;
} weights[TRAITS] = {
	[LINE_HEIGHT] = { 2.57, -0.20 },
	[TILT] = { -5.0, -2.0 },
	[NUMBER] = { 3.06, -0.12 },
	[GROWTH] = { 10.39, -38.5 },
	[HEIGHT_SPREAD] = { -7.38, 5.63 },
	[STROKE_SPREAD] = { -3.93, 2.91 },
	[FILL] = { 7.03, -5.15 },
	[OFF_LINE] = { -12.38, -3.60 },
	[LEVEL_SPREAD] = { -0.28, 0.08 },
	[WIDTH] = { 2.51, -0.24 },
	[OVERLAP] = { -1.91, 0.60 },
	[DENSITY] = { 2.00, -0.76 },
	[HEIGHT_SHARE] = { 6.35, -2.00 },
	[STROKE] = { -4.24, -1.02 },
};

static void
sum_letters(const struct chain *chain, double *traits)
{
	double stroke = 0, level = 0, n = (double)chain->count;
	const struct box *last = NULL;

	for (size_t i = 0; i < chain->count; i++) {
		stroke += chain->letters[i]->stroke / n;
		level += chain->letters[i]->level / n;
	}
	for (size_t i = 0; i < chain->count; i++) {
		const struct letter *letter = chain->letters[i];
		const struct box *box = &letter->box;
		double x = box->x + box->width / 2.0;
		double y = box->y + box->height / 2.0;

		traits[GROWTH] += letter->growth;
		traits[HEIGHT_SPREAD] += fabs(box->height - chain->height) /
		    chain->height;
		traits[STROKE_SPREAD] += fabs(letter->stroke - stroke) / stroke;
		traits[FILL] += letter->area /
		    ((double)box->width * box->height);
		traits[OFF_LINE] += fabs(y - chain->offset -
		    chain->slope * x) / chain->height;
		traits[LEVEL_SPREAD] += fabs(letter->level - level) / 10;
		traits[WIDTH] += box->width / chain->height;
		if (last != NULL)
			traits[OVERLAP] += fmax(0, last->x + last->width -
			    box->x) / chain->height;
		last = box;
	}
	for (int i = GROWTH; i <= OVERLAP; i++)
		traits[i] /= n;
	traits[STROKE] = log(stroke / chain->height);
}

double
judge_chain(const struct chain *chain, double line_length, double line_height)
{
	double traits[TRAITS] = { 0 }, sum = bias;

	sum_letters(chain, traits);
	traits[LINE_HEIGHT] = log(fmax(line_height, 1));
	traits[TILT] = fabs(atan(chain->slope));
	traits[NUMBER] = log((double)chain->count);
	traits[DENSITY] = log((double)chain->count * line_height /
	    line_length);
	traits[HEIGHT_SHARE] = chain->height / line_height;
	for (int i = 0; i < TRAITS; i++)
		sum += weights[i].linear * traits[i] +
		    weights[i].square * traits[i] * traits[i];
	return sum;
}
