/* SPDX-License-Identifier: MIT */
/*
 * Where things stand, by their hash: a table of numbers. The things, and
 * telling them apart where hashes are the same, are the caller's.
 *
 *	struct slot *slot = NULL;
 *
 *	if (slots_reserve(&slots) < 0)
 *		...
 *	do
 *		slot = slots_next(&slots, hash, slot);
 *	while (slot->number != 0 && !is_it(slot->number));
 *	if (slot->number == 0)
 *		slots_take(&slots, slot, hash, number);
 */
#ifndef CLASSIFY_SLOTS_H
#define CLASSIFY_SLOTS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct slot {
	uint32_t hash, number;	/* 0: nothing is here */
};

/* Begins as all zero. */
struct slots {
	struct slot *list;
	size_t count, size;	/* a power of two */
};

/* Multiply and fold, eight bytes at a time; length is mixed in at the end. */
static inline uint32_t
slots_hash(const void *key, size_t length)
{
	const unsigned char *bytes = key;
	uint64_t hash = length * 0x9e3779b97f4a7c15u, part;

	for (; length >= 8; bytes += 8, length -= 8) {
		memcpy(&part, bytes, 8);
		hash = (hash ^ part) * 0xff51afd7ed558ccdu;
		hash ^= hash >> 32;
	}
	part = 0;
	memcpy(&part, bytes, length);
	hash = (hash ^ part) * 0xff51afd7ed558ccdu;
	hash ^= hash >> 29;
	hash *= 0xc4ceb9fe1a85ec53u;
	return (uint32_t)(hash >> 32);
}

/* Twice as many slots from now on. Used by slots_reserve(). */
int slots_grow(struct slots *);

/* Make room for one more. Returns 0, or -1 without memory. */
static inline int
slots_reserve(struct slots *slots)
{
	/* A third of them at least stays empty. */
	return 2 * slots->size >= 3 * (slots->count + 1) ? 0 :
	    slots_grow(slots);
}

/*
 * The slot of this hash that is next after one, or the first after NULL. At
 * the end it is an empty one, for slots_take(). There must be room for one.
 */
static inline struct slot *
slots_next(const struct slots *slots, uint32_t hash, struct slot *slot)
{
	size_t at = slot == NULL ? hash : (size_t)(slot - slots->list) + 1;

	for (;; at++) {
		slot = &slots->list[at & (slots->size - 1)];
		if (slot->number == 0 || slot->hash == hash)
			return slot;
	}
}

/* Say that this hash will be asked for soon. */
static inline void
slots_expect(const struct slots *slots, uint32_t hash)
{
	if (slots->size > 0)
		__builtin_prefetch(&slots->list[hash & (slots->size - 1)]);
}

/* Put a number that is not 0 into an empty slot that was reserved. */
static inline void
slots_take(struct slots *slots, struct slot *slot, uint32_t hash,
    uint32_t number)
{
	*slot = (struct slot){ hash, number };
	slots->count++;
}

/* Forget all numbers, and keep the memory. */
void slots_empty(struct slots *);

void slots_free(struct slots *);

#endif
