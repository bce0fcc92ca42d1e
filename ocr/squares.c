/* SPDX-License-Identifier: MIT */
#include "ocr/squares.h"

#include <stddef.h>
#include <stdlib.h>

#define ROWS_MIN 4	/* rows with the pattern that make it worth a look */
#define STEP 2		/* rows: a square of 7 modules is higher than that */
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

/* Whether a row of dark and light crosses a square. */
static bool
row_has_pattern(PIX *grey, PIX *means, int y)
{
	int runs[5] = { 0 }, width = pixGetWidth(grey), run = 0;
	const l_uint32 *line = pixGetData(grey) + (ptrdiff_t)y *
	    pixGetWpl(grey);
	const l_uint32 *mean = pixGetData(means) + (ptrdiff_t)y *
	    pixGetWpl(means);
	bool dark = false;

	for (int x = 0; x < width; x++) {
		bool now = (line[x / 4] >> (24 - 8 * (x % 4)) & 0xff) <
		    (mean[x / 4] >> (24 - 8 * (x % 4)) & 0xff);

		run++;
		if (now == dark)
			continue;
		for (int i = 0; i < 4; i++)
			runs[i] = runs[i + 1];
		runs[4] = run;
		run = 0;
		dark = now;
		if (runs[0] > 0 && is_pattern(runs))
			return true;
	}
	return false;
}

bool
squares_seen(PIX *grey)
{
	PIX *means;
	int rows = 0;

	if (pixGetWidth(grey) <= 2 * REACH || pixGetHeight(grey) <= 2 * REACH)
		return true;
	means = pixBlockconv(grey, REACH, REACH);
	if (means == NULL)
		return true;
	for (int y = 0; y < pixGetHeight(grey) && rows < ROWS_MIN; y += STEP)
		rows += row_has_pattern(grey, means, y);
	pixDestroy(&means);
	return rows >= ROWS_MIN;
}
