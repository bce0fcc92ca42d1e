/* SPDX-License-Identifier: MIT */
#include "classify/map.h"

#include <stdlib.h>
#include <string.h>

enum {
	RECORDS_MIN = 1024,	/* bytes */
	RECORDS_FIRST = 8	/* where the first stands: nothing is at 0 */
};

static struct map_record *
record_at(const struct map *map, uint32_t at)
{
	return (struct map_record *)(void *)(map->records + at);
}

/* The slot of the key, or the empty one where it belongs. */
static struct slot *
slot_of(const struct map *map, uint32_t hash, const void *key, size_t length)
{
	struct slot *slot = NULL;
	const struct map_record *record;

	do {
		slot = slots_next(&map->slots, hash, slot);
		record = record_at(map, slot->number);
	} while (slot->number != 0 && (record->length != length ||
	    memcmp(record->key, key, length) != 0));
	return slot;
}

uint32_t
map_find(const struct map *map, const void *key, size_t length)
{
	const struct slot *slot;

	if (map->slots.count == 0)
		return MAP_NONE;
	slot = slot_of(map, slots_hash(key, length), key, length);
	return slot->number == 0 ? MAP_NONE :
	    record_at(map, slot->number)->value;
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
	uint32_t hash = slots_hash(key, length);
	struct slot *slot;
	struct map_record *record;

	if (slots_reserve(&map->slots) < 0 ||
	    grow_records(map, RECORDS_FIRST + record_size(length)) < 0)
		return NULL;
	slot = slot_of(map, hash, key, length);
	if (slot->number != 0)
		return &record_at(map, slot->number)->value;
	if (map->used == 0)
		map->used = RECORDS_FIRST;
	slots_take(&map->slots, slot, hash, (uint32_t)map->used);
	record = record_at(map, slot->number);
	record->value = MAP_NONE;
	record->length = (uint32_t)length;
	memcpy(record->key, key, length);
	map->used += record_size(length);
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
	slots_empty(&map->slots);
	map->used = 0;
}

void
map_free(struct map *map)
{
	slots_free(&map->slots);
	free(map->records);
	*map = (struct map){ 0 };
}
