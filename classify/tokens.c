/* SPDX-License-Identifier: MIT */
#include "classify/tokens.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define HUGE_PAGE ((size_t)2 << 20)

int
tokens_open(struct tokens *tokens, size_t count)
{
	size_t size = count * sizeof(*tokens->list);

	*tokens = (struct tokens){ .count = count };
	/* As zeros from the system, which gives them as they are touched. */
	tokens->memory = calloc(1, size + HUGE_PAGE);
	if (tokens->memory == NULL)
		return -1;
	tokens->list = (void *)(((uintptr_t)tokens->memory + HUGE_PAGE - 1) &
	    ~(uintptr_t)(HUGE_PAGE - 1));
	/* A wish: without it, the table is slower to reach. */
	(void)madvise(tokens->list, size, MADV_HUGEPAGE);
	return 0;
}

void
tokens_close(struct tokens *tokens)
{
	map_free(&tokens->longer);
	free(tokens->memory);
	*tokens = (struct tokens){ .count = 0 };
}

void
tokens_empty(struct tokens *tokens)
{
	memset(tokens->list, 0, tokens->count * sizeof(*tokens->list));
	map_empty(&tokens->longer);
}

struct token
token_make(const char *text, size_t length, bool ocr)
{
	struct token token = { { 0 } };

	memcpy(token.words, text, length);
	for (size_t i = 0; i < 4; i++)
		token.words[i] = le64toh(token.words[i]);
	if (ocr)
		token_mark(&token, TOKEN_OCR);
	return token;
}

struct token *
tokens_move(struct token *set, const struct token *token)
{
	struct token first = *token;
	size_t behind = 1;

	while (behind < TOKENS_SET - 1 && !token_is(&set[behind], token))
		behind++;
	/* It takes the place of itself, or of the last. */
	if (token_is(&set[behind], token))
		first = set[behind];
	memmove(set + 1, set, behind * sizeof(*set));
	set[0] = first;
	return set;
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
	if (tokens->longer.count >= TOKENS_LONGER)
		map_empty(&tokens->longer);
	(void)map_add(&tokens->longer, text, length, marks);
}
