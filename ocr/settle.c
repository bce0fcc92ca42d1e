/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "ocr/lines.h"

/* When a line repeats another. */
#define ACROSS 0.4		/* distance of the middles, of the height */
#define ALONG 0.5		/* share of its length beside the other */
#define HEIGHTS 1.8
#define TURNED 0.5		/* sine of the angle between them */

static int
by_score(const void *a, const void *b)
{
	const struct line *left = a, *right = b;

	return (left->score < right->score) - (left->score > right->score);
}

/*
 * Whether a strip covers the same writing as a better one.
 */
static bool
repeats(const struct strip *strip, const struct strip *better)
{
	double c = cos(better->angle), s = sin(better->angle);
	double x = strip->x - better->x, y = strip->y - better->y;
	double along = x * c + y * s, across = y * c - x * s;
	double left = fmax(along - strip->length / 2, -better->length / 2);
	double right = fmin(along + strip->length / 2, better->length / 2);

	return fabs(sin(strip->angle - better->angle)) <= TURNED &&
	    fabs(across) <= ACROSS * better->height &&
	    strip->height <= HEIGHTS * better->height &&
	    better->height <= HEIGHTS * strip->height &&
	    right - left >= ALONG * fmin(strip->length, better->length);
}

void
lines_settle(struct lines *lines)
{
	size_t kept = 0;

	if (lines->count == 0)
		return;
	qsort(lines->items, lines->count, sizeof(*lines->items), by_score);
	for (size_t i = 0; i < lines->count; i++) {
		struct line line = lines->items[i];
		size_t seconds = 0;

		line.place = kept;
		for (size_t j = 0; j < kept; j++) {
			const struct line *other = &lines->items[j];

			if (line.place == kept) {
				if (repeats(&line.strip, &other->strip))
					line.place = other->place;
			}
			seconds += line.place != kept &&
			    other->place == line.place;
		}
		if (seconds <= LINES_SECONDS)
			lines->items[kept++] = line;
	}
	lines->count = kept;
}
