/* SPDX-License-Identifier: MIT */
#include "classify/cache.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define HUGE_PAGE ((size_t)2 << 20)

static size_t
sets_size(const struct cache *cache)
{
	return (cache->last_set + 1) * sizeof(*cache->sets);
}

int
cache_open(struct cache *cache, size_t count)
{
	*cache = (struct cache){ .last_set = count / 4 - 1 };
	/* As zeros from the system, which gives them as they are touched. */
	cache->memory = calloc(1, HUGE_PAGE + sets_size(cache));
	if (cache->memory == NULL)
		return -1;
	cache->sets = (void *)(((uintptr_t)cache->memory + HUGE_PAGE - 1) &
	    ~(uintptr_t)(HUGE_PAGE - 1));
	/* A wish: without it, the table is slower to reach. */
	(void)madvise(cache->sets, sets_size(cache), MADV_HUGEPAGE);
	if (getentropy(cache->key, sizeof(cache->key)) == 0)
		return 0;
	cache_close(cache);
	return -1;
}

void
cache_close(struct cache *cache)
{
	free(cache->memory);
	free(cache->own);
	*cache = (struct cache){ .memory = NULL };
}

void
cache_empty(struct cache *cache)
{
	memset(cache->sets, 0, sets_size(cache));
}

uint64_t
cache_hash(const struct cache *cache, const void *string, size_t length,
    bool ocr)
{
	const char *bytes = string;
	uint64_t hash = ocr ? cache->key[2] : 0, words[2];

	for (; length > CACHE_READ; length -= CACHE_READ) {
		memcpy(words, bytes, CACHE_READ);
		hash = cache_go_on(cache, hash, words);
		bytes += CACHE_READ;
	}
	words[0] = words[1] = 0;
	memcpy(words, bytes, length);
	return cache_go_on(cache, hash, words);
}

static void
put(struct cache *cache, uint64_t hash, uint32_t marks)
{
	struct cache_set *set = &cache->sets[hash & cache->last_set];

	for (size_t i = CACHE_SET - 1; i > 0; i--) {
		set->middle[i] = set->middle[i - 1];
		set->upper[i] = set->upper[i - 1];
		set->marks[i] = set->marks[i - 1];
	}
	set->middle[0] = (uint32_t)(hash >> 16);
	set->upper[0] = (uint16_t)(hash >> 48);
	set->marks[0] = marks;
}

void
cache_keep(struct cache *cache, uint64_t hash, uint32_t marks)
{
	put(cache, hash, marks);
	if (cache->own != NULL && cache->own_count < CACHE_OWN)
		cache->own[cache->own_count++] =
		    (struct cache_kept){ hash, marks };
}

int
cache_join(struct cache *cache, const struct cache *other)
{
	cache->own = malloc(CACHE_OWN * sizeof(*cache->own));
	if (cache->own == NULL)
		return -1;
	memmove(cache->key, other->key, sizeof(cache->key));
	return 0;
}

void
cache_exchange(struct cache *cache, struct cache_news *news)
{
	size_t i = cache->heard;

	if (news->count - i > CACHE_NEWS)
		i = news->count - CACHE_NEWS;
	for (; i < news->count; i++) {
		const struct cache_kept *kept = &news->list[i % CACHE_NEWS];

		if (cache_find(cache, kept->hash) == CACHE_NEW)
			put(cache, kept->hash, kept->marks);
	}
	for (i = 0; i < cache->own_count; i++)
		news->list[news->count++ % CACHE_NEWS] = cache->own[i];
	cache->own_count = 0;
	cache->heard = news->count;
}
