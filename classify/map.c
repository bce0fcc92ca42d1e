/* SPDX-License-Identifier: MIT */
#include "classify/map.h"

#include <stdlib.h>
#include <string.h>

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

/* The slot of the key, or the empty one where it belongs. */
static struct map_slot *
slot_of(const struct map *map, uint32_t hash, const void *key, size_t length)
{
	size_t at = hash & (map->size - 1);

	for (;; at = (at + 1) & (map->size - 1)) {
		struct map_slot *slot = &map->slots[at];

		if (slot->value == MAP_NONE ||
		    (slot->hash == hash && slot->length == length &&
		    memcmp(map->keys + slot->key, key, length) == 0))
			return slot;
	}
}

uint32_t
map_find(const struct map *map, const void *key, size_t length)
{
	if (map->count == 0)
		return MAP_NONE;
	return slot_of(map, hash_bytes(key, length), key, length)->value;
}

/* Twice the slots, so that at least half of them stay empty. */
static int
grow_slots(struct map *map)
{
	struct map_slot *old = map->slots;
	size_t old_size = map->size;
	size_t size = old_size == 0 ? 64 : old_size * 2;
	struct map_slot *slots = reallocarray(NULL, size, sizeof(*slots));

	if (slots == NULL)
		return -1;
	for (size_t i = 0; i < size; i++)
		slots[i].value = MAP_NONE;
	map->slots = slots;
	map->size = size;
	for (size_t i = 0; i < old_size; i++)
		if (old[i].value != MAP_NONE)
			*slot_of(map, old[i].hash, map->keys + old[i].key,
			    old[i].length) = old[i];
	free(old);
	return 0;
}

int
map_add(struct map *map, const void *key, size_t length, uint32_t value)
{
	uint32_t hash = hash_bytes(key, length);
	struct map_slot *slot;

	if (map->count * 2 >= map->size && grow_slots(map) < 0)
		return -1;
	if (map->used + length > map->room) {
		size_t room = map->room * 2 + length + 1024;
		char *keys = realloc(map->keys, room);

		if (keys == NULL)
			return -1;
		map->keys = keys;
		map->room = room;
	}
	slot = slot_of(map, hash, key, length);
	if (slot->value != MAP_NONE) {
		slot->value = value;
		return 0;
	}
	memcpy(map->keys + map->used, key, length);
	*slot = (struct map_slot){ hash, (uint32_t)map->used,
	    (uint32_t)length, value };
	map->used += length;
	map->count++;
	return 0;
}

void
map_empty(struct map *map)
{
	for (size_t i = 0; i < map->size; i++)
		map->slots[i].value = MAP_NONE;
	map->count = map->used = 0;
}

void
map_free(struct map *map)
{
	free(map->slots);
	free(map->keys);
	*map = (struct map){ 0 };
}
