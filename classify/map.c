/* SPDX-License-Identifier: MIT */
#include "classify/map.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLOTS_MIN = 64,
	RECORDS_MIN = 1024,	/* bytes */
	RECORDS_FIRST = 8,	/* where the first stands: nothing is at 0, */
	EMPTY = 0		/* which is the record of an empty slot */
};

struct map_slot {
	uint32_t hash, record;	/* offset into the records */
};

/* Multiply and fold, eight bytes at a time; length is mixed in at the end. */
static uint32_t
hash_bytes(const void *key, size_t length)
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

static struct map_record *
record_at(const struct map *map, uint32_t at)
{
	return (struct map_record *)(void *)(map->records + at);
}

/* The slot of the key, or the empty one where it belongs. */
static struct map_slot *
slot_of(const struct map *map, uint32_t hash, const void *key, size_t length)
{
	size_t at = hash & (map->size - 1);

	for (;; at = (at + 1) & (map->size - 1)) {
		struct map_slot *slot = &map->slots[at];
		const struct map_record *record;

		if (slot->record == EMPTY)
			return slot;
		if (slot->hash != hash)
			continue;
		record = record_at(map, slot->record);
		if (record->length == length &&
		    memcmp(record->key, key, length) == 0)
			return slot;
	}
}

uint32_t
map_find(const struct map *map, const void *key, size_t length)
{
	const struct map_slot *slot;

	if (map->count == 0)
		return MAP_NONE;
	slot = slot_of(map, hash_bytes(key, length), key, length);
	return slot->record == EMPTY ? MAP_NONE :
	    record_at(map, slot->record)->value;
}

/* From now on so many slots, a power of two. */
static int
grow_slots(struct map *map, size_t size)
{
	struct map_slot *slots = calloc(size, sizeof(*slots));

	if (slots == NULL)
		return -1;
	for (size_t i = 0; i < map->size; i++) {
		const struct map_slot *old = &map->slots[i];
		size_t at = old->hash & (size - 1);

		if (old->record == EMPTY)
			continue;
		while (slots[at].record != EMPTY)
			at = (at + 1) & (size - 1);
		slots[at] = *old;
	}
	free(map->slots);
	map->slots = slots;
	map->size = size;
	return 0;
}

/* Make room for so many keys. Returns 0, or -1 without memory. */
static int
reserve(struct map *map, size_t count)
{
	size_t size = map->size == 0 ? SLOTS_MIN : map->size;

	/* At least half of them stay empty. */
	while (size < count * 2)
		size *= 2;
	return size == map->size ? 0 : grow_slots(map, size);
}

/* Room for so many bytes more of records. Returns 0, or -1 without memory. */
static int
grow_records(struct map *map, size_t more)
{
	size_t room = map->room * 2 + more + RECORDS_MIN;
	char *records;

	if (map->used + more <= map->room)
		return 0;
	if (room > UINT32_MAX)
		return -1;
	records = realloc(map->records, room);
	if (records == NULL)
		return -1;
	map->records = records;
	map->room = room;
	return 0;
}

/* The bytes of a record; the next stands behind them. */
static size_t
record_size(size_t length)
{
	const size_t unit = _Alignof(struct map_record);

	return (sizeof(struct map_record) + length + unit - 1) & ~(unit - 1);
}

uint32_t *
map_place(struct map *map, const void *key, size_t length)
{
	uint32_t hash = hash_bytes(key, length);
	struct map_slot *slot;
	struct map_record *record;

	if (reserve(map, map->count + 1) < 0 ||
	    grow_records(map, RECORDS_FIRST + record_size(length)) < 0)
		return NULL;
	slot = slot_of(map, hash, key, length);
	if (slot->record != EMPTY)
		return &record_at(map, slot->record)->value;
	if (map->used == 0)
		map->used = RECORDS_FIRST;
	*slot = (struct map_slot){ hash, (uint32_t)map->used };
	record = record_at(map, slot->record);
	record->value = MAP_NONE;
	record->length = (uint32_t)length;
	memcpy(record->key, key, length);
	map->used += record_size(length);
	map->count++;
	return &record->value;
}

const struct map_record *
map_next(const struct map *map, const struct map_record *record)
{
	size_t at = record == NULL ? RECORDS_FIRST : (size_t)((const char *)
	    record - map->records) + record_size(record->length);

	return at < map->used ? record_at(map, (uint32_t)at) : NULL;
}

int
map_add(struct map *map, const void *key, size_t length, uint32_t value)
{
	uint32_t *place = map_place(map, key, length);

	if (place == NULL)
		return -1;
	*place = value;
	return 0;
}

void
map_empty(struct map *map)
{
	if (map->size > 0)
		memset(map->slots, 0, map->size * sizeof(*map->slots));
	map->count = map->used = 0;
}

void
map_free(struct map *map)
{
	free(map->slots);
	free(map->records);
	*map = (struct map){ 0 };
}
