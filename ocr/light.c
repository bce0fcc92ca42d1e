/* SPDX-License-Identifier: MIT */
#include "ocr/light.h"

#include <math.h>

#define DARK_MEDIAN 100.0	/* levels of grey; brought to that */
#define LEAST_MEDIAN 12.0	/* a black picture has nothing to show, */
#define MAX_GAMMA 3.0		/* and its noise is not blown up */
#define WHITE 255.0
#define SAMPLES 1e5		/* pixels looked at, about */

/*
 * The grey of the median red, green and blue, or -1.
 */
static double
median_grey(PIX *rgb)
{
	double pixels = (double)pixGetWidth(rgb) * pixGetHeight(rgb);
	l_float32 red, green, blue;

	if (pixGetRankValueMaskedRGB(rgb, NULL, 0, 0,
	    (int)fmax(1, sqrt(pixels / SAMPLES)), 0.5F, &red, &green,
	    &blue) != 0)
		return -1;
	return 0.299 * (double)red + 0.587 * (double)green +
	    0.114 * (double)blue;
}

int
light_up(PIX *rgb)
{
	double median = median_grey(rgb), gamma;
	NUMA *curve;

	if (median < 0)
		return -1;
	if (median >= DARK_MEDIAN)
		return 0;
	gamma = log(fmax(median, LEAST_MEDIAN) / WHITE) /
	    log(DARK_MEDIAN / WHITE);
	curve = numaGammaTRC((float)fmin(gamma, MAX_GAMMA), 0, (l_int32)WHITE);
	if (curve == NULL)
		return -1;
	pixTRCMap(rgb, NULL, curve);
	numaDestroy(&curve);
	return 0;
}
