/* SPDX-License-Identifier: MIT */
#include "ocr/attempt.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/amount.h"
#include "ocr/handle.h"
#include "ocr/lines.h"
#include "ocr/script.h"

#define OPINIONS 4		/* differing ones that are kept */
#define OPINION_SHARE 0.2	/* of the best one's quality, to be kept */
#define SAME_SPOT 0.5		/* overlap of words that show the same */

/* What takes confidence away. */
#define ONE_SIGN 0.55
#define TWO_SIGNS 0.8
#define MIXED_SCRIPTS 0.6
#define NO_WRITING 0.7		/* where the chain is no writing at all */

/*
 * The signs that say something: letters and digits, Han counting double.
 */
static double
weight_of(const char *text)
{
	struct script_count n = script_of(text);

	return (double)(n.letters + n.digits + n.han);
}

static double
temper(const struct reading_word *word, double log_odds)
{
	struct script_count n = script_of(word->text);
	double writing = 1 / (1 + exp(-log_odds - 1));
	double confidence = word->confidence;
	size_t signs = n.letters + n.digits;

	if (signs + n.han == 1)
		confidence *= ONE_SIGN;
	else if (signs == 2)
		confidence *= TWO_SIGNS;
	if (n.latin > 0 && n.cyrillic > 0 && !script_is_handle(word->text))
		confidence *= MIXED_SCRIPTS;
	if (n.others > signs)
		confidence *= MIXED_SCRIPTS;
	return confidence * (NO_WRITING + (1 - NO_WRITING) * writing);
}

/*
 * Sum up the words of an attempt.
 */
static void
sum_up(struct attempt *attempt)
{
	double total = 0, sum = 0;

	attempt->quality = 0;
	for (size_t i = 0; i < attempt->words.count; i++) {
		const struct reading_word *word = &attempt->words.items[i];
		double weight = weight_of(word->text);

		total += weight;
		sum += weight * word->confidence;
		attempt->quality += weight * pow(word->confidence / 100, 2);
	}
	attempt->mean = total > 0 ? sum / total : 0;
}

static void
mend(struct reading_word *word)
{
	char *amount = amount_guess(word->text);

	if (amount == NULL)
		return;
	free(word->text);
	word->text = amount;
}

void
attempt_judge(struct attempt *attempt, struct words *words,
    const struct crop *crop, double log_odds)
{
	size_t kept = 0;

	memset(attempt, 0, sizeof(*attempt));
	for (size_t i = 0; i < words->count; i++) {
		struct reading_word word = words->items[i];

		if (weight_of(word.text) <= 0) {
			free(word.text);
			continue;
		}
		mend(&word);
		word.box = crop_place(crop, &word.box);
		word.confidence = temper(&word, log_odds);
		words->items[kept++] = word;
	}
	words->count = kept;
	attempt->words = *words;
	sum_up(attempt);
	memset(words, 0, sizeof(*words));
}

void
attempt_free(struct attempt *attempt)
{
	words_free(&attempt->words);
}

/*
 * Whether another attempt read the same word at the same spot.
 */
static const struct reading_word *
same_word(const struct attempts *attempts, size_t not, const
    struct reading_word *word)
{
	for (size_t i = 0; i < attempts->count; i++) {
		const struct words *words = &attempts->items[i].words;

		for (size_t j = 0; i != not && j < words->count; j++)
			if (strcmp(words->items[j].text, word->text) == 0 &&
			    box_overlap(&words->items[j].box, &word->box) >
			    SAME_SPOT)
				return &words->items[j];
	}
	return NULL;
}

/*
 * Two that agree are surer than either: both would have to be wrong in the
 * same way.
 */
static void
agree(struct attempts *attempts)
{
	for (size_t i = 0; i < attempts->count; i++)
		for (size_t j = 0; j < attempts->items[i].words.count; j++) {
			struct reading_word *word =
			    &attempts->items[i].words.items[j];
			const struct reading_word *twin = same_word(attempts,
			    i, word);
			double wrong;

			if (twin == NULL || word->confidence < 20)
				continue;
			wrong = (100 - word->confidence) *
			    (100 - 0.5 * twin->confidence) / 100;
			word->confidence = 100 - wrong;
		}
}

static struct reading_word *
rival(struct attempt *best, const struct reading_word *word)
{
	for (size_t i = 0; i < best->words.count; i++)
		if (box_overlap(&best->words.items[i].box, &word->box) > 0.2)
			return &best->words.items[i];
	return NULL;
}

/*
 * Where another attempt read one word surely that the best one has doubts
 * about, its word moves into the best attempt.
 */
static void
improve(struct attempt *best, struct attempt *other)
{
	for (size_t i = 0; i < other->words.count; i++) {
		struct reading_word *word = &other->words.items[i];
		struct reading_word *old = rival(best, word), swap;
		double ratio;

		if (old == NULL || word->confidence <= old->confidence + 10)
			continue;
		ratio = (double)word->box.width / fmax(old->box.width, 1);
		if (ratio < 0.7 || ratio > 1.4 ||
		    weight_of(word->text) + 1 < weight_of(old->text))
			continue;
		swap = *old;
		*old = *word;
		*word = swap;
	}
}

/*
 * Turn a tempered confidence into about the chance, in per cent, that the
 * word is right, as counted on street photos and made pictures: of words
 * between 60 and 80 one in five is right, of those above 95 nine in ten.
 */
static double
calibrate(double confidence)
{
	static const struct {
		double tempered, right;
	} points[] = { { 0, 0 }, { 60, 20 }, { 80, 40 }, { 87, 60 },
	    { 95, 80 }, { 100, 98 } };
	size_t i = 1;

	while (i < sizeof(points) / sizeof(points[0]) - 1 &&
	    confidence > points[i].tempered)
		i++;
	return points[i - 1].right + (points[i].right - points[i - 1].right) *
	    (confidence - points[i - 1].tempered) /
	    (points[i].tempered - points[i - 1].tempered);
}

/* Is it a Chinese number of level strokes, as courses of bricks look? */
static bool
is_strokes(const char *text)
{
	return strcmp(text, "一") == 0 || strcmp(text, "二") == 0 ||
	    strcmp(text, "三") == 0;
}

/*
 * Such a character is hardly surer than what it stands among.
 */
static void
doubt_strokes(struct attempt *attempt)
{
	for (size_t i = 0; i < attempt->words.count; i++) {
		struct reading_word *word = &attempt->words.items[i];

		if (is_strokes(word->text))
			word->confidence = fmin(word->confidence,
			    (word->confidence + attempt->mean) / 2);
	}
	sum_up(attempt);
}

/*
 * Move the words of an attempt into a new line of the reading.
 */
static int
add_line(struct reading *out, struct attempt *attempt,
    const struct strip *strip, bool other)
{
	struct reading_line *line, *grown = realloc(out->lines,
	    (out->count + 1) * sizeof(*grown));
	char *text = words_join(&attempt->words);

	if (grown != NULL)
		out->lines = grown;
	if (grown == NULL || text == NULL) {
		free(text);
		return -1;
	}
	for (size_t i = 0; i < attempt->words.count; i++)
		attempt->words.items[i].confidence = calibrate(
		    attempt->words.items[i].confidence);
	sum_up(attempt);
	doubt_strokes(attempt);
	line = &out->lines[out->count++];
	*line = (struct reading_line){
		.text = text,
		.confidence = attempt->mean,
		.box = strip_box(strip),
		.angle = strip->angle * 180 / M_PI,
		.other = other,
		.words = attempt->words.items,
		.count = attempt->words.count,
	};
	attempt->words.items = NULL;
	attempt->words.count = 0;
	for (size_t i = 0; other && i < line->count; i++)
		line->words[i].confidence = fmin(line->words[i].confidence,
		    READING_SURE - 1);
	return 0;
}

static bool
said_already(const struct reading *out, size_t from, const struct attempt *a)
{
	char *text = words_join(&a->words);
	bool result = text != NULL && reading_says(out, from, text);

	free(text);
	return result;
}

static bool
holds_handle(const struct attempt *attempt)
{
	for (size_t i = 0; i < attempt->words.count; i++)
		if (script_is_handle(attempt->words.items[i].text))
			return true;
	return false;
}

/*
 * Where a line may hold a name or link with gaps in it, add what it would
 * be without them, as a doubtful line of one word.
 */
static int
add_guess(struct reading *out, size_t from, size_t of)
{
	const struct reading_line *line = &out->lines[of];
	char *guess = handle_guess(line->text);
	int result = 0;

	if (guess != NULL && !reading_says(out, from, guess))
		result = reading_add_guess(out, guess, line->box,
		    line->angle, line->confidence);
	free(guess);
	return result;
}

static int
by_quality(const void *a, const void *b)
{
	const struct attempt *left = a, *right = b;

	return (left->quality < right->quality) -
	    (left->quality > right->quality);
}

int
attempts_merge(struct attempts *attempts, struct reading *out)
{
	size_t from = out->count, n = attempts->count;
	double best;

	if (n == 0)
		return 0;
	agree(attempts);
	for (size_t i = 0; i < n; i++)
		sum_up(&attempts->items[i]);
	qsort(attempts->items, n, sizeof(attempts->items[0]), by_quality);
	best = attempts->items[0].quality;
	for (size_t i = 1; i < n; i++)
		improve(&attempts->items[0], &attempts->items[i]);
	sum_up(&attempts->items[0]);
	for (size_t i = 0; i < n && out->count < from + 1 + OPINIONS; i++) {
		struct attempt *attempt = &attempts->items[i];

		if (attempt->words.count == 0 ||
		    (attempt->quality < OPINION_SHARE * best &&
		    !holds_handle(attempt)) || said_already(out, from, attempt))
			continue;
		if (add_line(out, attempt, &attempts->line->strip,
		    i > 0) != 0)
			return -1;
	}
	for (size_t i = from, end = out->count; i < end; i++)
		if (add_guess(out, from, i) != 0)
			return -1;
	return 0;
}

const struct attempt *
attempts_surest(const struct attempts *attempts)
{
	const struct attempt *best = NULL;

	for (size_t i = 0; i < attempts->count; i++)
		if (best == NULL || attempts->items[i].mean > best->mean)
			best = &attempts->items[i];
	return best;
}

double
attempts_mean(const struct attempts *attempts)
{
	const struct attempt *surest = attempts_surest(attempts);

	return surest == NULL ? 0 : surest->mean;
}

double
attempts_quality(const struct attempts *attempts)
{
	double best = 0;

	for (size_t i = 0; i < attempts->count; i++)
		best = fmax(best, attempts->items[i].quality);
	return best;
}

void
attempts_free(struct attempts *attempts)
{
	for (size_t i = 0; i < attempts->count; i++)
		attempt_free(&attempts->items[i]);
	attempts->count = 0;
}
