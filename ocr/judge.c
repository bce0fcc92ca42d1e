/* SPDX-License-Identifier: MIT */
#include "ocr/judge.h"

#include <math.h>
#include <string.h>

/*
 * Learned by tests/bench/judge.py from 7,611 chains of 423 pictures, 594 of
 * them writing: signs of shops, streets, adverts, empty walls, and adverts
 * made up. low and high are what all but one in a hundred of these have.
 */
static const double bias = -18.10;

static const struct judge_weight weights[JUDGE_TRAITS] = {
	[JUDGE_LINE_HEIGHT] = { 2.3, 5.37, 4.14, -0.411 },
	[JUDGE_TILT] = { 0, 0.238, 6.09, -58.6 },
	[JUDGE_NUMBER] = { 0.693, 4.45, 4.14, -0.376 },
	[JUDGE_GROWTH] = { 0.00091, 0.368, -7.15, 4.27 },
	[JUDGE_HEIGHT_SPREAD] = { 0, 0.469, -6.7, -1.44 },
	[JUDGE_STROKE_SPREAD] = { 0.0214, 0.397, -6.03, 7.59 },
	[JUDGE_FILL] = { 0.285, 0.772, 6.37, -8.46 },
	[JUDGE_OFF_LINE] = { 0, 0.222, -7.63, -31.7 },
	[JUDGE_LEVEL_SPREAD] = { 0.0667, 4.57, -0.225, -0.0167 },
	[JUDGE_WIDTH] = { 0.365, 3.03, 1.54, -0.493 },
	[JUDGE_OVERLAP] = { 0, 0.976, -1.6, 0.82 },
	[JUDGE_DENSITY] = { -0.919, 2.33, 0.5, -0.191 },
	[JUDGE_HEIGHT_SHARE] = { 0.344, 1, 6.03, -4.72 },
	[JUDGE_STROKE] = { -2.84, -0.946, -3.67, -1.1 },
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

double
judge_sum(double start, const struct judge_weight *weight,
    const double *traits, int count)
{
	double sum = start;

	for (int i = 0; i < count; i++) {
		double kept = fmin(fmax(traits[i], weight[i].low),
		    weight[i].high);

		sum += kept * (weight[i].linear + kept * weight[i].square);
	}
	return sum;
}

double
judge_traits(const double traits[JUDGE_TRAITS])
{
	return judge_sum(bias, weights, traits, JUDGE_TRAITS);
}
