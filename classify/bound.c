/* SPDX-License-Identifier: MIT */
#include "classify/bound.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "classify/examine.h"
#include "classify/plain.h"

enum {
	TEXT_MAX = 32 * 1024,	/* longer ones are examined in pieces */
	WORDS_BEFORE = 3,	/* of an offer, before its number */
	ADDRESS_MIN = 25,	/* letters of the shortest address of money */
	/*
	 * Bytes of the words that an offer may have behind a number: a unit,
	 * a join, a currency. The words of measures.h are short enough.
	 */
	BEHIND_MAX = 96
};

void
bound_begin(struct bound *bound, struct matcher *matcher)
{
	*bound = (struct bound){ .matcher = matcher };
}

/* Has the term not counted yet? A term that comes again counts once. */
static bool
is_new(struct bound *bound, uint32_t entry)
{
	for (size_t i = 0; i < bound->entry_count; i++)
		if (bound->entries[i] == entry)
			return false;
	if (bound->entry_count == BOUND_ENTRIES_MAX) {
		bound->unknown = true;
		return false;
	}
	bound->entries[bound->entry_count++] = entry;
	return true;
}

static void
add_hit(struct bound *bound, const struct hit *hit)
{
	const struct entry *entry;
	struct amount amounts[SIGN_AMOUNTS];

	if (hit->entry == HIT_MIXED) {
		bound->sums[FEATURE_DISGUISE] = 1;
		return;
	}
	entry = &bound->matcher->lexicon->entries[hit->entry];
	if (entry->category >= CATEGORY_COURT)
		return;
	bound->sign_bytes += hit->end - hit->start;
	if (!is_new(bound, hit->entry))
		return;
	score_amounts(entry, amounts);
	for (size_t i = 0; i < SIGN_AMOUNTS; i++)
		bound->sums[amounts[i].feature] += amounts[i].weight;
}

/*
 * What the letters and digits of a token grant; returns whether any do. Writes
 * the bytes that the token has in plain text.
 */
static bool
grant(struct bound *bound, const char *token, size_t length, size_t *plain)
{
	size_t run = 0, longest = 0, bytes;
	bool digit = false;

	*plain = 0;
	for (size_t i = 0; i < length; i += bytes) {
		int c = plain_at(token, length, i, &bytes);

		if (c == PLAIN_NOTHING)
			continue;
		*plain += plain_size(c, bytes);
		c = c == PLAIN_ITSELF ? (unsigned char)token[i] : c;
		run = isalnum(c) || c == '-' || c == '_' ? run + 1 : 0;
		longest = run > longest ? run : longest;
		digit = digit || isdigit(c);
	}
	if (longest >= BOUND_ONION)
		bound->grants |= GRANT_ONION;
	if (longest < ADDRESS_MIN && !digit)
		return false;
	bound->grants |= GRANT_NUMBER;
	return true;
}

/*
 * Count the bytes that numbers, and signs that are made of them, may take:
 * from the words before, which may be a currency or "half gram, price", to
 * some words behind.
 */
static void
add_numbers(struct bound *bound, const char *text, size_t length)
{
	size_t before[WORDS_BEFORE] = { 0 }, last_end = 0, left = 0, plain;

	for (size_t at = 0; at < length;) {
		size_t from = at, end;

		while (from < length && (unsigned char)text[from] <= ' ')
			from++;
		for (end = from; end < length &&
		    (unsigned char)text[end] > ' ';)
			end++;
		if (grant(bound, text + from, end - from, &plain)) {
			bound->sign_bytes += end - (left > 0 ? last_end :
			    before[0]);
			left = BEHIND_MAX;
		} else if (left > 0) {
			bound->sign_bytes += end - last_end;
			left -= plain < left ? plain : left;
		}
		/* A sign alone may stand between a currency and its number. */
		if (plain > 3) {
			memmove(before, before + 1, sizeof(before) -
			    sizeof(before[0]));
			before[WORDS_BEFORE - 1] = from;
		}
		last_end = at = end;
	}
}

void
bound_add_text(struct bound *bound, const char *text, size_t length, bool ocr)
{
	struct matcher *matcher = bound->matcher;

	bound->bytes += length;
	if (length > TEXT_MAX || match_text(matcher, text, length, ocr) < 0) {
		bound->unknown = true;
		return;
	}
	bound->words += words_measure(&matcher->words);
	for (size_t i = 0; i < matcher->hit_count; i++)
		add_hit(bound, &matcher->hits[i]);
	add_numbers(bound, text, length);
}

void
bound_add_link(struct bound *bound, const char *text, size_t length)
{
	size_t plain;

	if (grant(bound, text, length, &plain))
		bound->sign_bytes += length;
}

bool
bound_reaches(const struct bound *bound, const struct weights *weights,
    double threshold)
{
	double sums[FEATURE_COUNT];
	double dilution = score_dilution(bound->words);

	examine_grant(bound->grants, sums);
	for (size_t i = 0; i < FEATURE_COUNT; i++)
		sums[i] = dilution * (sums[i] + bound->sums[i]);
	sums[FEATURE_DENSITY] = score_density(bound->sign_bytes,
	    bound->bytes);
	return bound->unknown ||
	    score_ceiling(weights, sums) + SCORE_SLACK >= threshold;
}
