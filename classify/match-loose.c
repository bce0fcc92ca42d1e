/* SPDX-License-Identifier: MIT */
/* Terms that count only beside a drug, and are dropped elsewhere. */
#include "classify/match.h"

enum {
	BESIDE_GAP_MAX = 1	/* bytes between a drug and what goes with it */
};

/* Does the term name a drug, so that others may count beside it? */
static bool
is_drug(const struct entry *entry)
{
	return entry->substance >= 0 && entry->category < CATEGORY_COURT;
}

/* Is this the hit of a drug's name, at most so many bytes away? */
static bool
is_drug_near(const struct matcher *matcher, const struct hit *hit,
    uint32_t gap)
{
	return hit->entry != HIT_MIXED && gap <= BESIDE_GAP_MAX &&
	    is_drug(&matcher->lexicon->entries[hit->entry]);
}

/* Does the term go with a drug, and no drug is beside it? */
static bool
is_loose(const struct matcher *matcher, const struct hit *last,
    const struct hit *hit, const struct hit *next)
{
	const struct entry *entry = &matcher->lexicon->entries[hit->entry];

	if (entry->before_drug && next != NULL &&
	    is_drug_near(matcher, next, next->start - hit->end))
		return false;
	if (entry->after_drug && last != NULL &&
	    is_drug_near(matcher, last, hit->start - last->end))
		return false;
	return entry->before_drug || entry->after_drug;
}

void
match_drop_loose(struct matcher *matcher)
{
	const struct hit *last = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < matcher->hit_count; i++) {
		struct hit hit = matcher->hits[i];
		const struct hit *next = i + 1 < matcher->hit_count ?
		    &matcher->hits[i + 1] : NULL;

		if (hit.entry != HIT_MIXED &&
		    is_loose(matcher, last, &hit, next))
			continue;
		matcher->hits[kept] = hit;
		if (hit.entry != HIT_MIXED)
			last = &matcher->hits[kept];
		kept++;
	}
	matcher->hit_count = kept;
}
