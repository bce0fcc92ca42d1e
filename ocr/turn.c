/* SPDX-License-Identifier: MIT */
#include "ocr/turn.h"

#include <math.h>
#include <string.h>

#include "ocr/attempt.h"
#include "ocr/crop.h"
#include "ocr/script.h"

#define QUARTERS 4
#define LETTERS 6		/* in sure words, that show how it lies */
#define TRIES 2			/* of lines set on their head, */
#define MODELS 2		/* each with so many models, */
#define ODDS 1.0		/* that are writing whichever way up */
#define SURE 80.0		/* mean confidence of one read so */
#define DOUBT 12		/* fewer sure letters leave that open */
#define HEIGHT 50		/* of its letters, in pixels of the crop */

/*
 * Count letters of sure words by the quarter turns clockwise that would set
 * their lines level. Han is written downwards without being turned.
 */
static void
count_sure(const struct reading *reading, size_t letters[QUARTERS])
{
	memset(letters, 0, QUARTERS * sizeof(*letters));
	for (size_t i = 0; i < reading->count; i++) {
		const struct reading_line *line = &reading->lines[i];
		int quarters = line->angle > 45 ? 3 : line->angle < -45;

		for (size_t j = 0; !line->other && j < line->count; j++) {
			struct script_count n = script_of(line->words[j].text);

			if (line->words[j].confidence >= READING_SURE &&
			    n.han == 0)
				letters[quarters] += n.letters;
		}
	}
}

static size_t
sure_letters(const struct reading *reading)
{
	size_t letters[QUARTERS];

	count_sure(reading, letters);
	return letters[0] + letters[1] + letters[3];
}

/*
 * How surely a crop is read: mean confidence, or -1 and a reason.
 */
static double
read_crop(const struct picture *picture, const struct crop *crop,
    double odds, struct fault *f)
{
	double best = 0;

	for (size_t i = 0; i < picture->choice.count && i < MODELS; i++) {
		struct attempt attempt;
		struct words words;

		if (models_read(picture->models, picture->choice.names[i],
		    LAYOUT_LINE, crop->pix, &words, f) != 0)
			return -1;
		attempt_judge(&attempt, &words, crop, odds);
		best = fmax(best, attempt.mean);
		attempt_free(&attempt);
	}
	return best;
}

/*
 * How surely a line is read when it is turned by half.
 */
static double
read_on_head(const struct picture *picture, const struct line *line,
    struct fault *f)
{
	const struct crop_wish wish = { .height = HEIGHT, .padding = 4,
	    .clear = true };
	struct line turned = *line;
	struct crop crop;
	double mean;

	turned.strip.angle += M_PI;
	if (crop_cut(&picture->view, &turned, &wish, &crop) != 0)
		return 0;
	mean = read_crop(picture, &crop, line->score, f);
	pixDestroy(&crop.pix);
	return mean;
}

static int
try_head(const struct picture *picture, struct fault *f)
{
	const struct lines *lines = &picture->found.lines;
	int tries = 0;

	for (size_t i = 0; i < lines->count && tries < TRIES &&
	    lines->items[i].score >= ODDS; i++) {
		double mean;

		if (lines->items[i].place != i)
			continue;
		tries++;
		mean = read_on_head(picture, &lines->items[i], f);
		if (mean < 0)
			return -1;
		if (mean >= SURE)
			return 2;
	}
	return 0;
}

int
turn_guess(const struct picture *picture, struct fault *f)
{
	size_t letters[QUARTERS];

	count_sure(picture->out, letters);
	for (int quarters = 1; quarters < QUARTERS; quarters += 2)
		if (letters[quarters] >= LETTERS &&
		    letters[quarters] > letters[0] &&
		    letters[quarters] >= letters[QUARTERS - quarters])
			return quarters;
	return sure_letters(picture->out) < DOUBT ? try_head(picture, f) : 0;
}

/*
 * Where a box of the turned picture is on one of that size before turning.
 */
static struct box
box_back(const struct box *box, int quarters, int width, int height)
{
	int right = box->x + box->width, bottom = box->y + box->height;

	switch (quarters) {
	case 1:
		return (struct box){ box->y, height - right, box->height,
		    box->width };
	case 2:
		return (struct box){ width - right, height - bottom,
		    box->width, box->height };
	case 3:
		return (struct box){ width - bottom, box->x, box->height,
		    box->width };
	default:
		return *box;
	}
}

/*
 * No writing stands on its head and upright as well: where more was read on
 * the head, what was read before is doubtful.
 */
static void
doubt(struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		for (size_t j = 0; j < reading->lines[i].count; j++) {
			struct reading_word *word = &reading->lines[i].words[j];

			word->confidence = fmin(word->confidence,
			    READING_SURE - 1);
		}
}

int
turn_back(struct reading *turned, int quarters, int width, int height,
    struct reading *out)
{
	int result;

	if (quarters == 2 && sure_letters(turned) > sure_letters(out))
		doubt(out);
	for (size_t i = 0; i < turned->count; i++) {
		struct reading_line *line = &turned->lines[i];

		for (size_t j = 0; j < line->count; j++)
			line->words[j].box = box_back(&line->words[j].box,
			    quarters, width, height);
		line->box = box_back(&line->box, quarters, width, height);
		line->angle = remainder(line->angle - 90 * quarters, 360);
	}
	result = reading_append(out, turned);
	reading_free(turned);
	return result;
}
