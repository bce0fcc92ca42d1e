/* SPDX-License-Identifier: MIT */
/*
 * A memory of tokens, or of words or texts: what each may mean is looked up
 * once, and known when it comes again. It has room for so many; new ones take
 * the place of those that came first.
 *
 * So that much fits into the caches, a token is not kept, but a name of 64
 * bits made of it and of a key that is drawn for each memory. The lower bits
 * say where it stands, the upper 48 are kept there. A new token is taken for
 * one of those that stand there once in 2^45 times; nobody can write one that
 * is, without the key.
 */
#ifndef CLASSIFY_TOKENS_H
#define CLASSIFY_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "classify/sixteen.h"

#define TOKENS_SET 6	/* that stand in one place, the last one first */
#define TOKENS_NEW UINT32_MAX	/* what is known of others */

/* A line of the cache. */
struct tokens_set {
	uint32_t middle[TOKENS_SET];	/* of the names */
	uint16_t upper[TOKENS_SET];
	uint32_t marks[TOKENS_SET];	/* the caller's; not TOKENS_NEW */
	uint32_t rest;
};

/* A token that was kept, */
struct tokens_kept {
	uint64_t name;
	uint32_t marks;
};

#define TOKENS_NEWS ((size_t)1 << 15)
#define TOKENS_OWN ((size_t)1 << 13)

/* and what several memories tell each other: those that were kept last. */
struct tokens_news {
	struct tokens_kept list[TOKENS_NEWS];
	size_t count;		/* so far; number n is list[n % TOKENS_NEWS] */
};

struct tokens {
	struct tokens_set *sets;	/* a power of two of them */
	size_t last_set;
	uint64_t key[3];
	void *memory;		/* that they stand in */
	/* If there are others: */
	struct tokens_kept *own;	/* TOKENS_OWN, not told yet */
	size_t own_count;
	size_t heard;		/* news so far */
};

/*
 * With a set for each four of so many tokens, a power of two. Returns 0, or -1
 * without memory and with nothing to close.
 */
int tokens_open(struct tokens *, size_t count);

void tokens_close(struct tokens *);

/* Forget all tokens. */
void tokens_empty(struct tokens *);

/*
 * The name of a token of length bytes, of which the last is not zero. ocr says
 * that it was read from a picture, which makes it another token.
 */
uint64_t tokens_name(const struct tokens *, const void *token, size_t length,
    bool ocr);

/* Sixteen bytes more of a token: multiply, and fold what comes of it. */
#define TOKENS_READ 16
static inline uint64_t
tokens_go_on(const struct tokens *tokens, uint64_t name,
    const uint64_t words[2])
{
	__extension__ unsigned __int128 product = words[0] ^ tokens->key[0];

	product *= words[1] ^ tokens->key[1] ^ name;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* The same name, faster, where TOKENS_READ bytes more may be read. */
static inline uint64_t
tokens_name_fast(const struct tokens *tokens, const char *token, size_t length,
    bool ocr)
{
	/* From some byte on, the first so many are kept. */
	static const unsigned char kept[2 * TOKENS_READ] = {
	    255, 255, 255, 255, 255, 255, 255, 255,
	    255, 255, 255, 255, 255, 255, 255, 255 };
	uint64_t name = ocr ? tokens->key[2] : 0, words[2], mask[2];

	for (; length > TOKENS_READ; length -= TOKENS_READ) {
		memcpy(words, token, TOKENS_READ);
		name = tokens_go_on(tokens, name, words);
		token += TOKENS_READ;
	}
	memcpy(words, token, TOKENS_READ);
	memcpy(mask, kept + TOKENS_READ - length, TOKENS_READ);
	words[0] &= mask[0];
	words[1] &= mask[1];
	return tokens_go_on(tokens, name, words);
}

/* Have what is known of a name fetched into the cache, */
static inline void
tokens_fetch(const struct tokens *tokens, uint64_t name)
{
	__builtin_prefetch(&tokens->sets[name & tokens->last_set]);
}

/* and, a little later, look it up: its marks, or TOKENS_NEW. */
static inline uint32_t
tokens_find(const struct tokens *tokens, uint64_t name)
{
	typedef uint32_t four __attribute__((vector_size(16)));
	const struct tokens_set *set = &tokens->sets[name & tokens->last_set];
	four own = { 0 }, names[2];	/* two more than there are */
	unsigned found, i;

	own += (uint32_t)(name >> 16);
	memcpy(names, set, sizeof(names));
	found = sixteen_bits((sixteen)(names[0] == own)) |
	    sixteen_bits((sixteen)(names[1] == own)) << 16 |
	    1u << sizeof(set->middle);
	i = (unsigned)__builtin_ctz(found) / sizeof(uint32_t);
	return i < TOKENS_SET && set->upper[i] == name >> 48 ?
	    set->marks[i] : TOKENS_NEW;
}

/* Keep a name that is new, with these marks. */
void tokens_keep(struct tokens *, uint64_t name, uint32_t marks);

/*
 * Give one memory, which is empty, the names of another, or its own, and have
 * it note what it keeps, for tokens_exchange(). Returns 0, or -1 without
 * memory.
 */
int tokens_join(struct tokens *, const struct tokens *other);

/*
 * Take over what the others kept since the last time, and tell them what was
 * kept here. What there is no room for is not told. The news begin as all
 * zero, and are for one thread at a time.
 */
void tokens_exchange(struct tokens *, struct tokens_news *);

#endif
