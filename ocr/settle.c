/* SPDX-License-Identifier: MIT */
/* Lines beside lines: which repeat another, and which go on in one. */
#include <math.h>
#include <stdlib.h>

#include "ocr/lines.h"

/* When a line repeats another. */
#define ACROSS 0.4		/* distance of the middles, of the height */
#define ALONG 0.5		/* share of its length beside the other */
#define HEIGHTS 1.8
#define TURNED 0.5		/* sine of the angle between them */

/* When a line goes on in another. */
#define BREAK 1.2		/* between them, of the height */
#define BENT 0.1		/* sine of the angle between them */
#define WHOLE_ODDS (-2.0)	/* log-odds of what is joined */

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

/*
 * Whether a strip goes on where another one ends, at either end.
 */
static bool
goes_on(const struct strip *strip, const struct strip *from)
{
	double c = cos(from->angle), s = sin(from->angle);
	double x = strip->x - from->x, y = strip->y - from->y;
	double along = fabs(x * c + y * s), across = y * c - x * s;
	double gap = along - (strip->length + from->length) / 2;

	return fabs(sin(strip->angle - from->angle)) <= BENT &&
	    fabs(across) <= ACROSS * from->height &&
	    strip->height <= HEIGHTS * from->height &&
	    from->height <= HEIGHTS * strip->height &&
	    gap <= BREAK * from->height && gap >= -from->length / 2;
}

/*
 * Make a strip so much longer that it covers another one too.
 */
static void
stretch_over(struct strip *strip, const struct strip *other)
{
	double c = cos(strip->angle), s = sin(strip->angle);
	double along = (other->x - strip->x) * c + (other->y - strip->y) * s;
	double left = fmin(-strip->length / 2, along - other->length / 2);
	double right = fmax(strip->length / 2, along + other->length / 2);

	strip->x += (left + right) / 2 * c;
	strip->y += (left + right) / 2 * s;
	strip->length = right - left;
}

struct strip
lines_whole(const struct lines *lines, const struct line *line)
{
	struct strip whole = line->strip;

	for (size_t i = 0; i < lines->count; i++) {
		const struct line *other = &lines->items[i];

		if (other->score >= WHOLE_ODDS && goes_on(&other->strip,
		    &whole))
			stretch_over(&whole, &other->strip);
	}
	return whole;
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
