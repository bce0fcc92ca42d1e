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

bool
telling_entry(const struct telling *telling, const struct entry *entry)
{
	struct amount amounts[SIGN_AMOUNTS];

	score_amounts(entry, amounts);
	for (size_t i = 0; i < SIGN_AMOUNTS; i++)
		if (amounts[i].weight > 0 &&
		    telling->features[amounts[i].feature])
			return true;
	return false;
}

/* The lengths of all keys, in bytes. */
static void
measure_keys(const struct index *index, uint8_t *lengths)
{
	const struct map_record *key = NULL;

	while ((key = map_next(&index->keys, key)) != NULL)
		lengths[key->value] = (uint8_t)key->length;
}

/* Mark the word, or the pair, of a term that ends at a node. */
static int
mark_term(struct telling *telling, uint32_t node, const uint8_t *lengths)
{
	const struct index_origin *origins = telling->matcher->index->origins;
	uint32_t *marks = telling->wanted.marks;
	uint32_t lead = MAP_NONE, follow = origins[node].key, number;
	int longest = 0;

	for (; origins[node].from != INDEX_ROOT; node = origins[node].from) {
		uint32_t key = origins[node].key;
		uint32_t before = origins[origins[node].from].key;

		if (lengths[before] + lengths[key] <= longest)
			continue;
		longest = lengths[before] + lengths[key];
		lead = before;
		follow = key;
	}
	if (lead == MAP_NONE) {
		marks[follow] |= MARK_TELLS;
		return 0;
	}
	number = (lead * 31 + follow) % MARK_PAIRS;
	marks[lead] |= UINT32_C(1) << (MARK_LEADS + number);
	marks[follow] |= UINT32_C(1) << (MARK_FOLLOWS + number);
	return map_add(&telling->pairs, (uint32_t[]){ lead, follow },
	    2 * sizeof(lead), number);
}

/* Mark the words of all terms that tell. */
static int
mark_terms(struct telling *telling, const uint8_t *lengths)
{
	const struct index *index = telling->matcher->index;
	const struct entry *entries = telling->matcher->lexicon->entries;
	int status = 0;

	for (uint32_t node = 1; node < index->node_count; node++)
		for (uint32_t end = index->first_end[node];
		    end != MAP_NONE && status == 0;
		    end = index->ends[end].next)
			if (telling_entry(telling,
			    &entries[index->ends[end].entry]))
				status = mark_term(telling, node, lengths);
	return status;
}

/* Note which keys stand side by side in a term, whatever it is. */
static int
note_neighbours(struct telling *telling)
{
	const struct index *index = telling->matcher->index;
	int status = 0;

	for (uint32_t node = 1; node < index->node_count && status == 0;
	    node++) {
		const struct index_origin *own = &index->origins[node];
		uint32_t pair[2];

		if (own->from == INDEX_ROOT)
			continue;
		pair[0] = index->origins[own->from].key;
		pair[1] = own->key;
		telling->inner[pair[0]] = telling->inner[pair[1]] = true;
		status = map_add(&telling->neighbours, pair, sizeof(pair), 0);
	}
	return status;
}

static int
choose_words(struct telling *telling, const struct stemmers *stemmers,
    struct fault *f)
{
	const struct index *index = telling->matcher->index;
	struct forms_wanted *wanted = &telling->wanted;
	size_t keys = index->keys.count + 1;
	uint8_t *lengths = calloc(keys, 1);
	int status = -1;

	wanted->marks = calloc(keys, sizeof(*wanted->marks));
	telling->inner = calloc(keys, sizeof(*telling->inner));
	if (lengths != NULL && wanted->marks != NULL &&
	    telling->inner != NULL) {
		measure_keys(index, lengths);
		status = mark_terms(telling, lengths);
	}
	if (status == 0)
		status = note_neighbours(telling);
	free(lengths);
	if (status < 0)
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
	map_free(&telling->pairs);
	map_free(&telling->neighbours);
	free(telling->inner);
	heads_close(&telling->wanted.heads);
}
