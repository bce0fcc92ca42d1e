/* SPDX-License-Identifier: MIT */
/*
 * A memory of tokens: what each may mean is looked up once, and known when it
 * comes again. It has room for so many; new ones take the place of those that
 * were not asked for last.
 */
#ifndef CLASSIFY_TOKENS_H
#define CLASSIFY_TOKENS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/map.h"

#define TOKENS_TEXT 27	/* bytes of the longest token */

/* A token and its mark, two of them in a line of the cache. */
struct token {
	uint64_t text[3];	/* its bytes in order, with zeros behind */
	uint32_t rest;		/* three bytes more, and whether it was read
				 * from a picture */
	uint32_t mark;		/* the place of its mark; 0: not known */
};

struct tokens {
	struct token *list;
	size_t count;		/* a power of two */
	void *memory;		/* that the list stands in */
	struct map longer;	/* tokens of more bytes, up to TOKENS_LONGER */
};

#define TOKENS_LONGER (1 << 15)

/* Returns 0, or -1 without memory and with nothing to close. */
int tokens_open(struct tokens *, size_t count);

void tokens_close(struct tokens *);

/* Forget them all. */
void tokens_empty(struct tokens *);

/*
 * Make a token of up to four words of eight bytes, in the order of the text
 * (the first byte is the lowest of its word) and with zeros behind. Returns
 * false if it is too long.
 */
bool tokens_make(struct token *, const uint64_t words[4], bool ocr);

/*
 * Where a token would stand, which is fetched into the cache meanwhile: for
 * tokens_find() a little later.
 */
struct token *tokens_fetch(const struct tokens *, const struct token *);

/*
 * The token itself at such a place; its mark is 0 if it is new, and then the
 * caller's to set.
 */
struct token *tokens_find(struct token *place, const struct token *);

/*
 * The mark of a token of more than TOKENS_TEXT bytes, or 0; and to set it.
 * Without memory it is not kept.
 */
uint32_t tokens_find_long(const struct tokens *, const char *text,
    size_t length, bool ocr);
void tokens_keep_long(struct tokens *, const char *text, size_t length,
    bool ocr, uint32_t mark);

#endif
