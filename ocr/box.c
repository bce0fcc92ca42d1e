/* SPDX-License-Identifier: MIT */
#include "ocr/box.h"

static int
least(int a, int b)
{
	return a < b ? a : b;
}

static int
most(int a, int b)
{
	return a > b ? a : b;
}

/* The box from the left and the top to before the right and the bottom. */
static struct box
between(int left, int top, int right, int bottom)
{
	return (struct box){ left, top, right - left, bottom - top };
}

double
box_overlap(const struct box *a, const struct box *b)
{
	struct box common = between(most(a->x, b->x), most(a->y, b->y),
	    least(a->x + a->width, b->x + b->width),
	    least(a->y + a->height, b->y + b->height));
	double area_a = (double)a->width * a->height;
	double area_b = (double)b->width * b->height;
	double smaller = area_a < area_b ? area_a : area_b;

	if (common.width <= 0 || common.height <= 0 || smaller <= 0)
		return 0;
	return (double)common.width * common.height / smaller;
}

struct box
box_around(const struct box *a, const struct box *b)
{
	return between(least(a->x, b->x), least(a->y, b->y),
	    most(a->x + a->width, b->x + b->width),
	    most(a->y + a->height, b->y + b->height));
}

struct box
box_within(const struct box *box, int width, int height)
{
	int left = most(0, least(box->x, width - 1));
	int top = most(0, least(box->y, height - 1));

	return between(left, top,
	    most(left + 1, least(box->x + box->width, width)),
	    most(top + 1, least(box->y + box->height, height)));
}
