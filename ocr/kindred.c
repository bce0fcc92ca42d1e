/* SPDX-License-Identifier: MIT */
#include "ocr/kindred.h"

#include <math.h>

#include "ocr/han.h"
#include "ocr/page.h"
#include "ocr/script.h"

/* Confidences are those of a reading: about the chance of being right. */
#define KNOWN 25.0		/* less may be another script altogether */
#define LEAD 15.0		/* what a kindred model may be less sure by */
#define STRANGE 25.0		/* that a model of another script must reach */
#define MIN_LETTERS 4		/* of a line that tells a language */
#define MIN_STRANGE 4		/* letters of another script */
#define MARGIN 0.5		/* around a line, of its height */

/* Letters of a script, and those that Russian and English have not. */
struct tally {
	size_t letters, special;
	double mean;		/* confidence by letters */
};

static struct tally
count(const struct reading_line *line, enum script script)
{
	struct script_count n = script_of(line->text);
	struct tally tally = { .mean = line->confidence };

	switch (script) {
	case SCRIPT_LATIN:
		tally.letters = n.latin;
		tally.special = n.latin_marked;
		break;
	case SCRIPT_CYRILLIC:
		tally.letters = n.cyrillic;
		tally.special = n.special;
		break;
	case SCRIPT_ARABIC:
		tally.letters = tally.special = n.arabic;
		break;
	case SCRIPT_DEVANAGARI:
		tally.letters = tally.special = n.devanagari;
		break;
	}
	return tally;
}

/* The same over all lines of a reading, other opinions left out. */
static struct tally
count_all(const struct reading *reading, enum script script)
{
	struct tally sum = { 0 };

	for (size_t i = 0; i < reading->count; i++) {
		struct tally tally = count(&reading->lines[i], script);

		if (reading->lines[i].other)
			continue;
		sum.mean += tally.mean * (double)tally.letters;
		sum.letters += tally.letters;
		sum.special += tally.special;
	}
	sum.mean /= fmax((double)sum.letters, 1);
	return sum;
}

/*
 * The line with most letters: of a script that is known there, or, of those
 * that are not, of any.
 */
static const struct reading_line *
longest(const struct reading *reading, bool known, enum script script)
{
	const struct reading_line *best = NULL;
	size_t most = MIN_LETTERS - 1;

	for (size_t i = 0; i < reading->count; i++) {
		const struct reading_line *line = &reading->lines[i];
		size_t all = script_of(line->text).letters;
		size_t own = known ? count(line, script).letters : all;

		if (line->other || (line->confidence >= KNOWN) != known ||
		    own <= most || 2 * own <= all)
			continue;
		best = line;
		most = own;
	}
	return best;
}

static PIX *
cut_line(PIX *rgb, const struct box *box)
{
	int margin = (int)(MARGIN * box->height);
	BOX *wanted = boxCreate(box->x - margin, box->y - margin,
	    box->width + 2 * margin, box->height + 2 * margin);
	PIX *cut = wanted == NULL ? NULL : pixClipRectangle(rgb, wanted, NULL);

	boxDestroy(&wanted);
	return cut;
}

/* How a model reads a line. */
static int
try_model(struct models *models, PIX *cut, const struct further *further,
    struct tally *tally, struct fault *f)
{
	const struct choice only = { { further->name }, 1 };
	struct reading reading = { 0 };
	int result = page_read(models, cut, true, PAGE_SIDE, &only, &reading,
	    f);

	*tally = count_all(&reading, further->script);
	reading_free(&reading);
	return result;
}

static bool
is_kindred(enum script script)
{
	return script == SCRIPT_LATIN || script == SCRIPT_CYRILLIC;
}

/* Does it read the line better than it was read? */
static bool
is_better(const struct tally *tally, enum script script,
    const struct reading_line *line)
{
	if (is_kindred(script))
		return tally->special > 0 &&
		    tally->mean >= line->confidence - LEAD;
	return tally->special >= MIN_STRANGE && tally->mean >= STRANGE;
}

/* The model that reads a line best, of those that fit; NULL if none does. */
static int
choose(struct models *models, const struct languages *languages, PIX *rgb,
    const struct reading_line *line, bool known, enum script script,
    const struct further **best, struct fault *f)
{
	const struct further *list;
	size_t total = languages_further(languages, &list);
	PIX *cut = cut_line(rgb, &line->box);
	double most = 0;
	int result = 0;

	*best = NULL;
	for (size_t i = 0; cut != NULL && i < total && result == 0; i++) {
		struct tally tally;

		if (is_kindred(list[i].script) != known ||
		    (known && list[i].script != script))
			continue;
		result = try_model(models, cut, &list[i], &tally, f);
		if (result != 0 || !is_better(&tally, list[i].script, line) ||
		    tally.mean <= most)
			continue;
		*best = &list[i];
		most = tally.mean;
	}
	pixDestroy(&cut);
	return result;
}

/* Read the page by the model that reads its longest such line best. */
static int
read_by(struct models *models, const struct languages *languages, PIX *rgb,
    bool known, enum script script, struct choice *choice,
    struct reading *out, struct fault *f)
{
	const struct reading_line *line = longest(out, known, script);
	const struct further *best;
	struct choice only = { .count = 1 };

	if (line == NULL)
		return 0;
	if (choose(models, languages, rgb, line, known, script, &best, f) != 0)
		return -1;
	if (best == NULL)
		return 0;
	choice_add(choice, best->name);
	only.names[0] = best->name;
	return page_read(models, rgb, true, PAGE_SIDE, &only, out, f);
}

int
kindred_read(struct models *models, const struct languages *languages,
    PIX *rgb, struct choice *choice, struct reading *out, struct fault *f)
{
	static const enum script kindred[] = { SCRIPT_CYRILLIC, SCRIPT_LATIN };
	bool strange = longest(out, false, SCRIPT_LATIN) != NULL, han = false;

	for (size_t i = 0; i < 2; i++)
		if (read_by(models, languages, rgb, true, kindred[i], choice,
		    out, f) != 0)
			return -1;
	if (!strange)
		return 0;
	if (read_by(models, languages, rgb, false, SCRIPT_LATIN, choice, out,
	    f) != 0)
		return -1;
	if (!languages_may_widen(languages, HAN_MODEL))
		return 0;
	if (han_glance(models, rgb, out, &han, f) != 0)
		return -1;
	if (han)
		choice_add(choice, HAN_MODEL);
	return 0;
}
