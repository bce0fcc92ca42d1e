/* SPDX-License-Identifier: MIT */
#include "ocr/places.h"

#include <stdlib.h>

#include "ocr/attempt.h"
#include "ocr/effort.h"
#include "ocr/han.h"
#include "ocr/handle.h"
#include "ocr/names.h"
#include "ocr/page.h"
#include "ocr/slant.h"
#include "ocr/texture.h"

#define MAX_PLACES 32		/* read on one picture */
#define MAX_READS 96		/* calls of Tesseract for one picture */
#define HAN_TRIES 4		/* of the model for Chinese, */
#define HAN_DOUBT 60.0		/* at places read with less confidence */
#define MAX_TRIES 3		/* of a further model */
#define MIN_ODDS (-2.6)		/* log-odds of being writing, to be read, */
#define MIN_PLACES 6		/* but so many are read whatever the odds, */
#define LEAST_ODDS (-3.0)	/* down to these */
#define MIN_CONTRAST 14.0	/* of writing and ground in RGB */
#define SEED_SURE 45.0		/* confidence of a line whose paint is sought */
#define SEED_LETTERS 3		/* that its paint is measured on */
#define FOLLOW_PLACES 8		/* that are read for their paint, */
#define FOLLOW_ODDS (-1.5)	/* with at least these log-odds, */
#define FOLLOW_READ 75.0	/* but not where that much was read before */

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
	{ EFFORT_UPRIGHT, 0, { .height = 50, .padding = 4, .clear = true } },
	{ EFFORT_FURTHER, 0, { .height = 44, .plane = true, .further = 4 } },
	{ EFFORT_OTHER, 1, { .height = 50, .padding = 4, .clear = true } },
	{ EFFORT_OTHER, 0, { .height = 46, .padding = 4, .plane = true } },
	{ EFFORT_OTHER, 0, { .height = 34, .padding = 0, .clear = false } },
};
#define LOOKS (sizeof(looks) / sizeof(looks[0]))

struct task {
	struct picture *picture;
	struct attempts places[MAX_PLACES];
	size_t count;
	int reads;
	struct paint paint;	/* of the surest place, */
	struct found followed;	/* and what else is written in it */
};

/* The n-th view of a place: lines that share its number, best first. */
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
	if (models_read(task->picture->models, model, LAYOUT_LINE, crop->pix,
	    &words, f) != 0)
		return -1;
	if (handle_join(&words, crop->pix) != 0) {
		words_free(&words);
		return fault(f, "out of memory");
	}
	attempt = &place->items[place->count++];
	attempt_judge(attempt, &words, crop, place->line->score);
	attempt->model = model;
	choice_note(&task->picture->choice, model, attempt);
	return attempt->mean;
}

/*
 * Read a crop with the models it is worth. Returns as try_model() does.
 */
static double
try_models(struct task *task, struct attempts *place, enum effort_look kind,
    const struct crop *crop, struct fault *f)
{
	struct choice order = effort_models(place, kind,
	    &task->picture->choice);
	double mean = 0;

	for (size_t i = 0; i < order.count && mean >= 0 && (i == 0 ||
	    effort_model_is_due(place, mean)); i++)
		mean = try_model(task, place, crop, order.names[i], f);
	return mean;
}

/*
 * Take one look at a place with the models of the choice that it is worth.
 */
static int
take_look(struct task *task, struct attempts *place, const struct look *look,
    struct fault *f)
{
	const struct found *found = place->line->paint != NULL ?
	    &task->followed : &task->picture->found;
	size_t number = (size_t)(place->line - found->lines.items);
	const struct line *line = view_of(found, number, look->view);
	struct crop_wish wish = look->wish;
	struct crop crop;
	double mean = 0;

	if (look->kind == EFFORT_UPRIGHT)
		wish.slant = place->slant;
	if (line == NULL || crop_cut(&task->picture->view, line, &wish,
	    &crop) != 0)
		return 0;
	if (look->kind == EFFORT_FIRST)
		place->odds = texture_odds(&crop, line);
	if (crop.contrast >= MIN_CONTRAST && effort_is_writing(place,
	    &task->picture->choice))
		mean = try_models(task, place, look->kind, &crop, f);
	if (look->kind == EFFORT_FIRST && effort_slant_is_due(place))
		place->slant = slant_of(crop.pix);
	pixDestroy(&crop.pix);
	return mean < 0 ? -1 : 0;
}

/* Look at a place with one model alone. */
static int
look_with(struct task *task, struct attempts *place, const char *model,
    struct fault *f)
{
	const struct choice before = task->picture->choice;
	int result;

	task->picture->choice = (struct choice){ { model }, 1 };
	result = take_look(task, place, &looks[0], f);
	task->picture->choice = before;
	return result;
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
		size_t count = place->count;

		if (!further_may_help(further, place))
			continue;
		tries++;
		if (look_with(task, place, further->name, f) != 0)
			return -1;
		if (place->count == count)
			continue;
		if (further_helped(further, place)) {
			choice_add(&task->picture->choice, further->name);
			return 0;
		}
		if (!further_saw(further, &place->items[count]))
			attempt_free(&place->items[--place->count]);
	}
	return 0;
}

/*
 * Read the likeliest places in doubt in Chinese: all of them once one shows
 * any, and a few until then.
 */
static int
try_han(struct task *task, bool *found, struct fault *f)
{
	int tries = 0;

	for (size_t i = 0; i < task->count && (*found || tries < HAN_TRIES);
	    i++) {
		struct attempts *place = &task->places[i];
		size_t count = place->count;

		if (attempts_mean(place) >= HAN_DOUBT)
			continue;
		tries++;
		if (look_with(task, place, HAN_MODEL, f) != 0)
			return -1;
		if (place->count > count)
			*found |= han_is_shown(&place->items[count]);
	}
	return 0;
}

/*
 * Look for Chinese, and read the whole picture in it where there is any.
 */
static int
seek_han(struct task *task, struct fault *f)
{
	struct picture *picture = task->picture;
	/* It is in the choice where the page was read in Chinese already. */
	bool found = choice_has(&picture->choice, HAN_MODEL);

	if (found || !languages_may_widen(picture->languages, HAN_MODEL))
		return 0;
	if (try_han(task, &found, f) != 0)
		return -1;
	if (!found)
		return 0;
	choice_add(&picture->choice, HAN_MODEL);
	return han_read(picture->models, picture->rgb, picture->out, f);
}

/*
 * Ask the models for other scripts and languages about what is in doubt.
 */
static int
widen(struct task *task, struct fault *f)
{
	const struct further *list;
	size_t count = languages_further(task->picture->languages, &list);

	if (seek_han(task, f) != 0)
		return -1;
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
 * The place that was read surest, NULL if none was read well.
 */
static const struct attempts *
surest(const struct task *task)
{
	const struct attempts *best = NULL;

	for (size_t i = 0; i < task->count; i++) {
		const struct attempts *place = &task->places[i];

		if (attempts_mean(place) >= SEED_SURE &&
		    place->line->letters >= SEED_LETTERS && (best == NULL ||
		    attempts_quality(place) > attempts_quality(best)))
			best = place;
	}
	return best;
}

/*
 * Whether a line stands where a place was read.
 */
static bool
is_read(const struct task *task, const struct line *line)
{
	struct box box = strip_box(&line->strip);

	for (size_t i = 0; i < task->count; i++) {
		const struct attempts *place = &task->places[i];
		struct box other = strip_box(&place->line->strip);

		if (attempts_mean(place) >= FOLLOW_READ &&
		    box_overlap(&box, &other) > 0.5)
			return true;
	}
	return page_covers(task->picture->out, line);
}

/*
 * An advert is written in one paint: look for more of it.
 */
static int
follow(struct task *task, struct fault *f)
{
	const struct attempts *place = surest(task);
	const struct lines *lines = &task->followed.lines;
	size_t before = task->count;

	if (place == NULL ||
	    crop_paint(&task->picture->view, place->line,
	    &task->paint) != 0)
		return 0;
	if (finder_follow(task->picture->rgb, &task->paint,
	    &task->followed) != 0)
		return fault(f, "out of memory");
	for (size_t i = 0; i < lines->count && task->count < MAX_PLACES &&
	    task->count < before + FOLLOW_PLACES; i++) {
		const struct line *line = &lines->items[i];

		if (line->score < FOLLOW_ODDS)
			break;
		if (line->place == i && !is_read(task, line))
			task->places[task->count++].line = line;
	}
	for (size_t i = before; i < task->count; i++)
		if (take_look(task, &task->places[i], &looks[0], f) != 0)
			return -1;
	return 0;
}

/*
 * Look at all places once, then again and differently at those in doubt.
 */
static int
read_places(struct task *task, struct fault *f)
{
	if (look_once(task, f) != 0 || follow(task, f) != 0 ||
	    widen(task, f) != 0)
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
choose_places(struct task *task)
{
	const struct lines *lines = &task->picture->found.lines;

	for (size_t i = 0; i < lines->count && task->count < MAX_PLACES; i++) {
		const struct line *line = &lines->items[i];

		if (line->score < (task->count < MIN_PLACES ? LEAST_ODDS :
		    MIN_ODDS))
			break;
		if (line->place != i || page_covers(task->picture->out, line))
			continue;
		task->places[task->count++].line = line;
	}
}

int
places_read(struct picture *picture, struct fault *f)
{
	struct task *task = calloc(1, sizeof(*task));
	int result;

	if (task == NULL)
		return fault(f, "out of memory");
	task->picture = picture;
	choose_places(task);
	result = read_places(task, f);
	for (size_t i = 0; i < task->count; i++) {
		if (result == 0)
			result = names_settle(picture->models,
			    &picture->view, &picture->found.lines,
			    &task->places[i], picture->out, f);
		attempts_free(&task->places[i]);
	}
	found_free(&task->followed);
	free(task);
	return result;
}
