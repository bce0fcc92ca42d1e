/* SPDX-License-Identifier: MIT */
#include "classify/index.h"

#include <stdlib.h>

void
index_free(struct index *index)
{
	for (size_t i = 0; i <= LANGUAGE_COUNT; i++)
		map_free(&index->keys[i]);
	slots_free(&index->steps);
	heads_close(&index->heads);
	free(index->of_keys);
	free(index->ends);
	free(index->nodes);
	*index = (struct index){ 0 };
}

uint32_t
index_key(const struct index *index, unsigned language, const char *word,
    size_t length)
{
	return map_find(&index->keys[language], word, length);
}

bool
index_is_clear(const struct entry *entry)
{
	return entry->ambiguity == 0 && entry->category < CATEGORY_COURT;
}

uint32_t
index_bit(uint32_t key)
{
	/* Times the golden ratio, so that near keys lie apart. */
	return UINT32_C(1) << (key * UINT32_C(0x9e3779b9) >> 27);
}

uint32_t
index_hash(uint32_t before, uint32_t key)
{
	return slots_hash((uint32_t[]){ before, key }, 2 * sizeof(key));
}

struct slot *
index_slot(const struct index *index, uint32_t node, uint32_t key,
    uint32_t hash)
{
	struct slot *slot = NULL;
	const struct index_node *to;

	do {
		slot = slots_next(&index->steps, hash, slot);
		to = &index->nodes[slot->number];
	} while (slot->number != 0 && (to->from != node || to->key != key));
	return slot;
}

uint32_t
index_step(const struct index *index, uint32_t node, uint32_t key)
{
	const struct index_node *from = &index->nodes[node];
	const struct slot *slot;

	if (node == INDEX_ROOT)
		return index->of_keys[key].root;
	if ((from->ahead & index_bit(key)) == 0)
		return MAP_NONE;
	slot = index_slot(index, node, key, index_hash(from->hash, key));
	return slot->number != 0 ? slot->number : MAP_NONE;
}

bool
index_may_follow(const struct index *index, uint32_t key, uint32_t next)
{
	return (index->of_keys[key].behind & index_bit(next)) != 0;
}

void
index_add_heads(const struct index *index, const uint32_t *marked,
    struct heads *heads)
{
	for (unsigned i = 0; i <= LANGUAGE_COUNT; i++) {
		const struct map_record *key = NULL;

		while ((key = map_next(&index->keys[i], key)) != NULL)
			if (marked[key->value] != 0)
				heads_add(heads, i, key->key, key->length,
				    index->of_keys[key->value].clear);
	}
}
