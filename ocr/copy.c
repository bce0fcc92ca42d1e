/* SPDX-License-Identifier: MIT */
#include "ocr/copy.h"

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
copy_stretch(const struct copy *copy, struct box *box, int x, int y)
{
	double dx = x - pixGetWidth(copy->grey) / 2.0;
	double dy = y - pixGetHeight(copy->grey) / 2.0;
	double c = cos(copy->angle), s = sin(copy->angle);

	stretch(box,
	    within(copy->x + (dx * c + dy * s) / copy->scale,
	    copy->width),
	    within(copy->y + (dy * c - dx * s) / copy->scale,
	    copy->height));
}

PIX *
copy_invert(PIX *grey, struct copy *copy)
{
	(void)copy;
	return pixInvert(NULL, grey);
}

PIX *
copy_blur(PIX *grey, struct copy *copy)
{
	(void)copy;
	return pixBlockconv(grey, 1, 1);
}

PIX *
copy_halve(PIX *grey, struct copy *copy)
{
	copy->scale = 0.5;
	return pixScaleAreaMap2(grey);
}

PIX *
copy_enlarge(PIX *grey, struct copy *copy)
{
	if (pixGetWidth(grey) > DOUBLE_MAX || pixGetHeight(grey) > DOUBLE_MAX)
		return NULL;
	copy->scale = 2;
	return pixScaleGray2xLI(grey);
}

/* Sauvola and Pietikainen, "Adaptive document image binarization" (2000). */
PIX *
copy_threshold(PIX *grey, struct copy *copy)
{
	PIX *bits = NULL, *bytes = NULL;

	(void)copy;
	if (pixSauvolaBinarize(grey, 15, 0.25f, 1, NULL, NULL, NULL,
	    &bits) == 0)
		bytes = pixConvert1To8(NULL, bits, 255, 0);
	pixDestroy(&bits);
	return bytes;
}

PIX *
copy_threshold_small(PIX *grey, struct copy *copy)
{
	PIX *half, *bytes;

	if (pixGetWidth(grey) <= DOUBLE_MAX &&
	    pixGetHeight(grey) <= DOUBLE_MAX)
		return copy_threshold(grey, copy);
	half = copy_halve(grey, copy);
	bytes = half != NULL ? copy_threshold(half, copy) : NULL;
	pixDestroy(&half);
	return bytes;
}

PIX *
copy_turn(PIX *grey, struct copy *copy)
{
	copy->angle = TURN;
	return pixRotateAMGray(grey, (l_float32)TURN, 255);
}
