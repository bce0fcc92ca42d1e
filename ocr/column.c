/* SPDX-License-Identifier: MIT */
#include "ocr/column.h"

#include <math.h>
#include <stdlib.h>

#include "ocr/han.h"
#include "ocr/names.h"
#include "ocr/page.h"

#define MAX_COLUMNS 4		/* read on one picture */
#define HEIGHT 44		/* of turned words, in pixels of the crop */
#define MIN_CONTRAST 14.0
#define TURNED_ODDS 1.0		/* log-odds of a column of turned words */
#define SLANTED_ODDS 0.0	/* of a slanted line: walls show hardly any */
#define STEEP 0.95		/* sine of the angle of what runs downwards */
#define SURE 75.0		/* mean confidence that needs no other try */

/*
 * Read a crop and keep the attempt. Returns its mean confidence, or -1 and a
 * reason.
 */
static double
try_model(struct models *models, const char *model, enum layout layout,
    const struct crop *crop, struct attempts *place, struct fault *f)
{
	struct words words;
	struct attempt *attempt;

	if (place->count == ATTEMPTS_MAX)
		return 0;
	if (models_read(models, model, layout, crop->pix, &words, f) != 0)
		return -1;
	attempt = &place->items[place->count++];
	attempt_judge(attempt, &words, crop, place->line->score);
	return attempt->mean;
}

/*
 * Read a column as words turned to one side.
 */
static double
read_turned(struct models *models, const struct view *view,
    const struct line *line, const struct choice *choice,
    struct attempts *place, struct fault *f)
{
	const struct crop_wish wish = { .height = HEIGHT, .padding = 4 };
	struct crop crop;
	double mean = 0, best = 0;

	if (crop_cut(view, line, &wish, &crop) != 0)
		return 0;
	for (size_t i = 0; i < choice->count && mean >= 0 && mean < SURE &&
	    crop.contrast >= MIN_CONTRAST; i++) {
		mean = try_model(models, choice->names[i], LAYOUT_LINE, &crop,
		    place, f);
		best = fmax(best, mean);
	}
	pixDestroy(&crop.pix);
	return mean < 0 ? -1 : best;
}

/*
 * Words of a crop that was set upright, put back to the crop as it was.
 */
static void
turn_back(struct words *words, int height)
{
	for (size_t i = 0; i < words->count; i++) {
		struct box *box = &words->items[i].box;

		*box = (struct box){ box->y, height - box->x - box->width,
		    box->height, box->width };
	}
}

/*
 * Read a column as characters that stand upright one below the other.
 */
static int
read_upright(struct models *models, const struct view *view,
    struct attempts *place, struct fault *f)
{
	const struct crop_wish wish = { .height = HEIGHT, .padding = 4 };
	struct attempt *attempt;
	struct words words;
	struct crop crop;
	PIX *upright;
	int result;

	if (place->count == ATTEMPTS_MAX ||
	    crop_cut(view, place->line, &wish, &crop) != 0)
		return 0;
	upright = pixRotate90(crop.pix, 1);
	result = upright == NULL ? 0 : models_read(models, COLUMN_MODEL,
	    LAYOUT_COLUMN, upright, &words, f);
	if (result == 0 && upright != NULL) {
		turn_back(&words, pixGetHeight(crop.pix));
		attempt = &place->items[place->count++];
		attempt_judge(attempt, &words, &crop, place->line->score);
	}
	pixDestroy(&upright);
	pixDestroy(&crop.pix);
	return result;
}

static bool
is_steep(const struct line *line)
{
	return fabs(sin(line->strip.angle)) > STEEP;
}

/*
 * Read a column downwards and, when in doubt, upwards, which is then the line
 * of the place if it reads better, and upright.
 */
static int
read_column(struct models *models, const struct view *view,
    const struct choice *choice, bool upright, const struct line *upward,
    struct attempts *place, struct fault *f)
{
	double down, up = 0;

	if (is_steep(place->line) && place->line->score < TURNED_ODDS)
		return read_upright(models, view, place, f);
	down = read_turned(models, view, place->line, choice, place, f);
	if (down >= 0 && down < SURE && is_steep(place->line))
		up = read_turned(models, view, upward, choice, place, f);
	if (down < 0 || up < 0)
		return -1;
	if (upright && is_steep(place->line) && fmax(down, up) < SURE)
		return read_upright(models, view, place, f);
	if (up > down)
		place->line = upward;
	return 0;
}

int
columns_read(struct models *models, const struct view *view,
    const struct lines *columns, const struct choice *choice, bool upright,
    struct reading *out, struct fault *f)
{
	struct attempts *place = calloc(1, sizeof(*place));
	double odds = upright && choice_has(choice, HAN_MODEL) ? -INFINITY :
	    TURNED_ODDS;
	int left = MAX_COLUMNS, result = 0;

	if (place == NULL)
		return fault(f, "out of memory");
	for (size_t i = 0; i < columns->count && left > 0 && result == 0;
	    i++) {
		const struct line *line = &columns->items[i];
		struct line upward = *line;

		if (line->place != i ||
		    line->score < (is_steep(line) ? odds : SLANTED_ODDS) ||
		    page_covers(out, line))
			continue;
		left--;
		place->line = line;
		upward.strip.angle -= M_PI;
		result = read_column(models, view, choice, upright, &upward,
		    place, f);
		if (result == 0)
			result = names_settle(models, view, columns, place,
			    out, f);
		attempts_free(place);
	}
	free(place);
	return result;
}
