/* SPDX-License-Identifier: MIT */
#include "ocr/reader.h"

#include <stdlib.h>
#include <string.h>

#include "ocr/attempt.h"
#include "ocr/column.h"
#include "ocr/crop.h"
#include "ocr/effort.h"
#include "ocr/finder.h"
#include "ocr/han.h"
#include "ocr/handle.h"
#include "ocr/kindred.h"
#include "ocr/language.h"
#include "ocr/light.h"
#include "ocr/model.h"
#include "ocr/page.h"

#define MAX_PLACES 32		/* read on one picture */
#define MAX_READS 96		/* calls of Tesseract for one picture */
#define MIN_STRANGE 2		/* places in doubt that hint at Chinese */
#define MAX_TRIES 3		/* of a further model */
#define MIN_ODDS (-2.6)		/* log-odds of being writing, to be read, */
#define MIN_PLACES 6		/* but so many are read whatever the odds, */
#define LEAST_ODDS (-3.0)	/* down to these */
#define PAGE_ODDS 0.0		/* of the best line, to read it as a page too */
#define MIN_CONTRAST 14.0	/* of writing and ground in RGB */
#define POOR 38.0		/* confidence that hints at another script */

struct reader {
	struct models *models;
	struct languages *languages;
};

/*
 * The looks taken at a place, in this order, until the words are sure.
 */
struct look {
	enum effort_look kind;
	size_t view;	/* 0: the best line there, 1: its first second */
	struct crop_wish wish;
};

static const struct look looks[] = {
	{ EFFORT_FIRST, 0, { .height = 50, .padding = 4, .clear = true } },
	{ EFFORT_FURTHER, 0, { .height = 44, .plane = true, .further = 4 } },
	{ EFFORT_OTHER, 1, { .height = 50, .padding = 4, .clear = true } },
	{ EFFORT_OTHER, 0, { .height = 46, .padding = 4, .plane = true } },
	{ EFFORT_OTHER, 0, { .height = 34, .padding = 0, .clear = false } },
	{ EFFORT_OTHER, 2, { .height = 44, .padding = 4, .clear = true } },
	{ EFFORT_OTHER, 1, { .height = 36, .padding = 0, .clear = false } },
	{ EFFORT_OTHER, 0, { .height = 42, .padding = 4, .clear = true,
	    .stretch = 1.25 } },
};
#define LOOKS (sizeof(looks) / sizeof(looks[0]))

struct task {			/* one picture */
	struct reader *reader;
	struct view view;
	const struct found *found;
	struct attempts places[MAX_PLACES];
	size_t count;
	int reads;
	PIX *rgb;
	struct reading *out;
	struct choice choice;	/* of models, for this picture */
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

const char *
reader_model_folder(const struct reader *reader)
{
	return models_folder(reader->models);
}

/*
 * The n-th view of a place: lines that share its number, best first.
 */
static const struct line *
view_of(const struct found *found, size_t place, size_t n)
{
	for (size_t i = place; i < found->lines.count; i++)
		if (found->lines.items[i].place == place && n-- == 0)
			return &found->lines.items[i];
	return NULL;
}

/*
 * Read a crop with one model and keep the attempt. Returns its mean
 * confidence, or -1 and a reason when Tesseract fails.
 */
static double
try_model(struct task *task, struct attempts *place, const struct crop *crop,
    const char *model, struct fault *f)
{
	struct words words;
	struct attempt *attempt;

	if (place->count == ATTEMPTS_MAX || task->reads >= MAX_READS)
		return 0;
	task->reads++;
	if (models_read(task->reader->models, model, LAYOUT_LINE, crop->pix,
	    &words, f) != 0)
		return -1;
	if (handle_join(&words, crop->pix) != 0) {
		words_free(&words);
		return fault(f, "out of memory");
	}
	attempt = &place->items[place->count++];
	attempt_judge(attempt, &words, crop, place->line->score);
	attempt->model = model;
	choice_note(&task->choice, model, attempt);
	return attempt->mean;
}

/*
 * Take one look at a place with the models of the choice that it is worth.
 */
static int
take_look(struct task *task, struct attempts *place, const struct look *look,
    struct fault *f)
{
	size_t number = (size_t)(place->line - task->found->lines.items);
	const struct line *line = view_of(task->found, number, look->view);
	struct crop crop;
	double mean = 0;

	if (line == NULL || crop_cut(&task->view, line, &look->wish,
	    &crop) != 0)
		return 0;
	if (crop.contrast >= MIN_CONTRAST) {
		struct choice order = effort_models(place, look->kind,
		    &task->choice);

		for (size_t i = 0; i < order.count && mean >= 0 && (i == 0 ||
		    effort_model_is_due(place, look->kind, mean)); i++)
			mean = try_model(task, place, &crop, order.names[i],
			    f);
	}
	pixDestroy(&crop.pix);
	return mean < 0 ? -1 : 0;
}

/*
 * Try a further model on the best places that its script may stand at, and
 * add it to the choice when it reads one of them better than all before.
 */
static int
try_further(struct task *task, const struct further *further, struct fault *f)
{
	int tries = 0;

	for (size_t i = 0; i < task->count && tries < MAX_TRIES; i++) {
		struct attempts *place = &task->places[i];
		struct choice only = { { further->name }, 1 };
		struct choice before = task->choice;
		size_t count = place->count;
		int result;

		if (!further_may_help(further, place))
			continue;
		tries++;
		task->choice = only;
		result = take_look(task, place, &looks[0], f);
		task->choice = before;
		if (result != 0)
			return -1;
		if (place->count > count && further_helped(further, place)) {
			choice_add(&task->choice, further->name);
			return 0;
		}
	}
	return 0;
}

/*
 * Whether more of what is likely writing is in doubt than is sure.
 */
static bool
is_strange(const struct task *task)
{
	size_t strange = 0, sure = 0;

	for (size_t i = 0; i < task->count; i++) {
		double mean = attempts_mean(&task->places[i]);

		sure += mean >= EFFORT_SETTLED;
		strange += mean < POOR && task->places[i].line->score > 0;
	}
	return strange >= MIN_STRANGE && strange > sure;
}

/*
 * Ask the models for other scripts and languages about what is in doubt.
 */
static int
widen(struct task *task, struct fault *f)
{
	const struct further *list;
	size_t count = languages_further(task->reader->languages, &list);
	bool han = false;

	/* It is in the choice where the page was read in Chinese already. */
	if (languages_may_widen(task->reader->languages, HAN_MODEL) &&
	    !choice_has(&task->choice, HAN_MODEL) &&
	    is_strange(task) && han_read(task->reader->models, task->rgb,
	    task->out, &han, f) != 0)
		return -1;
	if (han)
		choice_add(&task->choice, HAN_MODEL);
	for (size_t i = 0; i < count && task->reads < MAX_READS / 2; i++)
		if (try_further(task, &list[i], f) != 0)
			return -1;
	return 0;
}

/*
 * Look once at each place, the likeliest first, while there is hope.
 */
static int
look_once(struct task *task, struct fault *f)
{
	for (size_t i = 0; i < task->count; i++) {
		struct attempts *place = &task->places[i];

		if (effort_is_weak(place) && effort_is_noise(task->places, i))
			task->count = i;
		else if (take_look(task, place, &looks[0], f) != 0)
			return -1;
	}
	return 0;
}

/*
 * Look at all places once, then again and differently at those in doubt.
 */
static int
read_places(struct task *task, struct fault *f)
{
	if (look_once(task, f) != 0 || widen(task, f) != 0)
		return -1;
	for (const struct look *look = looks + 1; look < looks + LOOKS; look++)
		for (size_t i = 0; i < task->count; i++) {
			struct attempts *place = &task->places[i];

			if (effort_look_is_due(place, look->kind) &&
			    take_look(task, place, look, f) != 0)
				return -1;
		}
	return 0;
}

/*
 * Choose the places to read: likely writing that the page pass, if there was
 * one, has not read already.
 */
static void
choose_places(struct task *task, const struct reading *read)
{
	const struct lines *lines = &task->found->lines;

	for (size_t i = 0; i < lines->count && task->count < MAX_PLACES; i++) {
		const struct line *line = &lines->items[i];

		if (line->score < (task->count < MIN_PLACES ? LEAST_ODDS :
		    MIN_ODDS))
			break;
		if (line->place != i || page_covers(read, line))
			continue;
		task->places[task->count++].line = line;
	}
}

static int
read_found(struct task *task, struct reading *out, struct fault *f)
{
	int result;

	choose_places(task, out);
	result = read_places(task, f);
	for (size_t i = 0; i < task->count; i++) {
		if (result == 0 && attempts_merge(&task->places[i], out) != 0)
			result = fault(f, "out of memory");
		attempts_free(&task->places[i]);
	}
	return result;
}

/*
 * Read the picture as a page, unless not even its best line is likely to be
 * writing.
 */
static int
read_page(struct task *task, struct fault *f)
{
	const struct lines *lines = &task->found->lines;
	struct models *models = task->reader->models;
	bool is_page;

	if (lines->count == 0 || lines->items[0].score < PAGE_ODDS)
		return 0;
	is_page = page_is_likely(task->rgb);
	if (page_read(models, task->rgb, is_page, PAGE_SIDE, &task->choice,
	    task->out, f) != 0)
		return -1;
	return is_page ? kindred_read(models, task->reader->languages,
	    task->rgb, &task->choice, task->out, f) : 0;
}

int
reader_read(struct reader *reader, PIX *rgb, struct reading *out,
    struct fault *f)
{
	struct task *task = calloc(1, sizeof(*task));
	struct found found;
	int result = -1;

	memset(out, 0, sizeof(*out));
	if (task == NULL || light_up(rgb) != 0 ||
	    finder_find(rgb, &found) != 0) {
		free(task);
		return fault(f, "out of memory");
	}
	task->reader = reader;
	task->rgb = rgb;
	task->out = out;
	task->found = &found;
	languages_choose(reader->languages, &task->choice);
	if (view_open(&task->view, rgb) != 0) {
		fault(f, "out of memory");
		goto out;
	}
	result = read_page(task, f);
	if (result == 0)
		result = read_found(task, out, f);
	if (result == 0)
		result = columns_read(reader->models, &task->view,
		    &found.columns, &task->choice,
		    languages_may_widen(reader->languages, COLUMN_MODEL),
		    out, f);
	view_close(&task->view);
	page_drop_repeated(out);
	reading_order(out);
	out->letters = found.letters;
	out->letter_count = found.letter_count;
	found.letters = NULL;
out:
	if (result != 0)
		reading_free(out);
	found_free(&found);
	free(task);
	return result;
}
