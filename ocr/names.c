/* SPDX-License-Identifier: MIT */
#include "ocr/names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ocr/handle.h"
#include "ocr/outvoted.h"

#define MODEL "eng"
#define SIGNS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" \
    "0123456789_@./:+"
#define MIN_NAME 5		/* signs, the @ counted in */
#define FAINT 0.05		/* least weight of a reading */

static const struct crop_wish wishes[] = {
	{ .height = 36, .padding = 8, .clear = true },
	{ .height = 40, .padding = 8, .plane = true },
	{ .height = 40, .padding = 8, .clear = true, .bridged = true },
};
#define LOOKS (sizeof(wishes) / sizeof(wishes[0]))

/* Of a line that goes on on other ground, which is to be evened. */
static const struct crop_wish whole_wishes[] = {
	{ .height = 44, .padding = 8, .plane = true, .shaded = true },
	{ .height = 40, .padding = 8, .clear = true, .bridged = true },
};
#define WHOLE_LOOKS (sizeof(whole_wishes) / sizeof(whole_wishes[0]))
#define LONGER 0.6	/* of its height, that the whole line is */

/*
 * Vote for the name at the start of a text, mended.
 */
static void
add_name_of(struct votes *votes, const char *text, size_t length,
    double weight)
{
	char name[VOTE_LENGTH];

	if (length >= sizeof(name))
		return;
	memcpy(name, text, length);
	name[length] = '\0';
	handle_mend(name);
	if (strlen(name) >= MIN_NAME)
		votes_add(votes, name, strlen(name), weight);
}

static void
close_gaps(const char *text, char closed[VOTE_LENGTH])
{
	size_t length = 0;

	for (; *text != '\0' && length + 1 < VOTE_LENGTH; text++)
		if (*text != ' ')
			closed[length++] = *text;
	closed[length] = '\0';
}

/*
 * Add what a line may hold: a name that ends at the first gap, or one that
 * goes on over the gaps, be there bars in them or only wide spacing.
 */
static void
add_line(struct votes *votes, const char *line, double weight)
{
	char *guess = handle_guess(line), closed[VOTE_LENGTH];
	const char *barred = guess != NULL ? handle_find(guess) : NULL;
	const char *plain = handle_find(line);
	size_t length = plain != NULL ? strcspn(plain, " ") : 0;

	if (plain != NULL && plain[length] != '\0') {
		weight /= barred != NULL ? 3 : 2;
		close_gaps(plain, closed);
		add_name_of(votes, closed, strlen(closed), weight);
	} else if (plain != NULL)
		barred = NULL;	/* no gap: it says the same, mended */
	if (plain != NULL)
		add_name_of(votes, plain, length, weight);
	if (barred != NULL)
		add_name_of(votes, barred, strcspn(barred, " "), weight);
	free(guess);
}

static int
add_words(struct votes *votes, const struct words *words)
{
	char *line = words_join(words);
	double sum = 0, signs = 0;

	if (line == NULL)
		return -1;
	for (size_t i = 0; i < words->count; i++) {
		double n = (double)strlen(words->items[i].text);

		sum += n * words->items[i].confidence;
		signs += n;
	}
	if (signs > 0)
		add_line(votes, line, fmax(FAINT, sum / signs / 100));
	free(line);
	return 0;
}

static int
look_again(struct models *models, const struct view *view,
    const struct line *line, const struct crop_wish *wish,
    struct votes *votes, struct fault *f)
{
	struct crop crop;
	struct words words;
	int result;

	if (crop_cut(view, line, wish, &crop) != 0)
		return 0;
	result = models_read_signs(models, MODEL, SIGNS, crop.pix, &words, f);
	if (result == 0 && (handle_join(&words, crop.pix) != 0 ||
	    add_words(votes, &words) != 0))
		result = fault(f, "out of memory");
	pixDestroy(&crop.pix);
	words_free(&words);
	return result;
}

/*
 * Look at a line in several ways.
 */
static int
look_at(struct models *models, const struct view *view,
    const struct line *line, const struct crop_wish *from, size_t count,
    struct votes *votes, struct fault *f)
{
	for (size_t i = 0; i < count; i++)
		if (look_again(models, view, line, &from[i], votes, f) != 0)
			return -1;
	return 0;
}

static void
note(struct names *names, const char *text, double weight)
{
	struct name *name = &names->items[names->count];

	if (strlen(text) < MIN_NAME || names->count == NAMES_MAX)
		return;
	strcpy(name->text, text);
	name->confidence = 100 * weight;
	names->count++;
}

/*
 * What most readings say, as sure as the surest of them.
 */
static void
count_votes(const struct votes *votes, struct names *out)
{
	char voted[VOTE_LENGTH];
	double weight = 0;

	votes_count(votes, voted);
	for (size_t i = 0; i < votes->count; i++)
		weight = fmax(weight, votes->items[i].weight);
	note(out, voted, weight);
}

/*
 * Read the name over the ends of its line, where that goes on.
 */
static int
read_whole(struct models *models, const struct view *view,
    const struct lines *lines, const struct line *line, struct names *out,
    struct fault *f)
{
	struct line whole = *line;
	struct votes votes = { .count = 0 };

	whole.strip = lines_whole(lines, line);
	if (whole.strip.length < line->strip.length +
	    LONGER * line->strip.height)
		return 0;
	if (look_at(models, view, &whole, whole_wishes, WHOLE_LOOKS, &votes,
	    f) != 0)
		return -1;
	count_votes(&votes, out);
	return 0;
}

int
names_read(struct models *models, const struct view *view,
    const struct lines *lines, const struct attempts *place,
    struct names *out, struct fault *f)
{
	struct votes votes = { .count = 0 };

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < place->count; i++)
		if (add_words(&votes, &place->items[i].words) != 0)
			return fault(f, "out of memory");
	if (votes.count == 0)
		return 0;
	if (models_have(models, MODEL) &&
	    ((!votes_agree(&votes) && look_at(models, view, place->line,
	    wishes, LOOKS, &votes, f) != 0) ||
	    read_whole(models, view, lines, place->line, out, f) != 0))
		return -1;
	count_votes(&votes, out);
	return 0;
}

/*
 * Add the names as doubtful lines, unless a line from number `from` on says
 * them already. Returns 0, or -1 when memory is short.
 */
static int
add_names(const struct names *names, const struct line *line, size_t from,
    struct reading *out)
{
	for (size_t i = 0; i < names->count; i++) {
		const struct name *name = &names->items[i];

		if (!reading_says(out, from, name->text) &&
		    reading_add_guess(out, name->text,
		    strip_box(&line->strip), line->strip.angle * 180 / M_PI,
		    name->confidence) != 0)
			return -1;
	}
	return 0;
}

int
names_settle(struct models *models, const struct view *view,
    const struct lines *lines, struct attempts *place, struct reading *out,
    struct fault *f)
{
	size_t from = out->count;
	struct names names;

	if (names_read(models, view, lines, place, &names, f) != 0)
		return -1;
	if (attempts_merge(place, out) != 0 ||
	    outvoted_drop(out, from, &names) != 0 ||
	    add_names(&names, place->line, from, out) != 0)
		return fault(f, "out of memory");
	return 0;
}
