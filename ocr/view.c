/* SPDX-License-Identifier: MIT */
#include "ocr/view.h"

#include <math.h>

#define DOUBLE_MAX 1000	/* pixels a side of a picture worth enlarging */
#define TURN 0.5236	/* 30 degrees: what neither decoder turns by itself */

/* Stretch a box, which has width -1 while it is empty, to hold a point. */
static void
stretch(struct box *box, int x, int y)
{
	int right = box->x + box->width, bottom = box->y + box->height;

	if (box->width < 0) {
		*box = (struct box){ x, y, 0, 0 };
		return;
	}
	right = x > right ? x : right;
	bottom = y > bottom ? y : bottom;
	box->x = x < box->x ? x : box->x;
	box->y = y < box->y ? y : box->y;
	box->width = right - box->x;
	box->height = bottom - box->y;
}

static int
within(double value, int most)
{
	return value < 0 ? 0 : value > most ? most : (int)(value + 0.5);
}

void
view_stretch(const struct view *view, struct box *box, int x, int y)
{
	double dx = x - pixGetWidth(view->grey) / 2.0;
	double dy = y - pixGetHeight(view->grey) / 2.0;
	double c = cos(view->angle), s = sin(view->angle);

	stretch(box,
	    within(view->x + (dx * c + dy * s) / view->scale,
	    view->width),
	    within(view->y + (dy * c - dx * s) / view->scale,
	    view->height));
}

PIX *
view_invert(PIX *grey, struct view *view)
{
	(void)view;
	return pixInvert(NULL, grey);
}

PIX *
view_blur(PIX *grey, struct view *view)
{
	(void)view;
	return pixBlockconv(grey, 1, 1);
}

PIX *
view_halve(PIX *grey, struct view *view)
{
	view->scale = 0.5;
	return pixScaleAreaMap2(grey);
}

PIX *
view_enlarge(PIX *grey, struct view *view)
{
	if (pixGetWidth(grey) > DOUBLE_MAX || pixGetHeight(grey) > DOUBLE_MAX)
		return NULL;
	view->scale = 2;
	return pixScaleGray2xLI(grey);
}

/* Sauvola and Pietikainen, "Adaptive document image binarization" (2000). */
PIX *
view_threshold(PIX *grey, struct view *view)
{
	PIX *bits = NULL, *bytes = NULL;

	(void)view;
	if (pixSauvolaBinarize(grey, 15, 0.25f, 1, NULL, NULL, NULL,
	    &bits) == 0)
		bytes = pixConvert1To8(NULL, bits, 255, 0);
	pixDestroy(&bits);
	return bytes;
}

PIX *
view_threshold_small(PIX *grey, struct view *view)
{
	PIX *half, *bytes;

	if (pixGetWidth(grey) <= DOUBLE_MAX &&
	    pixGetHeight(grey) <= DOUBLE_MAX)
		return view_threshold(grey, view);
	half = view_halve(grey, view);
	bytes = half != NULL ? view_threshold(half, view) : NULL;
	pixDestroy(&half);
	return bytes;
}

PIX *
view_turn(PIX *grey, struct view *view)
{
	view->angle = TURN;
	return pixRotateAMGray(grey, (l_float32)TURN, 255);
}
