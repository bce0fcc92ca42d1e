/* SPDX-License-Identifier: MIT */
#include "classify/tokens.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 << 20)

/* The words of all tokens in memory. */
static size_t
words_of(const struct tokens *tokens)
{
	return TOKENS_SET * (2 * tokens->short_sets + 4 * tokens->long_sets);
}

int
tokens_open(struct tokens *tokens, size_t count)
{
	size_t sets = count / TOKENS_SET, size;

	*tokens = (struct tokens){ .short_sets = sets,
	    .long_sets = sets > 1 ? sets / 2 : 1 };
	size = words_of(tokens) * sizeof(*tokens->shorts);
	/* As zeros from the system, which gives them as they are touched. */
	tokens->memory = calloc(1, size + HUGE_PAGE);
	if (tokens->memory == NULL)
		return -1;
	tokens->shorts = (void *)(((uintptr_t)tokens->memory + HUGE_PAGE - 1) &
	    ~(uintptr_t)(HUGE_PAGE - 1));
	tokens->longs = tokens->shorts + 2 * TOKENS_SET * sets;
	/* A wish: without it, the table is slower to reach. */
	(void)madvise(tokens->shorts, size, MADV_HUGEPAGE);
	return 0;
}

void
tokens_close(struct tokens *tokens)
{
	map_free(&tokens->longer);
	free(tokens->memory);
	*tokens = (struct tokens){ .memory = NULL };
}

void
tokens_empty(struct tokens *tokens)
{
	memset(tokens->shorts, 0, words_of(tokens) *
	    sizeof(*tokens->shorts));
	map_empty(&tokens->longer);
}

struct token
token_make(const char *text, size_t length, bool ocr)
{
	struct token token = { .last = length <= TOKENS_SHORT ? 1 : 3 };

	memcpy(token.words, text, length);
	for (size_t i = 0; i < 4; i++)
		token.words[i] = le64toh(token.words[i]);
	if (ocr)
		token_mark_ocr(&token);
	return token;
}

/* Move those before a token, or all but the last, one place on. */
static inline void
move(uint64_t *set, const struct token *token, size_t last)
{
	const size_t size = (last + 1) * sizeof(*set);
	uint64_t carried[4], next[4];

	memcpy(carried, token->words, size);
	for (size_t i = 0; i < TOKENS_SET; i++) {
		uint64_t *place = set + i * (last + 1);

		memcpy(next, place, size);
		memcpy(place, carried, size);
		memcpy(carried, next, size);
		if (token_is(carried, token, last)) {
			memcpy(set, carried, size);
			return;
		}
	}
}

void
tokens_move(uint64_t *set, const struct token *token)
{
	if (token->last == 1)
		move(set, token, 1);
	else
		move(set, token, 3);
}

uint32_t
tokens_find_long(const struct tokens *tokens, const char *text, size_t length)
{
	uint32_t marks = map_find(&tokens->longer, text, length);

	return marks != MAP_NONE ? marks : 0;
}

void
tokens_keep_long(struct tokens *tokens, const char *text, size_t length,
    uint32_t marks)
{
	if (map_count(&tokens->longer) >= TOKENS_LONGER)
		map_empty(&tokens->longer);
	(void)map_add(&tokens->longer, text, length, marks);
}
