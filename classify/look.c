/* SPDX-License-Identifier: MIT */
#include "classify/look.h"

#include <string.h>

enum {
	SINGLES_MIN = 3,	/* letters apart that may be a word */
	ACCOUNT_MIN = 6		/* digits of an account: contact-name.c */
};

/* What the terms at a node may count, the most of each feature. */
static void
add_terms(struct look *look, uint32_t node)
{
	const struct matcher *matcher = look->glancer->matcher;
	struct worth most = { .drug = false };

	for (uint32_t end = matcher->index->first_end[node]; end != MAP_NONE;
	    end = matcher->index->ends[end].next)
		glance_raise(&most, &matcher->lexicon->
		    entries[matcher->index->ends[end].entry]);
	for (size_t i = 0; i < FEATURE_COURT; i++) {
		look->sums[i] += most.own[i];
		look->loose[i] += most.loose[i];
	}
	look->drug |= most.drug;
	look->any = true;
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
	const struct amount *amounts = glance_amounts(look->glancer, mark);
	size_t i = 0;

	for (; i < mark->own; i++)
		look->sums[amounts[i].feature] += amounts[i].weight;
	for (; i < (size_t)mark->own + mark->loose; i++)
		look->loose[amounts[i].feature] += amounts[i].weight;
	look->drug |= (mark->flags & MARK_DRUG) != 0;
	look->sign_bytes += length;
	look->any = true;
}

/* Take a token with at least one word into account. */
static void
add_mark(struct look *look, const struct mark *mark, const char *token,
    size_t length)
{
	if (mark->own + mark->loose > 0)
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

void
look_take_numbers(struct look *look, const struct mark *mark)
{
	look->digits += mark->digits;
	if ((mark->flags & MARK_NUMBER) != 0)
		look->grants |= GRANT_NUMBER;
	if ((mark->flags & MARK_ACCOUNT) != 0 || look->digits >= ACCOUNT_MIN)
		look->grants |= GRANT_ACCOUNT;
}

void
look_take(struct look *look, const struct mark *mark, const char *token,
    size_t length)
{
	look_take_numbers(look, mark);
	look->loud |= (mark->flags & MARK_LOUD) != 0;
	if ((mark->flags & (MARK_EMPTY | MARK_LOUD)) != 0)
		return;
	count_singles(look, mark);
	add_mark(look, mark, token, length);
}
