/* SPDX-License-Identifier: MIT */
/*
 * A table from short byte strings to numbers: of words to their keys, of
 * rows to where they stand. It only grows, until it is emptied whole.
 */
#ifndef CLASSIFY_MAP_H
#define CLASSIFY_MAP_H

#include <stddef.h>
#include <stdint.h>

#define MAP_NONE UINT32_MAX

struct map_slot {
	uint32_t hash, key, length, value;	/* key: offset into `keys` */
};

/* Begins as all zero; `count` may be read. */
struct map {
	struct map_slot *slots;
	size_t count, size;
	char *keys;
	size_t used, room;
};

/* The value of the key, or MAP_NONE. */
uint32_t map_find(const struct map *, const void *key, size_t length);

/*
 * Set the value of a key that is not there yet. Returns 0, or -1 without
 * memory. value must not be MAP_NONE.
 */
int map_add(struct map *, const void *key, size_t length, uint32_t value);

/* Forget all keys, and keep the memory. */
void map_empty(struct map *);

void map_free(struct map *);

#endif
