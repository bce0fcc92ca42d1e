/* SPDX-License-Identifier: MIT */
#include "classify/tokens.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define HUGE_PAGE ((size_t)2 << 20)

static size_t
sets_size(const struct tokens *tokens)
{
	return (tokens->last_set + 1) * sizeof(*tokens->sets);
}

int
tokens_open(struct tokens *tokens, size_t count)
{
	*tokens = (struct tokens){ .last_set = count / 4 - 1 };
	/* As zeros from the system, which gives them as they are touched. */
	tokens->memory = calloc(1, HUGE_PAGE + sets_size(tokens));
	if (tokens->memory == NULL)
		return -1;
	tokens->sets = (void *)(((uintptr_t)tokens->memory + HUGE_PAGE - 1) &
	    ~(uintptr_t)(HUGE_PAGE - 1));
	/* A wish: without it, the table is slower to reach. */
	(void)madvise(tokens->sets, sets_size(tokens), MADV_HUGEPAGE);
	if (getentropy(tokens->key, sizeof(tokens->key)) == 0)
		return 0;
	tokens_close(tokens);
	return -1;
}

void
tokens_close(struct tokens *tokens)
{
	free(tokens->memory);
	free(tokens->own);
	*tokens = (struct tokens){ .memory = NULL };
}

void
tokens_empty(struct tokens *tokens)
{
	memset(tokens->sets, 0, sets_size(tokens));
}

uint64_t
tokens_name(const struct tokens *tokens, const void *token, size_t length,
    bool ocr)
{
	const char *bytes = token;
	uint64_t name = ocr ? tokens->key[2] : 0, words[2];

	for (; length > TOKENS_READ; length -= TOKENS_READ) {
		memcpy(words, bytes, TOKENS_READ);
		name = tokens_go_on(tokens, name, words);
		bytes += TOKENS_READ;
	}
	words[0] = words[1] = 0;
	memcpy(words, bytes, length);
	return tokens_go_on(tokens, name, words);
}

static void
put(struct tokens *tokens, uint64_t name, uint32_t marks)
{
	struct tokens_set *set = &tokens->sets[name & tokens->last_set];

	for (size_t i = TOKENS_SET - 1; i > 0; i--) {
		set->middle[i] = set->middle[i - 1];
		set->upper[i] = set->upper[i - 1];
		set->marks[i] = set->marks[i - 1];
	}
	set->middle[0] = (uint32_t)(name >> 16);
	set->upper[0] = (uint16_t)(name >> 48);
	set->marks[0] = marks;
}

void
tokens_keep(struct tokens *tokens, uint64_t name, uint32_t marks)
{
	put(tokens, name, marks);
	if (tokens->own != NULL && tokens->own_count < TOKENS_OWN)
		tokens->own[tokens->own_count++] =
		    (struct tokens_kept){ name, marks };
}

int
tokens_join(struct tokens *tokens, const struct tokens *other)
{
	tokens->own = malloc(TOKENS_OWN * sizeof(*tokens->own));
	if (tokens->own == NULL)
		return -1;
	memmove(tokens->key, other->key, sizeof(tokens->key));
	return 0;
}

void
tokens_exchange(struct tokens *tokens, struct tokens_news *news)
{
	size_t i = tokens->heard;

	if (news->count - i > TOKENS_NEWS)
		i = news->count - TOKENS_NEWS;
	for (; i < news->count; i++) {
		const struct tokens_kept *kept = &news->list[i % TOKENS_NEWS];

		if (tokens_find(tokens, kept->name) == TOKENS_NEW)
			put(tokens, kept->name, kept->marks);
	}
	for (i = 0; i < tokens->own_count; i++)
		news->list[news->count++ % TOKENS_NEWS] = tokens->own[i];
	tokens->own_count = 0;
	tokens->heard = news->count;
}
