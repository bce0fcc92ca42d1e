/* SPDX-License-Identifier: MIT */
#include "ocr/ink.h"

#include <math.h>
#include <string.h>

/*
 * Levels by which any colour scatters, so that noise of a level or two in the
 * hue of grey on grey does not pass for a difference.
 */
#define NOISE 12.0

static void
unpack(l_uint32 pixel, double *colour)
{
	colour[RED] = (double)(pixel >> L_RED_SHIFT & 255);
	colour[GREEN] = (double)(pixel >> L_GREEN_SHIFT & 255);
	colour[BLUE] = (double)(pixel >> L_BLUE_SHIFT & 255);
}

void
ink_add(struct ink_sum *sum, l_uint32 pixel)
{
	double colour[PRIMARIES];

	unpack(pixel, colour);
	sum->count++;
	for (int i = 0; i < PRIMARIES; i++) {
		sum->first[i] += colour[i];
		for (int j = 0; j < PRIMARIES; j++)
			sum->second[i][j] += colour[i] * colour[j];
	}
}

static double
covariance(const struct ink_sum *sum, int i, int j)
{
	return sum->second[i][j] / sum->count -
	    sum->first[i] / sum->count * sum->first[j] / sum->count;
}

static double
determinant(double m[PRIMARIES][PRIMARIES])
{
	return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
	    m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
	    m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

/*
 * Solve three equations by Cramer's rule. The matrix is a covariance with
 * noise added, so its determinant is positive.
 */
static void
solve(double matrix[PRIMARIES][PRIMARIES], const double *right, double *out)
{
	double whole = determinant(matrix);

	for (int k = 0; k < PRIMARIES; k++) {
		double column[PRIMARIES][PRIMARIES];

		memcpy(column, matrix, sizeof(column));
		for (int i = 0; i < PRIMARIES; i++)
			column[i][k] = right[i];
		out[k] = determinant(column) / whole;
	}
}

int
ink_part(const struct ink_sum *writing, const struct ink_sum *ground,
    struct ink *out)
{
	double scatter[PRIMARIES][PRIMARIES], apart[PRIMARIES];
	double between = 0, square = 0;

	memset(out, 0, sizeof(*out));
	if (writing->count <= 0 || ground->count <= 0)
		return -1;
	for (int i = 0; i < PRIMARIES; i++) {
		apart[i] = ground->first[i] / ground->count -
		    writing->first[i] / writing->count;
		square += apart[i] * apart[i];
		for (int j = 0; j < PRIMARIES; j++)
			scatter[i][j] = (covariance(writing, i, j) +
			    covariance(ground, i, j)) / 2 +
			    (i == j ? NOISE * NOISE : 0);
	}
	out->contrast = sqrt(square);
	solve(scatter, apart, out->weights);
	for (int i = 0; i < PRIMARIES; i++)
		between += out->weights[i] * apart[i];
	for (int i = 0; i < PRIMARIES; i++) {
		out->weights[i] /= fmax(between, 1e-9);
		out->offset -= out->weights[i] * writing->first[i] /
		    writing->count;
	}
	return 0;
}

/*
 * Distance by the scatter of the paint, in deviations.
 */
static double
deviation(const struct paint *paint, const double *colour)
{
	double sum = 0;

	for (int i = 0; i < PRIMARIES; i++)
		for (int j = 0; j < PRIMARIES; j++)
			sum += (colour[i] - paint->mean[i]) *
			    paint->inverse[i][j] *
			    (colour[j] - paint->mean[j]);
	return sqrt(sum > 0 ? sum : 0);
}

int
paint_of(const struct ink_sum *writing, const struct ink_sum *ground,
    struct paint *out)
{
	double scatter[PRIMARIES][PRIMARIES], mean[PRIMARIES];

	if (writing->count <= 0 || ground->count <= 0)
		return -1;
	for (int i = 0; i < PRIMARIES; i++) {
		out->mean[i] = writing->first[i] / writing->count;
		mean[i] = ground->first[i] / ground->count;
		for (int j = 0; j < PRIMARIES; j++)
			scatter[i][j] = covariance(writing, i, j) +
			    (i == j ? NOISE * NOISE : 0);
	}
	for (int i = 0; i < PRIMARIES; i++) {
		double unit[PRIMARIES] = { 0 };

		/* A column of the inverse; it is symmetric. */
		unit[i] = 1;
		solve(scatter, unit, out->inverse[i]);
	}
	out->ground = deviation(out, mean);
	return 0;
}

double
paint_distance(const struct paint *paint, l_uint32 pixel)
{
	double colour[PRIMARIES];

	unpack(pixel, colour);
	return deviation(paint, colour) /
	    (paint->ground > 1e-6 ? paint->ground : 1e-6);
}

double
ink_mix(const struct ink *ink, l_uint32 pixel)
{
	double colour[PRIMARIES];

	unpack(pixel, colour);
	return ink->offset + ink->weights[RED] * colour[RED] +
	    ink->weights[GREEN] * colour[GREEN] +
	    ink->weights[BLUE] * colour[BLUE];
}
