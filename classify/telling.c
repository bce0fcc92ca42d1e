/* SPDX-License-Identifier: MIT */
#include "classify/telling.h"

#include <stdlib.h>
#include <string.h>

/*
 * From the most common on. Those before the first term need not be terms, and
 * are in every post for all that is known.
 */
static const enum feature features[] = {
	FEATURE_DENSITY, FEATURE_HANDLE, FEATURE_OFFER, FEATURE_AMOUNT,
	FEATURE_PAYMENT, FEATURE_CONTACT, FEATURE_SALE, FEATURE_PRICE,
	FEATURE_JOB, FEATURE_QUALITY, FEATURE_DELIVERY, FEATURE_FORM,
	FEATURE_PURCHASE, FEATURE_REQUEST, FEATURE_VARIETY,
	FEATURE_CHINESE, FEATURE_DISGUISE, FEATURE_MARKETPLACE,
	FEATURE_RECRUITMENT, FEATURE_SLANG, FEATURE_DROP, FEATURE_SUBSTANCE
};

enum {
	FEATURES = sizeof(features) / sizeof(features[0]),
	GRANTED = 5
};

_Static_assert((int)FEATURES == (int)FEATURE_COURT,
    "all features but contexts of innocence and groups are listed");

/* Set for each feature whether it tells; returns whether everything does. */
static bool
choose_features(const struct weights *weights, double threshold,
    bool tells[FEATURE_COUNT])
{
	double sums[FEATURE_COUNT] = { 0 }, tried[FEATURE_COUNT];
	bool all = false;

	for (size_t i = 0; i < FEATURES; i++) {
		enum feature feature = features[i];

		sums[feature] = weights->full[feature];
		memcpy(tried, sums, sizeof(tried));
		tells[feature] = score_ceiling(weights, tried) + SCORE_SLACK >=
		    threshold;
		if (!tells[feature])
			continue;
		all |= i < GRANTED;
		sums[feature] = 0;
	}
	return all;
}

/* Does a term count only with a drug, which tells by itself? */
static bool
is_told_by_drug(const struct telling *telling, const struct entry *entry)
{
	return (entry->before_drug || entry->after_drug) &&
	    telling->features[FEATURE_SLANG] &&
	    telling->features[FEATURE_SUBSTANCE];
}

bool
telling_entry(const struct telling *telling, const struct entry *entry)
{
	struct amount amounts[SIGN_AMOUNTS];

	if (is_told_by_drug(telling, entry))
		return false;
	score_amounts(entry, amounts);
	for (size_t i = 0; i < SIGN_AMOUNTS; i++)
		if (amounts[i].weight > 0 &&
		    telling->features[amounts[i].feature])
			return true;
	return false;
}

/* The key before that of a node. */
static uint32_t
key_before(const struct index *index, uint32_t node)
{
	return index->nodes[index->nodes[node].from].key;
}

/* The slot of a pair of keys, or the empty one where it belongs. */
static struct slot *
slot_of(const struct telling *telling, uint32_t hash, uint32_t lead,
    uint32_t follow)
{
	const struct index *index = telling->matcher->index;
	struct slot *slot = NULL;

	do
		slot = slots_next(&telling->pairs, hash, slot);
	while (slot->number != 0 &&
	    (index->nodes[slot->number].key != follow ||
	    key_before(index, slot->number) != lead));
	return slot;
}

static uint32_t
hash_pair(uint32_t lead, uint32_t follow)
{
	return slots_hash((uint32_t[]){ lead, follow }, 2 * sizeof(lead));
}

bool
telling_is_pair(const struct telling *telling, uint32_t lead, uint32_t follow)
{
	return telling->pairs.count > 0 && slot_of(telling,
	    hash_pair(lead, follow), lead, follow)->number != 0;
}

/* Mark the pair of a node's key and that before. */
static int
mark_pair(struct telling *telling, uint32_t node)
{
	const struct index *index = telling->matcher->index;
	uint32_t *marks = telling->wanted.marks;
	uint32_t lead = key_before(index, node);
	uint32_t follow = index->nodes[node].key;
	uint32_t number = (lead * 31 + follow) % MARK_PAIRS;
	uint32_t hash = hash_pair(lead, follow);
	struct slot *slot;

	if (slots_reserve(&telling->pairs) < 0)
		return -1;
	marks[lead] |= UINT32_C(1) << (MARK_LEADS + number);
	marks[follow] |= UINT32_C(1) << (MARK_FOLLOWS + number);
	slot = slot_of(telling, hash, lead, follow);
	if (slot->number == 0)
		slots_take(&telling->pairs, slot, hash, node);
	return 0;
}

/* Mark the word, or the pair, of a term that ends at a node. */
static int
mark_term(struct telling *telling, uint32_t node)
{
	const struct index *index = telling->matcher->index;
	const struct index_node *nodes = index->nodes;
	uint32_t pair = INDEX_ROOT;
	int longest = 0;

	if (nodes[node].from == INDEX_ROOT) {
		telling->wanted.marks[nodes[node].key] |= MARK_TELLS;
		return 0;
	}
	for (; nodes[node].from != INDEX_ROOT; node = nodes[node].from) {
		int length = index->of_keys[key_before(index, node)].length +
		    index->of_keys[nodes[node].key].length;

		if (length > longest) {
			longest = length;
			pair = node;
		}
	}
	return mark_pair(telling, pair);
}

/* Mark the words of all terms that tell. */
static int
mark_terms(struct telling *telling)
{
	const struct index *index = telling->matcher->index;
	const struct entry *entries = telling->matcher->lexicon->entries;
	int status = 0;

	for (uint32_t node = 1; node < index->node_count; node++)
		for (uint32_t end = index->nodes[node].first_end;
		    end != MAP_NONE && status == 0;
		    end = index->ends[end].next)
			if (telling_entry(telling,
			    &entries[index->ends[end].entry]))
				status = mark_term(telling, node);
	return status;
}

static int
choose_words(struct telling *telling, const struct stemmers *stemmers,
    struct fault *f)
{
	const struct index *index = telling->matcher->index;
	struct forms_wanted *wanted = &telling->wanted;

	wanted->marks = calloc(index->key_count + 1,
	    sizeof(*wanted->marks));
	if (wanted->marks == NULL || mark_terms(telling) < 0)
		return fault(f, "out of memory");
	if (telling->features[FEATURE_DISGUISE])
		wanted->disguised = MARK_TELLS;
	if (heads_open(&wanted->heads, stemmers->affixes, f) < 0)
		return -1;
	index_add_heads(index, wanted->marks, &wanted->heads);
	return 0;
}

/* Note which points are letters that are folded each by itself. */
static int
note_plain(struct telling *telling)
{
	struct matcher *matcher = telling->matcher;

	for (uint32_t point = 'A'; point < TELLING_POINTS; point++) {
		char bytes[4];
		size_t size = fold_encode(point, bytes);

		if (match_words(matcher, bytes, size) < 0)
			return -1;
		if (matcher->folded.count == 1 && matcher->words.count == 1 &&
		    matcher->words.words[0].kind == WORD_LETTERS)
			telling->plain[point] =
			    (uint16_t)matcher->folded.points[0].point;
	}
	return 0;
}

int
telling_open(struct telling *telling, struct examiner *examiner,
    double threshold, struct fault *f)
{
	bool *tells = telling->features;

	*telling = (struct telling){ .matcher = &examiner->matcher };
	telling->all = choose_features(&examiner->detector->weights, threshold,
	    tells);
	telling->onion = tells[FEATURE_MARKETPLACE];
	if (choose_words(telling, &examiner->stemmers, f) == 0) {
		if (note_plain(telling) == 0)
			return 0;
		fault(f, "out of memory");
	}
	telling_close(telling);
	return -1;
}

void
telling_close(struct telling *telling)
{
	free(telling->wanted.marks);
	slots_free(&telling->pairs);
	heads_close(&telling->wanted.heads);
}
