/* SPDX-License-Identifier: MIT */
/*
 * A memory of words: what was found out about each is known when it comes
 * again. It has room for so many; new ones take the place of those that were
 * not asked for last.
 */
#ifndef CLASSIFY_MEMO_H
#define CLASSIFY_MEMO_H

#include <stddef.h>
#include <stdint.h>

#include "classify/map.h"

#define MEMO_TEXT 27	/* bytes of a word that is short */

/* A short word, two of them in a line of the cache. */
struct memo_word {
	char text[MEMO_TEXT];	/* with zeros behind */
	uint8_t kind;		/* the caller's: one word for each */
	uint32_t value;		/* what is known of it; 0: nothing */
};

struct memo {
	struct memo_word *words;
	size_t count;
	struct map longer;	/* words of more bytes */
};

/*
 * Begin with room for count words, a power of two. Returns 0, or -1 without
 * memory; it may be closed then.
 */
int memo_open(struct memo *, size_t count);

void memo_close(struct memo *);

/* Say that a word will be asked for soon. */
void memo_expect(const struct memo *, const char *text, size_t length,
    uint8_t kind);

/* The value of a word, or 0 if it is not known. */
uint32_t memo_find(struct memo *, const char *text, size_t length,
    uint8_t kind);

/* Keep the value, which is not 0, of a word that is not known. */
void memo_keep(struct memo *, const char *text, size_t length, uint8_t kind,
    uint32_t value);

/* Forget all words. */
void memo_empty(struct memo *);

#endif
