/* SPDX-License-Identifier: MIT */
#include "ocr/crop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/ink.h"

#define MARGIN_ACROSS 0.34	/* of the height, above and below */
#define MARGIN_ALONG 0.4	/* of the height, at either end */
#define MIN_INK 0.08		/* share of a crop that writing covers */
#define MAX_LENGTH 1400		/* pixels of a crop */
#define PAINT_HEIGHT 32		/* of writing whose paint is measured */
/* Value of the ground; cut at 255 it takes what is near the ground along. */
#define LIGHT 360.0
#define WINDOWS 3		/* in the height of a shaded line, evened */
#define LEAST_WINDOW 5		/* pixels, by Leptonica */
#define BRIDGE 7		/* pixels of the gaps in a stencil's letters, */
#define BRIDGE_ACROSS 3		/* and of those that run along the line */
#define FAINT 48		/* levels of contrast not stretched further */

struct colour {
	double r, g, b;
};

int
view_open(struct view *view, PIX *rgb)
{
	memset(view, 0, sizeof(*view));
	view->levels[view->count++] = rgb;
	while (view->count < VIEW_LEVELS) {
		PIX *last = view->levels[view->count - 1];

		if (pixGetWidth(last) < 64 || pixGetHeight(last) < 64)
			break;
		last = pixScaleAreaMap2(last);
		if (last == NULL) {
			view_close(view);
			return -1;
		}
		view->levels[view->count++] = last;
	}
	return 0;
}

void
view_close(struct view *view)
{
	for (int i = 1; i < view->count; i++)
		pixDestroy(&view->levels[i]);
	view->count = 0;
}

static struct colour
unpack(l_uint32 pixel)
{
	return (struct colour){ (double)(pixel >> L_RED_SHIFT & 255),
	    (double)(pixel >> L_GREEN_SHIFT & 255),
	    (double)(pixel >> L_BLUE_SHIFT & 255) };
}

static l_uint32
pack(struct colour c)
{
	return (l_uint32)c.r << L_RED_SHIFT | (l_uint32)c.g << L_GREEN_SHIFT |
	    (l_uint32)c.b << L_BLUE_SHIFT;
}

static struct colour
mix(struct colour a, struct colour b, double share)
{
	return (struct colour){ a.r + (b.r - a.r) * share,
	    a.g + (b.g - a.g) * share, a.b + (b.b - a.b) * share };
}

static double
clamp(double value, double most)
{
	return value > most ? most : value > 0 ? value : 0;
}

/*
 * Colour at a point between pixels; the edge goes on outside the picture.
 */
static struct colour
sample(PIX *pix, double x, double y)
{
	int width = pixGetWidth(pix), height = pixGetHeight(pix);
	const l_uint32 *data = pixGetData(pix), *upper, *lower;
	int wpl = pixGetWpl(pix), left, top, right, bottom;

	x = clamp(x - 0.5, width - 1);
	y = clamp(y - 0.5, height - 1);
	left = (int)x;
	top = (int)y;
	right = left + 1 < width ? left + 1 : left;
	bottom = top + 1 < height ? top + 1 : top;
	upper = data + (size_t)top * (size_t)wpl;
	lower = data + (size_t)bottom * (size_t)wpl;
	return mix(mix(unpack(upper[left]), unpack(upper[right]), x - left),
	    mix(unpack(lower[left]), unpack(lower[right]), x - left),
	    y - top);
}

/*
 * The strip's pixels, level and scaled, as 32 bits a pixel. Taken from the
 * level of the view that is nearest in size.
 */
static PIX *
straighten(const struct view *view, const struct crop *crop,
    const struct crop_wish *wish)
{
	double c = cos(crop->strip.angle), s = sin(crop->strip.angle);
	int width = (int)(crop->strip.length * crop->scale);
	int height = (int)(crop->strip.height * crop->scale);
	double step = 1 / crop->scale, shrunk = 1;
	int level = 0;
	PIX *out = pixCreate(width, height, 32);

	if (out == NULL)
		return NULL;
	while (step / shrunk > 1.6 && level + 1 < view->count) {
		level++;
		shrunk *= 2;
	}
	for (int v = 0; v < height; v++) {
		l_uint32 *row = pixGetData(out) + v * pixGetWpl(out);
		double across = (v + 0.5 - height / 2.0) * step;

		for (int u = 0; u < width; u++) {
			double along = (u + 0.5 - width / 2.0) * step -
			    wish->slant * across;
			struct colour p = sample(view->levels[level],
			    (crop->strip.x + along * c - across * s) / shrunk,
			    (crop->strip.y + along * s + across * c) / shrunk);

			row[u] = pack(p);
		}
	}
	return out;
}

/*
 * The values in which the letters of a line stand out.
 */
static int
take_plane(struct plane *plane, PIX *rgb, const struct line *line)
{
	return line->paint != NULL ?
	    plane_take_paint(plane, rgb, line->paint) :
	    plane_take(plane, rgb, line->channel);
}

/*
 * Sum up writing and ground, parted by the threshold at which the letters
 * stand out. Only the strip without its margins and without what lies
 * `further`, in heights, is looked at. Returns 0, or -1.
 */
static int
sum_up(PIX *rgb, const struct line *line, double further,
    struct ink_sum *writing, struct ink_sum *ground)
{
	struct plane plane;
	int height = pixGetHeight(rgb), wpl = pixGetWpl(rgb);
	double unit = height / (1 + 2 * MARGIN_ACROSS);
	int margin = (int)(unit * MARGIN_ACROSS);
	int ends = (int)(unit * (MARGIN_ACROSS + further));

	memset(writing, 0, sizeof(*writing));
	memset(ground, 0, sizeof(*ground));
	if (take_plane(&plane, rgb, line) != 0)
		return -1;
	for (int y = margin; y < height - margin; y++) {
		const uint8_t *row = plane.pixels +
		    (size_t)y * (size_t)plane.width;

		for (int x = ends; x < plane.width - ends; x++) {
			int value = line->light ? 255 - row[x] : row[x];

			ink_add(value <= line->level ? writing : ground,
			    pixGetData(rgb)[y * wpl + x]);
		}
	}
	plane_free(&plane);
	return 0;
}

static int
measure_ink(PIX *rgb, const struct line *line, double further,
    struct ink *ink)
{
	struct ink_sum writing, ground;

	if (sum_up(rgb, line, further, &writing, &ground) != 0)
		return -1;
	return ink_part(&writing, &ground, ink);
}

/*
 * The mix in which writing and ground differ most, dark on light.
 */
static PIX *
project(PIX *rgb, const struct ink *ink)
{
	int width = pixGetWidth(rgb), height = pixGetHeight(rgb);
	PIX *out = pixCreate(width, height, 8);

	if (out == NULL)
		return NULL;
	for (int y = 0; y < height; y++) {
		const l_uint32 *from = pixGetData(rgb) + y * pixGetWpl(rgb);
		l_uint32 *to = pixGetData(out) + y * pixGetWpl(out);

		for (int x = 0; x < width; x++) {
			double value = LIGHT * ink_mix(ink, from[x]);

			SET_DATA_BYTE(to, x, (l_uint8)clamp(value, 255));
		}
	}
	return out;
}

/*
 * The channel of the line, dark on light, with its contrast stretched to the
 * full scale window by window, so that a shadow across it does not show.
 */
static PIX *
cut_plane(PIX *rgb, const struct line *line, bool shaded)
{
	int width = pixGetWidth(rgb), height = pixGetHeight(rgb);
	int window = shaded ? height / WINDOWS : height;
	struct plane plane;
	PIX *flat = pixCreate(width, height, 8), *even;

	if (flat == NULL || take_plane(&plane, rgb, line) != 0) {
		pixDestroy(&flat);
		return NULL;
	}
	for (int y = 0; y < height; y++) {
		const uint8_t *from = plane.pixels + (size_t)y * (size_t)width;
		l_uint32 *to = pixGetData(flat) + y * pixGetWpl(flat);

		for (int x = 0; x < width; x++)
			SET_DATA_BYTE(to, x, line->light ? 255 - from[x] :
			    from[x]);
	}
	plane_free(&plane);
	if (window < LEAST_WINDOW)
		window = LEAST_WINDOW;
	even = pixContrastNorm(NULL, flat, window, height, FAINT,
	    shaded ? 2 : 1, 1);
	if (even == NULL)
		return flat;
	pixDestroy(&flat);
	return even;
}

/*
 * Paint over what is dark and touches the edge of the crop: frames, shadows,
 * neighbouring lines. Left as it is where hardly any ink would remain.
 */
static void
clear_border(PIX *pix)
{
	int area = pixGetWidth(pix) * pixGetHeight(pix);
	PIX *dark = pixThresholdToBinary(pix, 128);
	PIX *inner = dark == NULL ? NULL : pixRemoveBorderConnComps(dark, 8);
	PIX *border = inner == NULL ? NULL : pixXor(NULL, dark, inner);
	l_int32 left = 0;

	if (border != NULL)
		pixCountPixels(inner, &left, NULL);
	if (left > MIN_INK * area) {
		pixDilateBrick(border, border, 3, 3);
		pixSetMasked(pix, border, 255);
	}
	pixDestroy(&dark);
	pixDestroy(&inner);
	pixDestroy(&border);
}

/*
 * Close the gaps that a stencil's bridges leave (J. Serra, "Image analysis and
 * mathematical morphology", 1982): in the dark, which Leptonica calls opening.
 */
static void
close_bridges(struct crop *crop)
{
	PIX *closed = pixOpenGray(crop->pix, BRIDGE, BRIDGE_ACROSS);

	if (closed == NULL)
		return;
	pixDestroy(&crop->pix);
	crop->pix = closed;
}

/*
 * Put light pixels around the crop; its strip grows with it.
 */
static void
pad(struct crop *crop, int padding)
{
	PIX *padded = pixAddBorderGeneral(crop->pix, padding, padding, padding,
	    padding, 255);

	if (padded == NULL)
		return;
	pixDestroy(&crop->pix);
	crop->pix = padded;
	crop->strip.length += 2 * padding / crop->scale;
	crop->strip.height += 2 * padding / crop->scale;
}

/*
 * What a crop shows, and how large: -1 when that is too little to read.
 */
static int
frame(const struct line *line, const struct crop_wish *wish,
    struct crop *crop)
{
	double height = line->strip.height;

	memset(crop, 0, sizeof(*crop));
	crop->strip = line->strip;
	crop->strip.height += 2 * MARGIN_ACROSS * height;
	crop->strip.length += 2 * (MARGIN_ALONG + wish->further) * height;
	crop->scale = wish->height / height;
	if (crop->strip.length * crop->scale > MAX_LENGTH)
		crop->scale = MAX_LENGTH / crop->strip.length;
	return crop->strip.height * crop->scale < 8 ? -1 : 0;
}

int
crop_cut(const struct view *view, const struct line *line,
    const struct crop_wish *wish, struct crop *crop)
{
	struct ink ink;
	PIX *rgb;

	if (frame(line, wish, crop) != 0)
		return -1;
	rgb = straighten(view, crop, wish);
	if (rgb == NULL)
		return -1;
	if (measure_ink(rgb, line, wish->further, &ink) == 0) {
		crop->contrast = ink.contrast;
		crop->pix = wish->plane ? cut_plane(rgb, line,
		    wish->shaded) :
		    project(rgb, &ink);
		if (crop->pix != NULL && wish->bridged)
			close_bridges(crop);
		if (crop->pix != NULL && wish->clear)
			clear_border(crop->pix);
		if (crop->pix != NULL && wish->padding > 0)
			pad(crop, wish->padding);
	}
	pixDestroy(&rgb);
	return crop->pix == NULL ? -1 : 0;
}

int
crop_paint(const struct view *view, const struct line *line,
    struct paint *out)
{
	const struct crop_wish wish = { .height = PAINT_HEIGHT };
	struct ink_sum writing, ground;
	struct crop crop;
	PIX *rgb;
	int result = -1;

	if (frame(line, &wish, &crop) != 0)
		return -1;
	rgb = straighten(view, &crop, &wish);
	if (rgb != NULL && sum_up(rgb, line, 0, &writing, &ground) == 0)
		result = paint_of(&writing, &ground, out);
	pixDestroy(&rgb);
	return result;
}

struct box
crop_place(const struct crop *crop, const struct box *box)
{
	double c = cos(crop->strip.angle), s = sin(crop->strip.angle);
	double along = (box->x + box->width / 2.0) / crop->scale -
	    crop->strip.length / 2;
	double across = (box->y + box->height / 2.0) / crop->scale -
	    crop->strip.height / 2;
	struct strip part = {
		.x = crop->strip.x + along * c - across * s,
		.y = crop->strip.y + along * s + across * c,
		.length = box->width / crop->scale,
		.height = box->height / crop->scale,
		.angle = crop->strip.angle,
	};

	return strip_box(&part);
}
