/* SPDX-License-Identifier: MIT */
#include "ocr/finder.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Pixels that a picture is brought to before regions are looked for. Colour
 * is blurred by every camera and every JPEG, so less does for it.
 */
#define GREY_PIXELS 1.0e6
#define COLOUR_PIXELS 0.4e6
#define PAINT_PIXELS 0.3e6	/* mortar and drips are to be blurred away */
#define MAX_ENLARGE 2.0

#define MIN_AREA 14		/* pixels of a letter: a thin 7-pixel l */
#define MAX_SHARE 0.25		/* of the picture, that one letter covers */
#define MAX_GROWTH 0.5

/* Columns are rarer than lines, and rows of windows look like them. */
#define COLUMN_ODDS (-1.0)
#define COLUMN_LETTERS 4
#define UPRIGHT 0.3		/* radians; less may be read either way */

/* So are slanted lines; those that slant less are found as level ones. */
#define SLANT_ODDS 0.0
#define SLANT_LETTERS 5
#define SLANT_RANGE 0.45	/* radians to either side of the slant */

struct look {			/* how one channel is searched */
	enum channel channel;
	int margin;		/* levels of contrast asked for */
	int min_spread;		/* a flatter channel holds nothing */
};

static const struct look grey_looks[] = {
	{ CHANNEL_GREY, 10, 20 },
};

static const struct look colour_looks[] = {
	{ CHANNEL_SATURATION, 8, 30 },
	{ CHANNEL_RED_GREEN, 6, 24 },
	{ CHANNEL_YELLOW_BLUE, 6, 24 },
};

/*
 * Note the letters' boxes for drawing.
 */
static int
note_letters(const struct letters *letters, double scale, struct found *out)
{
	size_t total = out->letter_count + letters->count;
	struct box *grown = realloc(out->letters,
	    (total + 1) * sizeof(*grown));

	if (grown == NULL)
		return -1;
	out->letters = grown;
	for (size_t i = 0; i < letters->count; i++) {
		const struct box *box = &letters->items[i].box;

		grown[out->letter_count++] = (struct box){
		    (int)(box->x / scale), (int)(box->y / scale),
		    (int)(box->width / scale), (int)(box->height / scale) };
	}
	return 0;
}

/*
 * Put the lines from number `from` on back to the size of the picture.
 */
static void
put_back(struct lines *lines, size_t from, double scale)
{
	for (size_t i = from; i < lines->count; i++) {
		struct strip *strip = &lines->items[i].strip;

		strip->x /= scale;
		strip->y /= scale;
		strip->length /= scale;
		strip->height /= scale;
	}
}

/*
 * The same line as it is read when it is not quite upright: what runs down to
 * the left is read from there.
 */
static double
read_from_left(double angle)
{
	return angle > M_PI / 2 + UPRIGHT ? angle - M_PI : angle;
}

/*
 * Chain letters downwards and keep the likely columns. Turns the letters.
 */
static int
find_columns(struct letters *letters, const struct look *look, bool light,
    double scale, struct lines *columns)
{
	size_t before = columns->count, kept = before;

	letters_turn(letters);
	if (lines_chain(letters, look->channel, light, columns) != 0)
		return -1;
	for (size_t i = before; i < columns->count; i++) {
		struct line line = columns->items[i];
		double x = line.strip.x;

		if (line.score < COLUMN_ODDS || line.letters < COLUMN_LETTERS)
			continue;
		line.strip.x = line.strip.y;
		line.strip.y = x;
		line.strip.angle = read_from_left(M_PI / 2 -
		    line.strip.angle);
		columns->items[kept++] = line;
	}
	columns->count = kept;
	put_back(columns, before, scale);
	return 0;
}

/*
 * Chain letters along a slant to one side and keep the likely lines. Done for
 * brightness alone, in which nearly all of them show.
 */
static int
find_slanted(const struct letters *letters, int side, const struct look *look,
    bool light, double scale, struct lines *out)
{
	double c = cos(LETTERS_SLANT), s = side * sin(LETTERS_SLANT);
	size_t before = out->count, kept = before;
	struct letters level;
	int result;

	if (letters_slant(letters, side, &level) != 0)
		return -1;
	result = lines_chain(&level, look->channel, light, out);
	letters_free(&level);
	for (size_t i = before; i < out->count; i++) {
		struct line line = out->items[i];
		double x = line.strip.x, y = line.strip.y;

		line.traits[JUDGE_TILT] = 0;	/* from the slant: no sign */
		line.score = judge_traits(line.traits);
		if (line.score < SLANT_ODDS || line.letters < SLANT_LETTERS ||
		    fabs(line.strip.angle) > SLANT_RANGE)
			continue;
		line.strip.x = x * c - y * s;
		line.strip.y = x * s + y * c;
		line.strip.angle += side * LETTERS_SLANT;
		out->items[kept++] = line;
	}
	out->count = kept;
	put_back(out, before, scale);
	return result;
}

/*
 * Search one plane in one polarity.
 */
static int
search(const struct plane *plane, const struct look *look, bool light,
    double scale, struct found *out)
{
	struct regions_bounds bounds = {
		.margin = look->margin,
		.min_area = MIN_AREA,
		.max_area = (int)(MAX_SHARE * plane->width * plane->height),
		.max_growth = MAX_GROWTH,
	};
	struct regions regions;
	struct letters letters;
	size_t before = out->lines.count;
	int result;

	if (regions_find(plane, light, &bounds, &regions) != 0)
		return -1;
	result = letters_select(&regions, plane, &letters);
	regions_free(&regions);
	if (result != 0)
		return -1;
	result = lines_chain(&letters, look->channel, light, &out->lines);
	put_back(&out->lines, before, scale);
	if (result == 0)
		result = note_letters(&letters, scale, out);
	for (int side = -1; side <= 1 && result == 0 &&
	    look->channel == CHANNEL_GREY; side += 2)
		result = find_slanted(&letters, side, look, light, scale,
		    &out->columns);
	if (result == 0)
		result = find_columns(&letters, look, light, scale,
		    &out->columns);
	letters_free(&letters);
	return result;
}

static PIX *
resize_by(PIX *rgb, double scale)
{
	if (fabs(scale - 1) < 0.05)
		return pixClone(rgb);
	if (scale < 0.7)
		return pixScaleAreaMap(rgb, (float)scale, (float)scale);
	return pixScaleColorLI(rgb, (float)scale, (float)scale);
}

/*
 * The picture with about so many pixels, and how much larger it has become;
 * NULL if it is too small to hold writing.
 */
static PIX *
resize(PIX *rgb, double pixels, double *scale)
{
	double have = (double)pixGetWidth(rgb) * pixGetHeight(rgb);
	PIX *sized = resize_by(rgb, fmin(sqrt(pixels / fmax(have, 1)),
	    MAX_ENLARGE));

	if (sized != NULL)
		*scale = (double)pixGetWidth(sized) / pixGetWidth(rgb);
	return sized;
}

static int
look_at(PIX *sized, double scale, const struct look *look, struct found *out)
{
	struct plane plane;
	int result = 0;

	if (plane_take(&plane, sized, look->channel) != 0)
		return -1;
	if (plane_spread(&plane) >= look->min_spread) {
		result = search(&plane, look, false, scale, out);
		if (result == 0)
			result = search(&plane, look, true, scale, out);
	}
	plane_free(&plane);
	return result;
}

/*
 * Search the picture, brought to so many pixels, in several channels.
 */
static int
look_through(PIX *rgb, double pixels, const struct look *looks, size_t count,
    struct found *out)
{
	double scale;
	PIX *sized = resize(rgb, pixels, &scale);
	int result = 0;

	if (sized == NULL)
		return 0;
	for (size_t i = 0; i < count && result == 0; i++)
		result = look_at(sized, scale, &looks[i], out);
	pixDestroy(&sized);
	return result;
}

int
finder_find(PIX *rgb, struct found *out)
{
	memset(out, 0, sizeof(*out));
	if (look_through(rgb, GREY_PIXELS, grey_looks,
	    sizeof(grey_looks) / sizeof(grey_looks[0]), out) != 0 ||
	    look_through(rgb, COLOUR_PIXELS, colour_looks,
	    sizeof(colour_looks) / sizeof(colour_looks[0]), out) != 0) {
		found_free(out);
		return -1;
	}
	lines_settle(&out->lines);
	lines_settle(&out->columns);
	return 0;
}

int
finder_follow(PIX *rgb, const struct paint *paint, struct found *out)
{
	const struct look paint_look = { CHANNEL_GREY, 10, 0 };
	struct plane plane;
	double scale;
	PIX *sized = resize(rgb, PAINT_PIXELS, &scale);
	int result;

	memset(out, 0, sizeof(*out));
	if (sized == NULL)
		return 0;
	result = plane_take_paint(&plane, sized, paint);
	pixDestroy(&sized);
	if (result != 0)
		return -1;
	result = search(&plane, &paint_look, false, scale, out);
	plane_free(&plane);
	if (result != 0) {
		found_free(out);
		return -1;
	}
	for (size_t i = 0; i < out->lines.count; i++)
		out->lines.items[i].paint = paint;
	lines_settle(&out->lines);
	return 0;
}

void
found_free(struct found *found)
{
	lines_free(&found->lines);
	lines_free(&found->columns);
	free(found->letters);
	memset(found, 0, sizeof(*found));
}
