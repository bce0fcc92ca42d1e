/* SPDX-License-Identifier: MIT */
#include "ocr/letters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bounds on the shape of a letter, or of a few written together. */
#define MIN_HEIGHT 7		/* pixels; Tesseract reads nothing smaller */
#define MAX_WIDE 7.0		/* a short word in one stroke */
#define MAX_TALL 12.0		/* an I, a 1, a slanted stroke */
#define MAX_HOLES 12		/* B has two; joined letters have more */
#define MIN_FILL 0.08		/* share of the box that is ink */
#define MAX_STROKE 0.5		/* of the longer side: more is a blot */
#define MAX_OF_PICTURE 0.95	/* of either side: more is a frame */

/* Of a letter that stands askew, in sides of the box around it. */
#define ASKEW_HEIGHT 0.85
#define ASKEW_WIDTH 0.6

#define SAME_PLACE 0.75		/* two boxes that show the same letter */

/*
 * Width s of a stroke with area s * l and outline 2 * (s + l). Where the
 * outline is too short for that (a round blot), the root of the area.
 */
static double
stroke_width(const struct region *region)
{
	double half = region->perimeter / 4.0;
	double under = half * half - region->area;

	if (under <= 0)
		return sqrt(region->area);
	return half - sqrt(under);
}

static bool
may_be_letter(const struct region *region, const struct plane *plane)
{
	double width = region->box.width, height = region->box.height;
	double longer = width > height ? width : height;

	if (height < MIN_HEIGHT || width < 2)
		return false;
	if (width > MAX_WIDE * height || height > MAX_TALL * width)
		return false;
	if (width > MAX_OF_PICTURE * plane->width ||
	    height > MAX_OF_PICTURE * plane->height)
		return false;
	if (region->area < MIN_FILL * width * height)
		return false;
	if (region->holes > MAX_HOLES)
		return false;
	return stroke_width(region) <= MAX_STROKE * longer;
}

/*
 * Whether two boxes are nearly one: most of the larger lies in the smaller.
 */
static bool
same_place(const struct box *a, const struct box *b)
{
	double area_a = (double)a->width * a->height;
	double area_b = (double)b->width * b->height;
	double ratio = area_a < area_b ? area_a / area_b : area_b / area_a;

	return ratio > SAME_PLACE && box_overlap(a, b) * ratio > SAME_PLACE;
}

static int
middle(const struct box *box)
{
	return 2 * box->x + box->width;
}

static int
by_middle(const void *a, const void *b)
{
	const struct letter *left = a, *right = b;
	int order = middle(&left->box) - middle(&right->box);

	if (order == 0)
		order = left->box.y - right->box.y;
	return order != 0 ? order : left->area - right->area;
}

/*
 * The letter among the first `count` that stands where this one does, or NULL.
 * They are ordered by their middles, so the search can stop early.
 */
static struct letter *
twin(struct letter *items, size_t count, const struct letter *of)
{
	while (count-- > 0) {
		struct letter *item = &items[count];

		if (middle(&item->box) < middle(&of->box) - of->box.width)
			return NULL;
		if (same_place(&item->box, &of->box))
			return item;
	}
	return NULL;
}

/*
 * Of letters at the same place keep the one that grows least.
 */
static void
drop_same(struct letters *letters)
{
	size_t kept = 0;

	for (size_t i = 0; i < letters->count; i++) {
		struct letter *item = &letters->items[i];
		struct letter *same = twin(letters->items, kept, item);

		if (same == NULL)
			letters->items[kept++] = *item;
		else if (item->growth < same->growth)
			*same = *item;
	}
	letters->count = kept;
}

int
letters_select(const struct regions *regions, const struct plane *plane,
    struct letters *out)
{
	out->count = 0;
	out->items = calloc(regions->count + 1, sizeof(*out->items));
	if (out->items == NULL)
		return -1;
	for (size_t i = 0; i < regions->count; i++) {
		const struct region *region = &regions->items[i];

		if (!may_be_letter(region, plane))
			continue;
		out->items[out->count++] = (struct letter){
			.box = region->box,
			.stroke = stroke_width(region),
			.growth = region->growth,
			.level = region->level,
			.area = region->area,
		};
	}
	qsort(out->items, out->count, sizeof(*out->items), by_middle);
	drop_same(out);
	return 0;
}

void
letters_turn(struct letters *letters)
{
	for (size_t i = 0; i < letters->count; i++) {
		struct box *box = &letters->items[i].box;

		*box = (struct box){ box->y, box->x, box->height, box->width };
	}
	if (letters->count > 0)
		qsort(letters->items, letters->count, sizeof(*letters->items),
		    by_middle);
}

/*
 * Where the letter in a box stands once the slant is level.
 */
static struct box
set_level(const struct box *box, int side)
{
	double c = cos(LETTERS_SLANT), s = side * sin(LETTERS_SLANT);
	double x = box->x + box->width / 2.0, y = box->y + box->height / 2.0;
	double longest = (box->width + box->height) / 2.0;
	double width = ASKEW_WIDTH * longest, height = ASKEW_HEIGHT * longest;

	return (struct box){ (int)lround(x * c + y * s - width / 2),
	    (int)lround(y * c - x * s - height / 2), (int)lround(width),
	    (int)lround(height) };
}

int
letters_slant(const struct letters *letters, int side, struct letters *out)
{
	out->count = 0;
	out->items = calloc(letters->count + 1, sizeof(*out->items));
	if (out->items == NULL)
		return -1;
	for (size_t i = 0; i < letters->count; i++) {
		struct letter *letter = &out->items[out->count++];

		*letter = letters->items[i];
		letter->box = set_level(&letter->box, side);
	}
	qsort(out->items, out->count, sizeof(*out->items), by_middle);
	return 0;
}

void
letters_free(struct letters *letters)
{
	free(letters->items);
	memset(letters, 0, sizeof(*letters));
}
