/* SPDX-License-Identifier: MIT */
#include "classify/look.h"

#include <string.h>

/* The least that a term counts towards variety: see score.c. */
#define LEAST_SHARE 0.2

/* Set in the place of a node, for it to differ from that of a list. */
#define PLACE_NODE (UINT32_C(1) << 31)

enum {
	SINGLES_MIN = 3,	/* letters apart that may be a word */
	ACCOUNT_MIN = 6,	/* digits of an account: contact-name.c */
	CARD_MIN = 15,		/* those of a bank card: contact-number.c */
	/*
	 * Bytes of the words that an offer may have behind a number: a unit,
	 * a join, a currency. The words of measures.h are short enough.
	 */
	BEHIND_MAX = 64
};

/*
 * May a list of so many entries count once more? Each entry counts once in a
 * post, so that a list counts as often as it has entries.
 */
static bool
may_count(struct look *look, uint32_t place, uint32_t entries)
{
	struct counted *counted = look->counted;
	size_t i = 0;

	while (i < look->counted_count && counted[i].place != place)
		i++;
	if (i == COUNTED_MAX)
		return true;
	if (i == look->counted_count)
		counted[look->counted_count++] = (struct counted){ place, 0 };
	return counted[i].times++ < entries;
}

static void
note_variety(struct look *look, double weight)
{
	if (weight > 0 && (look->least_variety == 0 ||
	    weight < look->least_variety))
		look->least_variety = weight;
}

/* What the terms at a node may count, the most of each feature. */
static void
add_terms(struct look *look, uint32_t node)
{
	const struct matcher *matcher = look->glancer->matcher;
	struct worth most = { .drug = false };
	uint32_t entries = 0;

	for (uint32_t end = matcher->index->first_end[node]; end != MAP_NONE;
	    end = matcher->index->ends[end].next, entries++)
		glance_raise(&most, &matcher->lexicon->
		    entries[matcher->index->ends[end].entry]);
	look->any = true;
	if (!may_count(look, PLACE_NODE | node, entries))
		return;
	for (size_t i = 0; i < FEATURE_COURT; i++) {
		look->sums[i] += most.own[i];
		look->loose[i] += most.loose[i];
	}
	note_variety(look, most.own[FEATURE_VARIETY]);
	note_variety(look, most.loose[FEATURE_VARIETY]);
	look->drug |= most.drug;
}

static void
open_phrase(struct look *look, uint32_t node, const char *start)
{
	if (look->phrase_count == PHRASES_MAX) {
		look->loud = true;
		return;
	}
	look->awaits |= look->glancer->matcher->index->ahead[node];
	look->phrases[look->phrase_count++] = (struct phrase){ node, start };
}

/* Follow a phrase through the words of a token; keys are of the next word. */
static void
follow(struct look *look, const struct phrase *phrase, const uint32_t *keys,
    size_t words, const char *end)
{
	const struct index *index = look->glancer->matcher->index;

	for (uint32_t i = 0; i < keys[0]; i++) {
		struct phrase next = *phrase;

		next.node = index_step(index, phrase->node, keys[1 + i]);
		if (next.node == MAP_NONE)
			continue;
		if (index->first_end[next.node] != MAP_NONE) {
			add_terms(look, next.node);
			look->sign_bytes += (size_t)(end - phrase->start);
		}
		if (words > 1)
			follow(look, &next, keys + 1 + keys[0], words - 1,
			    end);
		else if (index->ahead[next.node] != 0)
			open_phrase(look, next.node, phrase->start);
	}
}

/* Phrases that come into the token, and those that begin in it. */
static void
add_phrases(struct look *look, const struct mark *mark, const char *token,
    const char *end)
{
	const struct glancer *glancer = look->glancer;
	size_t count = look->phrase_count;
	struct phrase before[PHRASES_MAX];
	bool go_on = (mark->begins & look->awaits) != 0;

	if (go_on)
		memcpy(before, look->phrases, count * sizeof(*before));
	look->phrase_count = look->awaits = 0;
	for (size_t i = 0; go_on && i < count; i++)
		follow(look, &before[i], glance_keys(glancer, mark),
		    mark->words, end);
	if (mark->awaits != 0) {
		const uint32_t *nodes = glance_nodes(glancer, mark);

		for (uint32_t i = 1; i <= nodes[0]; i++)
			open_phrase(look, nodes[i], token);
	}
}

/* The token's own terms. */
static void
add_own(struct look *look, const struct mark *mark, size_t length)
{
	const struct terms *terms = glance_terms(look->glancer, mark);
	const struct amount *amounts = terms->amounts;
	size_t i = 0;

	look->sign_bytes += length;
	look->any = true;
	if (!may_count(look, mark->terms, terms->entries))
		return;
	for (; i < terms->own; i++)
		look->sums[amounts[i].feature] += amounts[i].weight;
	for (; i < (size_t)terms->own + terms->loose; i++)
		look->loose[amounts[i].feature] += amounts[i].weight;
	look->drug |= (mark->flags & MARK_DRUG) != 0;
	for (i = 0; i < (size_t)terms->own + terms->loose; i++)
		if (amounts[i].feature == FEATURE_VARIETY)
			note_variety(look, mark->words == 1 ?
			    amounts[i].weight : LEAST_SHARE);
}

/* Take a token with at least one word into account. */
static void
add_mark(struct look *look, const struct mark *mark, const char *token,
    size_t length)
{
	if (mark->terms != 0)
		add_own(look, mark, length);
	if ((look->awaits | mark->awaits) != 0)
		add_phrases(look, mark, token, token + length);
}

/* Letters that stand apart may be a word in disguise. */
static void
count_singles(struct look *look, const struct mark *mark)
{
	if ((mark->flags & MARK_FIRST_SINGLE) != 0 &&
	    ++look->singles >= SINGLES_MIN)
		look->loud = true;
	if (mark->words > 1 || (mark->flags & MARK_FIRST_SINGLE) == 0)
		look->singles = (mark->flags & MARK_LAST_SINGLE) != 0;
}

/* What the flags and the digits of a token grant. */
static void
add_grants(struct look *look, const struct mark *mark)
{
	if ((mark->flags & MARK_NUMBER) != 0)
		look->grants |= GRANT_NUMBER;
	if ((mark->flags & MARK_COIN) != 0)
		look->grants |= GRANT_COIN;
	if ((mark->flags & MARK_DISGUISE) != 0)
		look->grants |= GRANT_DISGUISE;
	look->account |= (mark->flags & MARK_ACCOUNT) != 0;
	look->run = mark->digits > 0 ? look->run + mark->digits : 0;
	look->digits |= look->run >= ACCOUNT_MIN;
	if (look->run >= CARD_MIN || (look->account && look->digits))
		look->grants |= GRANT_ACCOUNT;
}

/*
 * Count the bytes that numbers, and signs that are made of them, may take:
 * from the token before, which may be a currency, to some words behind.
 */
static void
add_zone(struct look *look, const struct mark *mark, const char *token,
    size_t length)
{
	const char *end = token + length;
	size_t used = length < look->zone ? length : look->zone;
	bool empty = (mark->flags & MARK_EMPTY) != 0;

	if ((mark->flags & (MARK_NUMBER | MARK_ACCOUNT)) != 0) {
		look->sign_bytes += (size_t)(end - look->last);
		look->zone = BEHIND_MAX;
	} else if (look->zone > 0) {
		look->sign_bytes += (size_t)(end - look->end);
		look->zone -= empty ? 0 : used;
	}
	if (!empty)
		look->last = token;
	look->end = end;
}

void
look_begin(struct look *look, const char *text)
{
	look->phrase_count = look->awaits = 0;
	look->singles = look->run = look->zone = 0;
	look->last = look->end = text;
}

void
look_take_link(struct look *look, const struct mark *mark, const char *text,
    size_t length)
{
	look_begin(look, text);
	add_grants(look, mark);
	if ((mark->flags & (MARK_NUMBER | MARK_ACCOUNT)) != 0)
		look->sign_bytes += length;
}

void
look_take(struct look *look, const struct mark *mark, const char *token,
    size_t length)
{
	add_grants(look, mark);
	add_zone(look, mark, token, length);
	look->loud |= (mark->flags & MARK_LOUD) != 0;
	if ((mark->flags & (MARK_EMPTY | MARK_LOUD)) != 0)
		return;
	look->words += mark->measure;
	count_singles(look, mark);
	add_mark(look, mark, token, length);
}
