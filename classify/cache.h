/* SPDX-License-Identifier: MIT */
/*
 * A cache of what is known of strings (tokens, words, texts), so that it is
 * worked out once for those that come again. It has room for so many; new ones
 * take the place of those that came first.
 *
 * So that much of it fits into the processor's caches, a string is not kept,
 * but a hash of it of 64 bits, with a key that is drawn for each cache. The
 * lower bits say where it stands, the upper 48 are kept there. A new string is
 * taken for one of those that stand there once in 2^45 times; nobody can write
 * one that is, without the key.
 */
#ifndef CLASSIFY_CACHE_H
#define CLASSIFY_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "classify/sixteen.h"

#define CACHE_SET 6	/* that stand in one place, the last one first */
#define CACHE_NEW UINT32_MAX	/* what is known of others */

/* A line of the processor's cache. */
struct cache_set {
	uint32_t middle[CACHE_SET];	/* bits of the hashes */
	uint16_t upper[CACHE_SET];
	uint32_t marks[CACHE_SET];	/* the caller's; not CACHE_NEW */
	uint32_t rest;
};

/* What is known of a string, */
struct cache_kept {
	uint64_t hash;
	uint32_t marks;
};

#define CACHE_NEWS ((size_t)1 << 15)
#define CACHE_OWN ((size_t)1 << 13)

/* and what several caches tell each other: what came last. */
struct cache_news {
	struct cache_kept list[CACHE_NEWS];
	size_t count;		/* so far; number n is list[n % CACHE_NEWS] */
};

struct cache {
	struct cache_set *sets;	/* a power of two of them */
	size_t last_set;
	uint64_t key[3];
	void *memory;		/* that they stand in */
	/* If there are others: */
	struct cache_kept *own;	/* CACHE_OWN, not told yet */
	size_t own_count;
	size_t heard;		/* news so far */
};

/*
 * With a set for each four of so many strings, a power of two. Returns 0, or
 * -1 without memory and with nothing to close.
 */
int cache_open(struct cache *, size_t count);

void cache_close(struct cache *);

/* Forget all. */
void cache_empty(struct cache *);

/*
 * The hash of a string of length bytes, of which the last is not zero. ocr says
 * that it was read from a picture, which makes it another string.
 */
uint64_t cache_hash(const struct cache *, const void *string, size_t length,
    bool ocr);

/* Sixteen bytes more of a string: multiply, and fold what comes of it. */
#define CACHE_READ 16
static inline uint64_t
cache_go_on(const struct cache *cache, uint64_t hash,
    const uint64_t words[2])
{
	__extension__ unsigned __int128 product = words[0] ^ cache->key[0];

	product *= words[1] ^ cache->key[1] ^ hash;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The same hash, faster, where CACHE_READ bytes more may be read. */
static inline uint64_t
cache_hash_fast(const struct cache *cache, const char *string, size_t length,
    bool ocr)
{
	/* From some byte on, the first so many are kept. */
	static const unsigned char kept[2 * CACHE_READ] = {
	    255, 255, 255, 255, 255, 255, 255, 255,
	    255, 255, 255, 255, 255, 255, 255, 255 };
	uint64_t hash = ocr ? cache->key[2] : 0, words[2], mask[2];

	for (; length > CACHE_READ; length -= CACHE_READ) {
		memcpy(words, string, CACHE_READ);
		hash = cache_go_on(cache, hash, words);
		string += CACHE_READ;
	}
	memcpy(words, string, CACHE_READ);
	memcpy(mask, kept + CACHE_READ - length, CACHE_READ);
	words[0] &= mask[0];
	words[1] &= mask[1];
	return cache_go_on(cache, hash, words);
}

/* Have what is known by a hash fetched into the processor's cache, */
static inline void
cache_prefetch(const struct cache *cache, uint64_t hash)
{
	__builtin_prefetch(&cache->sets[hash & cache->last_set]);
}

/* and, a little later, look it up: its marks, or CACHE_NEW. */
static inline uint32_t
cache_find(const struct cache *cache, uint64_t hash)
{
	typedef uint32_t four __attribute__((vector_size(16)));
	const struct cache_set *set = &cache->sets[hash & cache->last_set];
	four own = { 0 }, hashes[2];	/* two more than there are */
	unsigned found, i;

	own += (uint32_t)(hash >> 16);
	memcpy(hashes, set, sizeof(hashes));
	found = sixteen_bits((sixteen)(hashes[0] == own)) |
	    sixteen_bits((sixteen)(hashes[1] == own)) << 16 |
	    1u << sizeof(set->middle);
	i = (unsigned)__builtin_ctz(found) / sizeof(uint32_t);
	return i < CACHE_SET && set->upper[i] == hash >> 48 ?
	    set->marks[i] : CACHE_NEW;
}

/* Keep a hash that is new, with these marks. */
void cache_keep(struct cache *, uint64_t hash, uint32_t marks);

/*
 * Give one cache, which is empty, the key of another, or its own, and have it
 * note what it keeps, for cache_exchange(). Returns 0, or -1 without memory.
 */
int cache_join(struct cache *, const struct cache *other);

/*
 * Take over what the others kept since the last time, and tell them what was
 * kept here. What there is no room for is not told. The news begin as all
 * zero, and are for one thread at a time.
 */
void cache_exchange(struct cache *, struct cache_news *);

#endif
