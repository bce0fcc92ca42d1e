/* SPDX-License-Identifier: MIT */
#include "ocr/slant.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define DARK 128		/* levels; less is ink */
#define MARGIN 0.2		/* of the crop, above and below its letters */
#define STEP 0.1		/* between the shears that are tried, */
#define STEPS 8			/* so many to either side */
#define CLEAR 1.4		/* times what they show as they stand */

struct column {			/* of a sheared crop */
	int ink, top, bottom;
};

/*
 * Count the ink of the crop into columns, sheared. There are as many columns
 * on either side of it as it is high.
 */
static void
fill_columns(PIX *crop, double shear, struct column *columns)
{
	int width = pixGetWidth(crop), height = pixGetHeight(crop);
	int from = (int)(MARGIN * height);

	memset(columns, 0, (size_t)(width + 2 * height) * sizeof(*columns));
	for (int y = from; y < height - from; y++) {
		l_uint32 *row = pixGetData(crop) + y * pixGetWpl(crop);
		int shift = height + (int)lround(shear * (y - height / 2.0));

		for (int x = 0; x < width; x++) {
			struct column *column = &columns[x + shift];

			if (GET_DATA_BYTE(row, x) >= DARK)
				continue;
			if (column->ink++ == 0)
				column->top = y;
			column->bottom = y;
		}
	}
}

/*
 * The sum of the squared heights of the unbroken columns.
 */
static double
uprightness(const struct column *columns, int count)
{
	double sum = 0;

	for (int i = 0; i < count; i++) {
		const struct column *column = &columns[i];

		if (column->ink == column->bottom - column->top + 1)
			sum += (double)column->ink * column->ink;
	}
	return sum;
}

double
slant_of(PIX *crop)
{
	int count = pixGetWidth(crop) + 2 * pixGetHeight(crop);
	struct column *columns = calloc((size_t)count, sizeof(*columns));
	double most = 0, best = 0;

	if (columns == NULL)
		return 0;
	fill_columns(crop, 0, columns);
	most = CLEAR * uprightness(columns, count);
	for (int step = -STEPS; step <= STEPS; step++) {
		double sum;

		if (step == 0)
			continue;
		fill_columns(crop, step * STEP, columns);
		sum = uprightness(columns, count);
		if (sum <= most)
			continue;
		most = sum;
		best = step * STEP;
	}
	free(columns);
	return best;
}
