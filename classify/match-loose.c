/* SPDX-License-Identifier: MIT */
/* Terms that count only with a drug near them, and are dropped elsewhere. */
#include "classify/match.h"

enum {
	BESIDE_GAP_MAX = 1,	/* bytes between a drug and what goes with it */
	NEAR_WORDS_MAX = 5	/* words between, where it need only be near */
};

/* Does the term name a drug, so that others may count with it? */
static bool
is_drug(const struct matcher *matcher, const struct hit *hit)
{
	const struct entry *entry;

	if (hit->entry == HIT_MIXED)
		return false;
	entry = &matcher->lexicon->entries[hit->entry];
	return entry->substance >= 0 && entry->category < CATEGORY_COURT;
}

/* The first word that begins at this byte or behind it. */
static size_t
find_word(const struct matcher *matcher, uint32_t byte)
{
	const struct words *words = &matcher->words;
	size_t low = 0, high = words->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		size_t point = words->words[middle].first;

		if (matcher->folded.points[point].start < byte)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Are there but a few words of one sentence between these bytes? */
static bool
is_near(const struct matcher *matcher, uint32_t from, uint32_t to)
{
	size_t first = find_word(matcher, from);
	size_t last = find_word(matcher, to);

	if (last - first > NEAR_WORDS_MAX)
		return false;
	for (size_t i = first; i <= last && i < matcher->words.count; i++)
		if (matcher->words.words[i].gap >= GAP_COMMA)
			return false;
	return true;
}

/* Do a term and a drug, with these bytes between, stand together? */
static bool
is_together(const struct matcher *matcher, const struct entry *entry,
    uint32_t from, uint32_t to)
{
	return entry->near_drug ? is_near(matcher, from, to) :
	    to - from <= BESIDE_GAP_MAX;
}

/* How many hits may stand between a term and its drug, at most. */
static size_t
hits_between(const struct entry *entry)
{
	return entry->near_drug ? NEAR_WORDS_MAX : 0;
}

/* Is there a drug behind hit i, of this entry, that it goes with? */
static bool
is_before_drug(const struct matcher *matcher, size_t i,
    const struct entry *entry)
{
	const struct hit *hits = matcher->hits;
	size_t last = i + 1 + hits_between(entry);

	for (size_t k = i + 1; k <= last && k < matcher->hit_count; k++)
		if (is_drug(matcher, &hits[k]))
			return is_together(matcher, entry, hits[i].end,
			    hits[k].start);
	return false;
}

/* The same before it, among the hits that were kept. */
static bool
is_after_drug(const struct matcher *matcher, size_t i,
    const struct entry *entry, size_t kept)
{
	const struct hit *hits = matcher->hits;
	size_t left = 1 + hits_between(entry);

	for (size_t k = kept; k > 0 && left > 0; k--) {
		if (is_drug(matcher, &hits[k - 1]))
			return is_together(matcher, entry, hits[k - 1].end,
			    hits[i].start);
		left -= hits[k - 1].entry != HIT_MIXED;
	}
	return false;
}

/* Does hit i go with a drug, and there is none? */
static bool
is_loose(const struct matcher *matcher, size_t i, size_t kept)
{
	const struct hit *hit = &matcher->hits[i];
	const struct entry *entry;

	if (hit->entry == HIT_MIXED)
		return false;
	entry = &matcher->lexicon->entries[hit->entry];
	if (entry->before_drug && is_before_drug(matcher, i, entry))
		return false;
	if (entry->after_drug && is_after_drug(matcher, i, entry, kept))
		return false;
	return entry->before_drug || entry->after_drug;
}

void
match_drop_loose(struct matcher *matcher)
{
	size_t kept = 0;

	for (size_t i = 0; i < matcher->hit_count; i++)
		if (!is_loose(matcher, i, kept))
			matcher->hits[kept++] = matcher->hits[i];
	matcher->hit_count = kept;
}
