/* SPDX-License-Identifier: MIT */
#include "ocr/channels.h"

#include <stdlib.h>

#define TAIL 1000	/* one pixel of so many is left out at either end */

static int
clamp(int value)
{
	return value < 0 ? 0 : value > 255 ? 255 : value;
}

static int
greatest(int a, int b, int c)
{
	int ab = a > b ? a : b;

	return ab > c ? ab : c;
}

static int
least(int a, int b, int c)
{
	int ab = a < b ? a : b;

	return ab < c ? ab : c;
}

/*
 * The value of one pixel. Grey is Rec. 601's luma. Saturation is the spread
 * of the three primaries, which unlike that of HSV stays calm in the dark.
 * The opponent channels use the full scale, half of it for either colour.
 */
static int
value(int r, int g, int b, enum channel channel)
{
	switch (channel) {
	case CHANNEL_SATURATION:
		return greatest(r, g, b) - least(r, g, b);
	case CHANNEL_RED_GREEN:
		return clamp(128 + r - g);
	case CHANNEL_YELLOW_BLUE:
		return clamp(128 + (r + g) / 2 - b);
	default:
		return (299 * r + 587 * g + 114 * b + 500) / 1000;
	}
}

/*
 * Room for the values of a picture.
 */
static int
plane_open(struct plane *plane, PIX *rgb)
{
	plane->width = pixGetWidth(rgb);
	plane->height = pixGetHeight(rgb);
	plane->pixels = malloc((size_t)plane->width * (size_t)plane->height);
	return plane->pixels == NULL ? -1 : 0;
}

int
plane_take(struct plane *plane, PIX *rgb, enum channel channel)
{
	size_t wpl = (size_t)pixGetWpl(rgb);
	const l_uint32 *data = pixGetData(rgb);
	uint8_t *to;

	if (plane_open(plane, rgb) != 0)
		return -1;
	to = plane->pixels;
	for (int y = 0; y < plane->height; y++) {
		const l_uint32 *row = data + wpl * (size_t)y;

		for (int x = 0; x < plane->width; x++) {
			int r = (int)(row[x] >> L_RED_SHIFT & 255);
			int g = (int)(row[x] >> L_GREEN_SHIFT & 255);
			int b = (int)(row[x] >> L_BLUE_SHIFT & 255);

			*to++ = (uint8_t)value(r, g, b, channel);
		}
	}
	return 0;
}

static uint8_t
scaled(double distance)
{
	return (uint8_t)(255 * (distance < 1 ? distance : 1));
}

int
plane_take_paint(struct plane *plane, PIX *rgb, const struct paint *paint)
{
	size_t wpl = (size_t)pixGetWpl(rgb);
	const l_uint32 *data = pixGetData(rgb);
	uint8_t *to;

	if (plane_open(plane, rgb) != 0)
		return -1;
	to = plane->pixels;
	for (int y = 0; y < plane->height; y++)
		for (int x = 0; x < plane->width; x++)
			*to++ = scaled(paint_distance(paint,
			    data[wpl * (size_t)y + (size_t)x]));
	return 0;
}

void
plane_count(const struct plane *plane, size_t counts[PLANE_LEVELS])
{
	size_t total = (size_t)plane->width * (size_t)plane->height, i = 0;
	/* Neighbours are alike: two counts do not wait for each other. */
	unsigned even[PLANE_LEVELS] = { 0 }, odd[PLANE_LEVELS] = { 0 };

	for (; i + 1 < total; i += 2) {
		even[plane->pixels[i]]++;
		odd[plane->pixels[i + 1]]++;
	}
	if (i < total)
		even[plane->pixels[i]]++;
	for (i = 0; i < PLANE_LEVELS; i++)
		counts[i] = (size_t)even[i] + odd[i];
}

int
plane_spread(const struct plane *plane)
{
	size_t total = (size_t)plane->width * (size_t)plane->height;
	size_t count[PLANE_LEVELS], below = 0, above = 0;
	int low = 0, high = PLANE_LEVELS - 1;

	plane_count(plane, count);
	while (low < PLANE_LEVELS - 1 && (below += count[low]) <= total / TAIL)
		low++;
	while (high > 0 && (above += count[high]) <= total / TAIL)
		high--;
	return high > low ? high - low : 0;
}

void
plane_free(struct plane *plane)
{
	free(plane->pixels);
	plane->pixels = NULL;
}
