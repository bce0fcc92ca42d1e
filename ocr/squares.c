/* SPDX-License-Identifier: MIT */
#include "ocr/squares.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

#define ROWS_MIN 4	/* rows one below the other that make it worth a look */
#define SQUARES_MIN 2	/* of the three, one may be hidden */
#define CROSSINGS_MAX 32	/* of one row */
#define EDGE 12		/* of 255: less is the grain of a wall */
#define REACH 12	/* pixels each way that brightness is compared with */
#define STRETCH 2	/* times that a square may be higher than wide */

/* Brightness, and its mean around each pixel. */
struct plane {
	PIX *grey, *means;
	int width, height;
};

/* Patterns crossed by one row. */
struct crossings {
	struct {
		int middle;	/* its x */
		int height;	/* rows that have it, up to this one */
		bool counted;	/* as a square, in this row or above */
	} list[CROSSINGS_MAX];
	int count;
};

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

/* A row of both. */
struct row {
	const l_uint32 *grey, *means;
};

static struct row
row_of(const struct plane *plane, int y)
{
	return (struct row){
		pixGetData(plane->grey) +
		    (ptrdiff_t)y * pixGetWpl(plane->grey),
		pixGetData(plane->means) +
		    (ptrdiff_t)y * pixGetWpl(plane->means),
	};
}

/* Whether a run ends at x. Near the mean, it goes on as it was. */
static bool
ends_run(const struct row *row, int x, bool dark)
{
	int shift = 24 - 8 * (x % 4);
	int over = (int)(row->grey[x / 4] >> shift & 0xff) -
	    (int)(row->means[x / 4] >> shift & 0xff);

	return dark ? over >= EDGE : over <= -EDGE;
}

/* How many rows from y on, up (step -1) or down (1), go on as dark or not. */
static int
run_of_column(const struct plane *plane, int x, int y, int step, bool dark)
{
	int run = 0;

	for (; y >= 0 && y < plane->height; y += step, run++) {
		struct row row = row_of(plane, y);

		if (ends_run(&row, x, dark))
			break;
	}
	return run;
}

/*
 * Measure three runs of a column, from inside the first one up (step -1) or
 * down (1). Returns whether the plane held all of them.
 */
static bool
measure_runs(const struct plane *plane, int x, int y, int step, bool dark,
    int runs[3])
{
	for (int i = 0; i < 3; i++, dark = !dark) {
		runs[i] = run_of_column(plane, x, y, step, dark);
		if (runs[i] == 0)
			return false;
		y += runs[i] * step;
	}
	return true;
}

/*
 * Whether the column through the middle of what a row crossed, wide as said,
 * has the pattern too.
 */
static bool
is_crossed_down(const struct plane *plane, int x, int y, bool dark, int wide)
{
	int up[3], down[3];

	if (!measure_runs(plane, x, y, -1, dark, up) ||
	    !measure_runs(plane, x, y, 1, dark, down))
		return false;

	int middle = up[0] + down[0] - 1;
	const int runs[5] = { up[2], up[1], middle, down[1], down[2] };

	return is_pattern(runs) && middle <= wide * STRETCH &&
	    middle * STRETCH >= wide;
}

/*
 * Add a pattern that may go on one of the row above, and whose middle run is
 * as wide as said. Returns whether it makes a square that was not counted.
 */
static bool
add_crossing(struct crossings *here, const struct crossings *above,
    int middle, int wide, bool is_square)
{
	int height = 1;
	bool counted = false;

	if (here->count == CROSSINGS_MAX)
		return false;
	for (int i = 0; i < above->count; i++)
		if (abs(above->list[i].middle - middle) <= wide / 3 + 1 &&
		    above->list[i].height >= height) {
			height = above->list[i].height + 1;
			counted = above->list[i].counted;
		}
	is_square = is_square && height >= ROWS_MIN && !counted;
	here->list[here->count].middle = middle;
	here->list[here->count].counted = counted || is_square;
	here->list[here->count++].height = height;
	return is_square;
}

/* Find the patterns in a row, and count new squares, light and dark ones. */
static void
cross_row(const struct plane *plane, int y, const struct crossings *above,
    struct crossings *here, int squares[2])
{
	struct row row = row_of(plane, y);
	int runs[5] = { 0 }, run = 0;
	bool dark = false;

	here->count = 0;
	for (int x = 0; x < plane->width; x++, run++) {
		int middle;

		if (!ends_run(&row, x, dark))
			continue;
		for (int i = 0; i < 4; i++)
			runs[i] = runs[i + 1];
		runs[4] = run;
		run = 0;
		middle = x - runs[4] - runs[3] - runs[2] / 2;
		if (runs[0] > 0 && is_pattern(runs))
			squares[dark] += add_crossing(here, above, middle,
			    runs[2], is_crossed_down(plane, middle, y, dark,
			    runs[2]));
		dark = !dark;
	}
}

enum squares
squares_find(PIX *grey)
{
	struct crossings rows[2] = { { .count = 0 } };
	struct plane plane = { grey, NULL, pixGetWidth(grey),
		pixGetHeight(grey) };
	int squares[2] = { 0 };

	if (plane.width <= 2 * REACH || plane.height <= 2 * REACH)
		return SQUARES_DARK;
	plane.means = pixBlockconv(grey, REACH, REACH);
	if (plane.means == NULL)
		return SQUARES_DARK;
	for (int y = 0; y < plane.height && squares[false] < SQUARES_MIN &&
	    squares[true] < SQUARES_MIN; y++)
		cross_row(&plane, y, &rows[1 - y % 2], &rows[y % 2],
		    squares);
	pixDestroy(&plane.means);
	if (squares[true] >= SQUARES_MIN)
		return SQUARES_DARK;
	return squares[false] >= SQUARES_MIN ? SQUARES_LIGHT : SQUARES_NONE;
}
