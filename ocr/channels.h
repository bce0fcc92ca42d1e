/* SPDX-License-Identifier: MIT */
/*
 * A picture taken apart into planes of one byte a pixel, in each of which
 * some writing stands out: how light a pixel is, how saturated, how red
 * against green, how yellow against blue. Text that has the brightness of its
 * wall is invisible in the first and plain in one of the others; the channels
 * follow Neumann and Matas, "Real-time scene text localization and
 * recognition", CVPR 2012, with the opponent colours of Hering in place of
 * hue, which is undefined on grey walls.
 */
#ifndef OCR_CHANNELS_H
#define OCR_CHANNELS_H

#include <leptonica/allheaders.h>
#include <stdint.h>

#include "ocr/ink.h"

enum channel {
	CHANNEL_GREY,
	CHANNEL_SATURATION,
	CHANNEL_RED_GREEN,
	CHANNEL_YELLOW_BLUE
};

struct plane {
	uint8_t *pixels;	/* row after row, no padding */
	int width;
	int height;
};

/*
 * Fill a plane from a picture of 32 bits a pixel. Returns 0, or -1 when
 * memory is short. plane_free() releases it.
 */
int plane_take(struct plane *plane, PIX *rgb, enum channel channel);

/*
 * The same with the distance from some paint, up to that of its ground.
 */
int plane_take_paint(struct plane *plane, PIX *rgb, const struct paint *paint);

#define PLANE_LEVELS 256

/*
 * How many pixels have each value.
 */
void plane_count(const struct plane *plane, size_t counts[PLANE_LEVELS]);

/*
 * How much the values of a plane differ, a thousandth of them at either end
 * left out: a short word on a large wall covers no hundredth of it.
 * A colour channel of a grey picture has next to none and can be skipped.
 */
int plane_spread(const struct plane *plane);

void plane_free(struct plane *plane);

#endif
