/* SPDX-License-Identifier: MIT */
#include "ocr/reader.h"

#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

#include "ocr/column.h"
#include "ocr/finder.h"
#include "ocr/kindred.h"
#include "ocr/language.h"
#include "ocr/light.h"
#include "ocr/model.h"
#include "ocr/page.h"
#include "ocr/places.h"
#include "ocr/turn.h"

struct reader {
	struct models *models;
	struct languages *languages;
};

struct reader *
reader_new(const char *languages, struct fault *f)
{
	struct reader *reader = calloc(1, sizeof(*reader));

	if (reader == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	reader->models = models_new();
	if (reader->models != NULL)
		reader->languages = languages_new(languages, reader->models,
		    f);
	else
		fault(f, "out of memory");
	if (reader->languages == NULL) {
		reader_free(reader);
		return NULL;
	}
	return reader;
}

void
reader_free(struct reader *reader)
{
	if (reader == NULL)
		return;
	languages_free(reader->languages);
	models_free(reader->models);
	free(reader);
}

json_t *
reader_describe(struct reader *reader)
{
	char names[ASKED_NAMES_SIZE], digest[DIGEST_SIZE];
	int count = asked_take(models_asked(reader->models), names, digest);

	return json_pack("{s:s, s:s, s:s, s:s*, s:s*}", "name", "klad-ocr",
	    "version", KLAD_VERSION, "tesseract", TessVersion(),
	    "models", count > 0 ? names : NULL,
	    "models_sha256", count > 0 ? digest : NULL);
}

static int
read_page(struct picture *picture, struct fault *f)
{
	bool is_page;

	if (!page_is_worth(picture->rgb, &picture->found.lines, &is_page))
		return 0;
	if (page_read(picture->models, picture->rgb, is_page, PAGE_SIDE,
	    &picture->choice, picture->out, f) != 0)
		return -1;
	return is_page ? kindred_read(picture->models, picture->languages,
	    picture->rgb, &picture->choice, picture->out, f) : 0;
}

/*
 * Read a picture in which lines were sought: as a page, place by place, and
 * down its columns.
 */
static int
read_picture(struct picture *picture, struct fault *f)
{
	if (read_page(picture, f) != 0 || places_read(picture, f) != 0)
		return -1;
	return columns_read(picture->models, &picture->view,
	    &picture->found.columns, &picture->choice,
	    languages_may_widen(picture->languages, COLUMN_MODEL),
	    picture->out, f);
}

/*
 * Look for lines on a picture and read them. What was found is the caller's,
 * in either case.
 */
static int
read_once(struct reader *reader, struct picture *picture, struct fault *f)
{
	if (finder_find(picture->rgb, &picture->found) != 0 ||
	    view_open(&picture->view, picture->rgb) != 0)
		return fault(f, "out of memory");
	languages_choose(reader->languages, &picture->choice);
	if (read_picture(picture, f) != 0)
		return -1;
	page_drop_repeated(picture->out);
	return 0;
}

static void
close_picture(struct picture *picture)
{
	view_close(&picture->view);
	found_free(&picture->found);
}

/*
 * Read a picture again, set upright by turning it so far.
 */
static int
read_turned(struct reader *reader, const struct picture *picture,
    double degrees, struct fault *f)
{
	struct reading reading = { 0 };
	struct picture turned = { .models = reader->models,
	    .languages = reader->languages, .out = &reading,
	    .rgb = turn_picture(picture->rgb, degrees) };
	int result;

	if (turned.rgb == NULL)
		return fault(f, "out of memory");
	result = read_once(reader, &turned, f);
	if (result == 0 && turn_back(&reading, turned.rgb, degrees,
	    picture->rgb, picture->out) != 0)
		result = fault(f, "out of memory");
	page_drop_repeated(picture->out);
	reading_free(&reading);
	close_picture(&turned);
	pixDestroy(&turned.rgb);
	return result;
}

static int
read_either_way(struct reader *reader, struct picture *picture,
    struct fault *f)
{
	double degrees;

	if (read_once(reader, picture, f) != 0 ||
	    turn_guess(picture, &degrees, f) != 0)
		return -1;
	return degrees == 0 ? 0 : read_turned(reader, picture, degrees, f);
}

int
reader_read(struct reader *reader, PIX *rgb, struct reading *out,
    struct fault *f)
{
	struct picture picture = { .models = reader->models,
	    .languages = reader->languages, .rgb = rgb, .out = out };
	int result;

	memset(out, 0, sizeof(*out));
	if (light_up(rgb) != 0)
		return fault(f, "out of memory");
	result = read_either_way(reader, &picture, f);
	if (result == 0) {
		reading_order(out);
		reading_fit(out, pixGetWidth(rgb), pixGetHeight(rgb));
		out->letters = picture.found.letters;
		out->letter_count = picture.found.letter_count;
		picture.found.letters = NULL;
	} else
		reading_free(out);
	close_picture(&picture);
	return result;
}
