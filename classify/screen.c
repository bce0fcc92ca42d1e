/* SPDX-License-Identifier: MIT */
#include "classify/screen.h"

#include <ctype.h>
#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "classify/han.h"
#include "classify/look.h"
#include "wire/eight.h"

enum {
	STORE_MAX = 4 << 20,	/* bytes of lists: no natural text has more */
	CUT_MIN = 40,		/* bytes of a token that is cut at signs */
	PIECE_MAX = 256,	/* bytes of a token that is worth a glance */
	LONG_MIN = 56		/* letters of an onion address */
};

/* Scores are rounded to hundredths, sums in another order to much less. */
#define SLACK 0.01

#define BLANK 0x20	/* this and every byte below it ends a token */

int
screen_open(struct screen *screen, struct examiner *examiner,
    double threshold, size_t tokens, struct fault *f)
{
	double sums[FEATURE_COUNT];

	*screen = (struct screen){ .weights = &examiner->detector->weights,
	    .threshold = threshold };
	for (unsigned set = 0; set < GRANT_SETS; set++) {
		examine_grant(screen->weights, set, screen->granted[set]);
		memcpy(sums, screen->granted[set], sizeof(sums));
		sums[FEATURE_DENSITY] =
		    screen->weights->full[FEATURE_DENSITY];
		screen->all[set] = score_ceiling(screen->weights, sums) +
		    SLACK >= threshold;
	}
	screen->han = calloc(HAN_LAST - HAN_FIRST + 1, sizeof(*screen->han));
	if (glance_open(&screen->glancer, &examiner->matcher) < 0 ||
	    tokens_open(&screen->tokens, tokens) < 0 || screen->han == NULL) {
		screen_close(screen);
		return fault(f, "out of memory");
	}
	return 0;
}

void
screen_close(struct screen *screen)
{
	glance_close(&screen->glancer);
	tokens_close(&screen->tokens);
	free(screen->han);
	free(screen->text);
}

/* Begin afresh once the store is full. */
static void
forget(struct screen *screen)
{
	if (screen->glancer.used < STORE_MAX)
		return;
	glance_forget(&screen->glancer);
	tokens_empty(&screen->tokens);
	memset(screen->han, 0,
	    (HAN_LAST - HAN_FIRST + 1) * sizeof(*screen->han));
}

/*
 * Take a new token into account. Returns the place of its mark, 0 if that is
 * not kept.
 */
static uint32_t
see_new(struct look *look, const char *token, size_t length)
{
	struct glancer *glancer = &look->screen->glancer;
	struct mark mark;

	/* Without memory, the examiner will say so. */
	if (glance(glancer, token, length, look->ocr, &mark) < 0)
		mark.flags = MARK_LOUD;
	look_take(look, &mark, token, length);
	return glance_keep(glancer, &mark);
}

/* Take a token into account whose mark is kept at a place, or 0. */
static uint32_t
see_known(struct look *look, uint32_t place, const char *token,
    size_t length)
{
	if (place == 0)
		return see_new(look, token, length);
	look_take(look, glance_kept(&look->screen->glancer, place), token,
	    length);
	return place;
}

static void
see_han(struct look *look, uint32_t point, const char *token)
{
	uint32_t *place = &look->screen->han[point - HAN_FIRST];

	*place = see_known(look, *place, token, 3);
}

/* Take the tokens that wait into account, in their order. */
static void
see_waiting(struct look *look)
{
	for (size_t i = 0; i < look->waiting_count && !look->loud; i++) {
		const struct waiting *waiting = &look->waiting[i];
		struct token *known = tokens_find(waiting->place,
		    &waiting->token);

		known->mark = see_known(look, known->mark, waiting->text,
		    waiting->length);
	}
	look->waiting_count = 0;
}

/* Let a token wait until memory has brought what is known of it. */
static void
see_short(struct look *look, const struct token *token, const char *text,
    size_t length)
{
	if (look->waiting_count == WAITING_MAX)
		see_waiting(look);
	look->waiting[look->waiting_count++] = (struct waiting){ *token,
	    tokens_fetch(&look->screen->tokens, token), text, length };
}

/* Is it a pictograph, from U+1F300 on? These are no part of any word. */
static bool
is_picture(const char *at, const char *end)
{
	const unsigned char *c = (const unsigned char *)at;

	return c[0] == 0xf0 && end - at >= 4 && c[1] == 0x9f &&
	    c[2] >= 0x8c && c[2] <= 0xab;
}

/* Are these letters and digits enough for an onion address? */
static bool
is_long(const char *at, size_t length)
{
	size_t run = 0;

	for (size_t i = 0; i < length && run < LONG_MIN; i++)
		run = isalnum((unsigned char)at[i]) ? run + 1 : 0;
	return run == LONG_MIN;
}

/* A token of more than TOKENS_TEXT bytes. */
static void
see_long(struct look *look, const char *text, size_t length)
{
	struct tokens *tokens = &look->screen->tokens;
	uint32_t mark = tokens_find_long(tokens, text, length, look->ocr);
	bool new = mark == 0;

	mark = see_known(look, mark, text, length);
	if (new)
		tokens_keep_long(tokens, text, length, look->ocr, mark);
}

static void
see_piece(struct look *look, const char *text, size_t length)
{
	uint64_t words[4] = { 0 };
	struct token token;

	if (length == 0)
		return;
	if (is_long(text, length))
		look->grants |= GRANT_ONION;
	if (length <= TOKENS_TEXT) {
		memcpy(words, text, length);
		for (size_t i = 0; i < 4; i++)
			words[i] = le64toh(words[i]);
		tokens_make(&token, words, look->ocr);
		see_short(look, &token, text, length);
	} else if (length <= PIECE_MAX) {
		see_waiting(look);
		see_long(look, text, length);
	} else {
		look->loud = true;
	}
}

/* May a token that is too long be cut here, without cutting a word? */
static bool
is_cut(char c)
{
	return (unsigned char)c < 0x80 && !isalnum((unsigned char)c) &&
	    strchr("'@$-._*", c) == NULL;
}

/* A character that is a word by itself; returns its bytes, 0 for others. */
static size_t
see_character(struct look *look, const char *at, const char *end)
{
	uint32_t han = han_at(at, end);
	size_t length = han != 0 ? 3 : is_picture(at, end) ? 4 : 0;

	look->han += han != 0;
	if (han != 0 && !look->ocr) {
		see_waiting(look);
		see_han(look, han, at);
	}
	if (length > 0 && (han == 0 || look->ocr))
		see_piece(look, at, length);
	return length;
}

/* Is there such a character? */
static bool
is_character(const char *at, const char *end)
{
	return han_at(at, end) != 0 || is_picture(at, end);
}

/* A token that is too long, or with characters that are words each. */
static void
see_parts(struct look *look, const char *at, const char *end)
{
	bool cut = end - at > CUT_MIN;
	const char *from = at;

	while (at < end && !look->loud) {
		if (!is_character(at, end) && !(cut && is_cut(*at))) {
			at++;
			continue;
		}
		see_piece(look, from, (size_t)(at - from));
		at += is_character(at, end) ? see_character(look, at, end) : 1;
		from = at;
	}
	see_piece(look, from, (size_t)(at - from));
}

/* Eight bytes of a text, with blanks after its end. */
static uint64_t
load(const char *at, const char *end)
{
	uint64_t eight = EIGHT(BLANK);

	if (end - at >= 8)
		memcpy(&eight, at, 8);
	else
		memcpy(&eight, at, (size_t)(end - at));
	return le64toh(eight);
}

/* A mask of the first byte up to a blank, 0 if there is none. */
static uint64_t
find_blank(uint64_t eight)
{
	return eight_less(eight, BLANK + 1);
}

/* Bytes from 0xe0 on: they begin Han characters, among others. */
static uint64_t
find_wide(uint64_t eight)
{
	return eight & eight << 1 & eight << 2 & EIGHT_HIGH;
}

static const char *
token_end(const char *at, const char *end)
{
	while (at < end && (unsigned char)*at > BLANK)
		at++;
	return at;
}

/* Take the token at a place into account, and return its end. */
static const char *
see_token(struct look *look, const char *at, const char *end)
{
	uint64_t words[4] = { 0 }, wide = 0, blank = 0;
	const char *from = at;
	struct token token;

	for (size_t i = 0; blank == 0 && i < 4; i++) {
		uint64_t eight = load(at, end);
		unsigned bits = 64;

		blank = find_blank(eight);
		if (blank != 0) {
			/* The bits before those of the blank. */
			bits = (unsigned)__builtin_ctzll(blank) & ~7u;
			eight &= (UINT64_C(1) << bits) - 1;
		}
		wide |= find_wide(eight);
		words[i] = eight;
		at += bits / 8;
	}
	if (blank != 0 && wide == 0 && tokens_make(&token, words, look->ocr))
		see_short(look, &token, from, (size_t)(at - from));
	else
		see_parts(look, from, at = token_end(at, end));
	return at;
}

static bool
look_at_text(struct look *look, const char *text, size_t length)
{
	const char *at = text, *end = text + length;

	look_begin(look, text);
	look->bytes += length;
	forget(look->screen);
	while (at < end && !look->loud) {
		if ((unsigned char)*at <= BLANK)
			at++;
		else
			at = see_token(look, at, end);
	}
	see_waiting(look);
	return !look->loud;
}

/* The text of a stretch, with its escapes undone; NULL without memory. */
static const char *
text_of(struct screen *screen, const struct stretch *stretch, size_t *length)
{
	*length = stretch->length;
	if (!stretch->escaped)
		return stretch->bytes;
	if (stretch->length > screen->text_room) {
		free(screen->text);
		screen->text = malloc(stretch->length);
		screen->text_room = screen->text == NULL ? 0 :
		    stretch->length;
	}
	if (screen->text != NULL)
		*length = skim_text(stretch, screen->text);
	return screen->text;
}

static bool
look_at(struct look *look, const struct stretch *stretch)
{
	struct mark mark = { 0 };
	size_t length;
	const char *text = text_of(look->screen, stretch, &length);

	if (text == NULL)
		return false;
	look->ocr = stretch->ocr;
	if (!stretch->link)
		return look_at_text(look, text, length);
	if (is_long(text, length))
		look->grants |= GRANT_ONION;
	glance_numbers(text, length, &mark);
	look_take_link(look, &mark, text, length);
	return true;
}

/* May what was seen score as much as the threshold? */
static bool
reaches(struct look *look)
{
	const struct screen *screen = look->screen;
	const double *granted = screen->granted[look->grants];
	double left = score_dilution(look->words + look->han / 2);

	if (!look->any && !screen->all[look->grants])
		return false;
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		look->sums[i] = left * (look->sums[i] + granted[i] +
		    (look->drug ? look->loose[i] : 0));
	/* The first term does not count towards variety. */
	look->sums[FEATURE_VARIETY] = fmax(0, look->sums[FEATURE_VARIETY] -
	    left * look->least_variety);
	look->sums[FEATURE_DENSITY] = (look->grants & GRANT_ONION) != 0 ?
	    screen->weights->full[FEATURE_DENSITY] :
	    score_density(look->sign_bytes, look->bytes);
	return score_ceiling(screen->weights, look->sums) + SLACK >=
	    screen->threshold;
}

bool
screen_passes(struct screen *screen, const char *line, size_t length)
{
	struct look look = { .screen = screen,
	    .glancer = &screen->glancer };

	if (!skim_line(&screen->skim, line, length))
		return true;
	for (size_t i = 0; i < screen->skim.count; i++)
		if (!look_at(&look, &screen->skim.stretches[i]))
			return true;
	return reaches(&look);
}
