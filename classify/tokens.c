/* SPDX-License-Identifier: MIT */
#include "classify/tokens.h"

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

bool
tokens_make(struct token *token, const uint64_t words[4], bool ocr)
{
	if (words[3] >> 24 != 0)
		return false;
	memcpy(token->text, words, sizeof(token->text));
	token->rest = (uint32_t)words[3] | (uint32_t)ocr << 24;
	token->mark = 0;
	return true;
}

/* Multiply and fold; the constants are odd and random. */
static size_t
hash(const struct token *token)
{
	uint64_t sum = token->text[0] * UINT64_C(0xff51afd7ed558ccd) ^
	    (token->text[1] + 1) * UINT64_C(0xc4ceb9fe1a85ec53) ^
	    (token->text[2] + token->rest) * UINT64_C(0x9e3779b97f4a7c15);

	sum ^= sum >> 32;
	sum *= UINT64_C(0xd6e8feb86659fd93);
	return (size_t)(sum >> 32);
}

static bool
is_same(const struct token *a, const struct token *b)
{
	return ((a->text[0] ^ b->text[0]) | (a->text[1] ^ b->text[1]) |
	    (a->text[2] ^ b->text[2]) | (a->rest ^ b->rest)) == 0 &&
	    a->mark != 0;
}

struct token *
tokens_fetch(const struct tokens *tokens, const struct token *token)
{
	struct token *pair = &tokens->list[hash(token) &
	    (tokens->count - 2)];

	__builtin_prefetch(pair, 1);
	return pair;
}

struct token *
tokens_find(struct token *pair, const struct token *token)
{
	struct token second = pair[1];

	if (is_same(&pair[0], token))
		return pair;
	pair[1] = pair[0];
	pair[0] = is_same(&second, token) ? second : *token;
	return pair;
}

uint32_t
tokens_find_long(const struct tokens *tokens, const char *text, size_t length,
    bool ocr)
{
	uint32_t mark = ocr ? MAP_NONE : map_find(&tokens->longer, text,
	    length);

	return mark != MAP_NONE ? mark : 0;
}

void
tokens_keep_long(struct tokens *tokens, const char *text, size_t length,
    bool ocr, uint32_t mark)
{
	/* Those from pictures are few. */
	if (ocr || mark == 0)
		return;
	if (tokens->longer.count >= TOKENS_LONGER)
		map_empty(&tokens->longer);
	(void)map_add(&tokens->longer, text, length, mark);
}
