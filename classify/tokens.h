/* SPDX-License-Identifier: MIT */
/*
 * A memory of tokens, or of words: what each may mean is looked up once, and
 * known when it comes again. It has room for so many; new ones take the place
 * of those that were not asked for last.
 */
#ifndef CLASSIFY_TOKENS_H
#define CLASSIFY_TOKENS_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "classify/map.h"

#define TOKENS_TEXT 28	/* bytes of the longest token, */
#define TOKENS_SHORT 12	/* and of one that takes half the room */
#define TOKENS_SET 4	/* that share a place, the one asked for last first */

/*
 * A token and what is known of it: its bytes in order, the first as the lowest
 * of its word and with zeros behind, and in the upper half of the last word a
 * set of the caller's marks. In memory it has two words if it is short, and
 * four if not.
 */
struct token {
	uint64_t words[4];
	size_t last;		/* the word with the marks: 1 or 3 */
};

#define TOKEN_OCR (UINT32_C(1) << 30)	/* read from a picture: another token */
#define TOKEN_KNOWN (UINT32_C(1) << 31)	/* set for all marks that are kept */

struct tokens {
	uint64_t *shorts, *longs;	/* where the short and other ones
					 * stand, */
	size_t short_sets, long_sets;	/* in so many sets, powers of two */
	void *memory;		/* that both stand in */
	struct map longer;	/* tokens of more bytes, up to TOKENS_LONGER */
};

#define TOKENS_LONGER (1 << 15)

/*
 * With room for so many short tokens, a power of two of at least TOKENS_SET,
 * and half as many others. Returns 0, or -1 without memory and with nothing to
 * close.
 */
int tokens_open(struct tokens *, size_t count);

void tokens_close(struct tokens *);

/* Forget all tokens. */
void tokens_empty(struct tokens *);

/*
 * A token of no more than TOKENS_TEXT bytes; ocr says that it was read from a
 * picture.
 */
struct token token_make(const char *text, size_t length, bool ocr);

/* The same, faster, where TOKENS_READ bytes of the text may be read. */
#define TOKENS_READ 32
static inline struct token
token_read(const char *text, size_t length)
{
	/* From some byte on, the first so many are kept. */
	static const unsigned char kept[2 * TOKENS_READ] = {
	    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	    255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	    255, 255, 255, 255, 255, 255, 255, 255 };
	struct token token;
	uint64_t mask[4];

	memcpy(token.words, text, TOKENS_READ);
	memcpy(mask, kept + TOKENS_READ - length, TOKENS_READ);
	for (size_t i = 0; i < 4; i++)
		token.words[i] = le64toh(token.words[i] & mask[i]);
	token.last = length <= TOKENS_SHORT ? 1 : 3;
	return token;
}

/* The marks that stand in such a word, */
static inline uint32_t
token_marks(uint64_t last)
{
	return (uint32_t)(last >> 32);
}

/* and to add some. */
static inline void
token_mark(uint64_t *last, uint32_t marks)
{
	*last |= (uint64_t)marks << 32;
}

/* Say that a token was read from a picture. */
static inline void
token_mark_ocr(struct token *token)
{
	token_mark(&token->words[token->last], TOKEN_OCR);
}

/* Multiply and fold; the constants are odd and random. */
static inline size_t
token_hash(const struct token *token)
{
	uint64_t sum = token->words[0] * UINT64_C(0xff51afd7ed558ccd) ^
	    (token->words[1] + 1) * UINT64_C(0xc4ceb9fe1a85ec53);

	if (token->last > 1)
		sum ^= (token->words[2] + 2) * UINT64_C(0x9e3779b97f4a7c15) ^
		    (token->words[3] + 3) * UINT64_C(0xa0761d6478bd642f);
	sum ^= sum >> 32;
	sum *= UINT64_C(0xd6e8feb86659fd93);
	return (size_t)(sum >> 32);
}

/*
 * The place where a token would stand, which is fetched into the cache
 * meanwhile: for tokens_find() a little later.
 */
static inline uint64_t *
tokens_fetch(const struct tokens *tokens, const struct token *token)
{
	size_t hash = token_hash(token);
	uint64_t *set = token->last == 1 ?
	    tokens->shorts + (hash & (tokens->short_sets - 1)) *
	    (2 * TOKENS_SET) :
	    tokens->longs + (hash & (tokens->long_sets - 1)) *
	    (4 * TOKENS_SET);

	__builtin_prefetch(set);
	return set;
}

/* Is this token known here? last is that of the token. */
static inline bool
token_is(const uint64_t *known, const struct token *token, size_t last)
{
	/* Of the last word, all that makes it the token it is. */
	const uint64_t identity = ~((uint64_t)~(TOKEN_OCR | TOKEN_KNOWN) << 32);
	uint64_t differs = (known[last] & identity) ^
	    (token->words[last] | (uint64_t)TOKEN_KNOWN << 32);

	for (size_t i = 0; i < last; i++)
		differs |= known[i] ^ token->words[i];
	return differs == 0;
}

/* Put a token first at a place, where it is not. Used by tokens_find(). */
void tokens_move(uint64_t *place, const struct token *);

/*
 * The word with the marks of a token at its place. If it is new they are not
 * TOKEN_KNOWN, and the caller's to set.
 */
static inline uint64_t *
tokens_find(uint64_t *place, const struct token *token)
{
	if (token->last == 1 ? !token_is(place, token, 1) :
	    !token_is(place, token, 3))
		tokens_move(place, token);
	return place + token->last;
}

/*
 * The marks of a token of more than TOKENS_TEXT bytes, or 0; and to set them.
 * Without memory they are not kept.
 */
uint32_t tokens_find_long(const struct tokens *, const char *text,
    size_t length);
void tokens_keep_long(struct tokens *, const char *text, size_t length,
    uint32_t marks);

#endif
