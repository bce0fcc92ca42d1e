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

#define TOKENS_TEXT 28	/* bytes of the longest token */
#define TOKENS_SET 4	/* that share a place, the one asked for last first */

/*
 * A token and what is known of it, two of them in a line of the cache: its
 * bytes in order, the first as the lowest of its word and with zeros behind,
 * and in the upper half of the last word a set of the caller's marks.
 */
struct token {
	uint64_t words[4];
};

#define TOKEN_OCR (UINT32_C(1) << 30)	/* read from a picture: another token */
#define TOKEN_KNOWN (UINT32_C(1) << 31)	/* set for all marks that are kept */

struct tokens {
	struct token *list;
	size_t count;		/* a power of two */
	void *memory;		/* that the list stands in */
	struct map longer;	/* tokens of more bytes, up to TOKENS_LONGER */
};

#define TOKENS_LONGER (1 << 15)

/*
 * With room for so many, at least TOKENS_SET. Returns 0, or -1 without memory
 * and with nothing to close.
 */
int tokens_open(struct tokens *, size_t count);

void tokens_close(struct tokens *);

/* Forget all tokens. */
void tokens_empty(struct tokens *);

/*
 * A token of no more than TOKENS_TEXT bytes; ocr says that it was read from a
 * picture. It has no mark but TOKEN_OCR.
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
	struct token token, mask;

	memcpy(&token, text, TOKENS_READ);
	memcpy(&mask, kept + TOKENS_READ - length, TOKENS_READ);
	for (size_t i = 0; i < 4; i++)
		token.words[i] = le64toh(token.words[i] & mask.words[i]);
	return token;
}

/* The marks of a token. */
static inline uint32_t
token_marks(const struct token *token)
{
	return (uint32_t)(token->words[3] >> 32);
}

static inline void
token_mark(struct token *token, uint32_t marks)
{
	token->words[3] |= (uint64_t)marks << 32;
}

/* Multiply and fold; the constants are odd and random. */
static inline size_t
token_hash(const struct token *token)
{
	uint64_t sum = token->words[0] * UINT64_C(0xff51afd7ed558ccd) ^
	    (token->words[1] + 1) * UINT64_C(0xc4ceb9fe1a85ec53) ^
	    (token->words[2] + 2) * UINT64_C(0x9e3779b97f4a7c15) ^
	    (token->words[3] + 3) * UINT64_C(0xa0761d6478bd642f);

	sum ^= sum >> 32;
	sum *= UINT64_C(0xd6e8feb86659fd93);
	return (size_t)(sum >> 32);
}

/*
 * Where a token would stand, which is fetched into the cache meanwhile: for
 * tokens_find() a little later. It has no mark but TOKEN_OCR.
 */
static inline struct token *
tokens_fetch(const struct tokens *tokens, const struct token *token)
{
	struct token *set = &tokens->list[token_hash(token) &
	    (tokens->count - TOKENS_SET)];

	__builtin_prefetch(set, 1);
	return set;
}

/* Are these the same token, the first one known? */
static inline bool
token_is(const struct token *known, const struct token *token)
{
	/* Of the last word, all that makes it the token it is. */
	const uint64_t identity = ~((uint64_t)~(TOKEN_OCR | TOKEN_KNOWN) << 32);

	return ((known->words[0] ^ token->words[0]) |
	    (known->words[1] ^ token->words[1]) |
	    (known->words[2] ^ token->words[2]) |
	    ((known->words[3] & identity) ^
	    (token->words[3] | (uint64_t)TOKEN_KNOWN << 32))) == 0;
}

/* Put a token first at a place, where it is not. Used by tokens_find(). */
struct token *tokens_move(struct token *place, const struct token *);

/*
 * The token itself at such a place. If it is new it is not TOKEN_KNOWN, and
 * the caller's to mark.
 */
static inline struct token *
tokens_find(struct token *place, const struct token *token)
{
	return token_is(place, token) ? place : tokens_move(place, token);
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
