/* SPDX-License-Identifier: MIT */
/*
 * A table from short byte strings to numbers: of words to their keys, of
 * rows to where they stand. It only grows, until it is emptied whole.
 */
#ifndef CLASSIFY_MAP_H
#define CLASSIFY_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "classify/slots.h"

#define MAP_NONE UINT32_MAX

/* A key and its value. */
struct map_record {
	uint32_t value, length;
	char key[];
};

/* Begins as all zero. */
struct map {
	struct slots slots;	/* where in the records each key stands */
	char *records;		/* in the order that they came */
	size_t used, room;
};

/* How many keys there are. */
static inline size_t
map_count(const struct map *map)
{
	return map->slots.count;
}

/* The value of the key, or MAP_NONE. */
uint32_t map_find(const struct map *, const void *key, size_t length);

/*
 * Set the value of a key. Returns 0, or -1 without memory. value must not be
 * MAP_NONE.
 */
int map_add(struct map *, const void *key, size_t length, uint32_t value);

/*
 * Where the value of a key stands, for the caller to read and to set: MAP_NONE
 * if the key is new, and then it must be set. Valid until the next key. NULL
 * without memory.
 */
uint32_t *map_place(struct map *, const void *key, size_t length);

/*
 * The record that came after this one, the first after NULL; NULL after the
 * last. Valid until the next key.
 */
const struct map_record *map_next(const struct map *,
    const struct map_record *);

/* Forget all keys, and keep the memory. */
void map_empty(struct map *);

void map_free(struct map *);

#endif
