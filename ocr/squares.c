/* SPDX-License-Identifier: MIT */
#include "ocr/squares.h"

#include <stddef.h>
#include <stdlib.h>

#define ROWS_MIN 4	/* rows one below the other that make it worth a look */
#define SQUARES_MIN 2	/* of the three, one may be hidden */
#define CROSSINGS_MAX 32	/* of one row */
#define EDGE 12		/* of 255: less is the grain of a wall */
#define REACH 12	/* pixels each way that brightness is compared with */

/* Whether five runs are as 1:1:3:1:1, each within a half of a module. */
static bool
is_pattern(const int runs[5])
{
	static const int modules[5] = { 1, 1, 3, 1, 1 };
	double module = (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) /
	    7.0;

	for (int i = 0; i < 5; i++)
		if (abs((int)((runs[i] - modules[i] * module) * 100)) >
		    (int)(module * 50 * (modules[i] == 3 ? 2 : 1)))
			return false;
	return module >= 1.5;
}

/* Patterns crossed by one row. */
struct crossings {
	struct {
		int middle;	/* its x */
		int height;	/* rows that have it, up to this one */
	} list[CROSSINGS_MAX];
	int count;
};

/* Add a pattern that may go on one of the row above. */
static void
add_crossing(struct crossings *here, const struct crossings *above,
    int middle, int module)
{
	int height = 1;

	if (here->count == CROSSINGS_MAX)
		return;
	for (int i = 0; i < above->count; i++)
		if (abs(above->list[i].middle - middle) <= module &&
		    above->list[i].height >= height)
			height = above->list[i].height + 1;
	here->list[here->count].middle = middle;
	here->list[here->count++].height = height;
}

/* Find the patterns in a row of light and dark. */
static void
cross_row(const l_uint32 *line, const l_uint32 *means, int width,
    const struct crossings *above, struct crossings *here)
{
	int runs[5] = { 0 }, run = 0;
	bool dark = false;

	here->count = 0;
	for (int x = 0; x < width; x++, run++) {
		int shift = 24 - 8 * (x % 4);
		int over = (int)(line[x / 4] >> shift & 0xff) -
		    (int)(means[x / 4] >> shift & 0xff);

		/* Between the two it stays what it was. */
		if (dark ? over < EDGE : over > -EDGE)
			continue;
		for (int i = 0; i < 4; i++)
			runs[i] = runs[i + 1];
		runs[4] = run;
		run = 0;
		dark = !dark;
		if (runs[0] > 0 && is_pattern(runs))
			add_crossing(here, above,
			    x - runs[4] - runs[3] - runs[2] / 2,
			    runs[2] / 3 + 1);
	}
}

bool
squares_seen(PIX *grey)
{
	struct crossings rows[2] = { { .count = 0 } };
	int squares = 0;
	PIX *means;

	if (pixGetWidth(grey) <= 2 * REACH || pixGetHeight(grey) <= 2 * REACH)
		return true;
	means = pixBlockconv(grey, REACH, REACH);
	if (means == NULL)
		return true;
	for (int y = 0; y < pixGetHeight(grey) &&
	    squares < SQUARES_MIN; y++) {
		struct crossings *here = &rows[y % 2];

		cross_row(pixGetData(grey) + (ptrdiff_t)y * pixGetWpl(grey),
		    pixGetData(means) + (ptrdiff_t)y * pixGetWpl(means),
		    pixGetWidth(grey), &rows[1 - y % 2], here);
		for (int i = 0; i < here->count; i++)
			squares += here->list[i].height == ROWS_MIN;
	}
	pixDestroy(&means);
	return squares >= SQUARES_MIN;
}
