/* SPDX-License-Identifier: MIT */
#include "ocr/judge.h"

#include <math.h>
#include <string.h>

static const double bias = -22.15;

static const struct {
	double linear, square;
} weights[JUDGE_TRAITS] = {
	[JUDGE_LINE_HEIGHT] = { 2.57, -0.20 },
	[JUDGE_TILT] = { -5.0, -2.0 },
	[JUDGE_NUMBER] = { 3.06, -0.12 },
	[JUDGE_GROWTH] = { 10.39, -38.5 },
	[JUDGE_HEIGHT_SPREAD] = { -7.38, 5.63 },
	[JUDGE_STROKE_SPREAD] = { -3.93, 2.91 },
	[JUDGE_FILL] = { 7.03, -5.15 },
	[JUDGE_OFF_LINE] = { -12.38, -3.60 },
	[JUDGE_LEVEL_SPREAD] = { -0.28, 0.08 },
	[JUDGE_WIDTH] = { 2.51, -0.24 },
	[JUDGE_OVERLAP] = { -1.91, 0.60 },
	[JUDGE_DENSITY] = { 2.00, -0.76 },
	[JUDGE_HEIGHT_SHARE] = { 6.35, -2.00 },
	[JUDGE_STROKE] = { -4.24, -1.02 },
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

		traits[JUDGE_GROWTH] += letter->growth;
		traits[JUDGE_HEIGHT_SPREAD] +=
		    fabs(box->height - chain->height) / chain->height;
		traits[JUDGE_STROKE_SPREAD] +=
		    fabs(letter->stroke - stroke) / stroke;
		traits[JUDGE_FILL] += letter->area /
		    ((double)box->width * box->height);
		traits[JUDGE_OFF_LINE] += fabs(y - chain->offset -
		    chain->slope * x) / chain->height;
		traits[JUDGE_LEVEL_SPREAD] += fabs(letter->level - level) / 10;
		traits[JUDGE_WIDTH] += box->width / chain->height;
		if (last != NULL)
			traits[JUDGE_OVERLAP] += fmax(0, last->x + last->width -
			    box->x) / chain->height;
		last = box;
	}
	for (int i = JUDGE_GROWTH; i <= JUDGE_OVERLAP; i++)
		traits[i] /= n;
	traits[JUDGE_STROKE] = log(stroke / chain->height);
}

void
judge_look(const struct chain *chain, double line_length, double line_height,
    double traits[JUDGE_TRAITS])
{
	memset(traits, 0, JUDGE_TRAITS * sizeof(*traits));
	sum_letters(chain, traits);
	traits[JUDGE_LINE_HEIGHT] = log(fmax(line_height, 1));
	traits[JUDGE_TILT] = fabs(atan(chain->slope));
	traits[JUDGE_NUMBER] = log((double)chain->count);
	traits[JUDGE_DENSITY] = log((double)chain->count * line_height /
	    line_length);
	traits[JUDGE_HEIGHT_SHARE] = chain->height / line_height;
}

/*
 * What a trait adds. A spread is no better sign for being larger still, so
 * where a square would turn the sum upwards again it stays as it is.
 */
static double
weigh(double value, double linear, double square)
{
	double kept = square > 0 ? fmin(value, -linear / (2 * square)) : value;

	return linear * kept + square * kept * kept;
}

double
judge_traits(const double traits[JUDGE_TRAITS])
{
	double sum = bias;

	for (int i = 0; i < JUDGE_TRAITS; i++)
		sum += weigh(traits[i], weights[i].linear, weights[i].square);
	return sum;
}
