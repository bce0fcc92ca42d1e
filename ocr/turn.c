/* SPDX-License-Identifier: MIT */
#include "ocr/turn.h"

#include <math.h>
#include <string.h>

#include "ocr/attempt.h"
#include "ocr/crop.h"
#include "ocr/script.h"

#define LIKELY 33.0		/* confidence of words that say how it lies */
#define SIGNS 4.0		/* that are likely right, to say so */
#define ALIKE 12.0		/* degrees between lines that lie alike */
#define LEVEL 15.0		/* a slant that is read as well as none */
#define EXACT 8.0		/* from a quarter turn, that pass for one */
#define TRIES 2			/* of lines set on their head, */
#define MODELS 2		/* each with so many models, */
#define ODDS 1.0		/* that are writing whichever way up */
#define SURE 80.0		/* mean confidence of one read so */
#define DOUBT 12		/* fewer sure letters leave that open */
#define HEIGHT 50		/* of its letters, in pixels of the crop */

/*
 * How many letters and digits are likely right, by their confidence, in lines
 * that lie like one at an angle. Han is written downwards without being
 * turned.
 */
static double
signs_along(const struct reading *reading, double angle, double alike)
{
	double signs = 0;

	for (size_t i = 0; i < reading->count; i++) {
		const struct reading_line *line = &reading->lines[i];

		if (line->other ||
		    fabs(remainder(line->angle - angle, 360)) > alike)
			continue;
		for (size_t j = 0; j < line->count; j++) {
			struct script_count n = script_of(line->words[j].text);
			double confidence = line->words[j].confidence;

			if (confidence >= LIKELY && n.han == 0)
				signs += (double)(n.letters + n.digits) *
				    confidence / 100;
		}
	}
	return signs;
}

/*
 * The angle at which most of what is read lies, 0 if that is too little, or
 * less than what is level.
 */
static double
common_angle(const struct reading *reading)
{
	double most = SIGNS, angle = 0;

	for (size_t i = 0; i < reading->count; i++) {
		double signs = signs_along(reading, reading->lines[i].angle,
		    ALIKE);

		if (signs <= most)
			continue;
		most = signs;
		angle = reading->lines[i].angle;
	}
	return signs_along(reading, 0, LEVEL) < most ? angle : 0;
}

static size_t
sure_letters(const struct reading *reading)
{
	size_t letters = 0;

	for (size_t i = 0; i < reading->count; i++)
		for (size_t j = 0; j < reading->lines[i].count; j++) {
			const struct reading_word *word =
			    &reading->lines[i].words[j];

			if (word->confidence >= READING_SURE)
				letters += script_of(word->text).letters;
		}
	return letters;
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
turn_guess(const struct picture *picture, double *degrees, struct fault *f)
{
	double angle = common_angle(picture->out);
	double quarter = 90 * round(angle / 90);
	int head = 0;

	*degrees = fabs(angle - quarter) <= EXACT ? -quarter : -angle;
	if (fabs(*degrees) > LEVEL)
		return 0;
	if (sure_letters(picture->out) < DOUBT)
		head = try_head(picture, f);
	*degrees = head > 0 ? 180 : 0;
	return head < 0 ? -1 : 0;
}

PIX *
turn_picture(PIX *rgb, double degrees)
{
	int quarters = (int)lround(degrees / 90);

	if (fabs(degrees - 90 * quarters) < 0.5)
		return pixRotateOrth(rgb, (quarters + 4) % 4);
	return pixRotate(rgb, (float)(degrees * M_PI / 180), L_ROTATE_AREA_MAP,
	    L_BRING_IN_BLACK, pixGetWidth(rgb), pixGetHeight(rgb));
}

/*
 * Where a box of the turned picture is on the one before, as an upright box.
 */
static struct box
box_back(const struct box *box, PIX *turned, double degrees, PIX *rgb)
{
	double c = cos(degrees * M_PI / 180), s = sin(degrees * M_PI / 180);
	double x = box->x + (box->width - pixGetWidth(turned)) / 2.0;
	double y = box->y + (box->height - pixGetHeight(turned)) / 2.0;
	double width = box->width * fabs(c) + box->height * fabs(s);
	double height = box->width * fabs(s) + box->height * fabs(c);

	return (struct box){
	    (int)lround(pixGetWidth(rgb) / 2.0 + x * c + y * s - width / 2),
	    (int)lround(pixGetHeight(rgb) / 2.0 + y * c - x * s - height / 2),
	    (int)lround(width), (int)lround(height) };
}

/*
 * No writing stands on its head and upright as well, and what slants is read
 * better level: the lines that were read again are doubtful as they were read
 * before.
 */
static void
doubt(struct reading *reading, double degrees)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct reading_line *line = &reading->lines[i];

		if (degrees != 180 &&
		    fabs(remainder(line->angle + degrees, 360)) > ALIKE)
			continue;
		for (size_t j = 0; j < line->count; j++)
			line->words[j].confidence = fmin(READING_SURE - 1,
			    line->words[j].confidence);
	}
}

int
turn_back(struct reading *reading, PIX *turned, double degrees, PIX *rgb,
    struct reading *out)
{
	int result;

	if (sure_letters(reading) > sure_letters(out))
		doubt(out, degrees);
	for (size_t i = 0; i < reading->count; i++) {
		struct reading_line *line = &reading->lines[i];

		for (size_t j = 0; j < line->count; j++)
			line->words[j].box = box_back(&line->words[j].box,
			    turned, degrees, rgb);
		line->box = box_back(&line->box, turned, degrees, rgb);
		line->angle = remainder(line->angle - degrees, 360);
	}
	result = reading_append(out, reading);
	reading_free(reading);
	return result;
}
