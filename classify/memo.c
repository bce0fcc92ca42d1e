/* SPDX-License-Identifier: MIT */
#include "classify/memo.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	LINE = 64,		/* bytes of a line of the cache */
	LONGER_MAX = 1 << 12	/* words before they are forgotten */
};

int
memo_open(struct memo *memo, size_t count)
{
	*memo = (struct memo){ .count = count };
	memo->words = aligned_alloc(LINE, count * sizeof(*memo->words));
	if (memo->words == NULL)
		return -1;
	memo_empty(memo);
	return 0;
}

void
memo_close(struct memo *memo)
{
	free(memo->words);
	map_free(&memo->longer);
	*memo = (struct memo){ .count = 0 };
}

void
memo_empty(struct memo *memo)
{
	memset(memo->words, 0, memo->count * sizeof(*memo->words));
	map_empty(&memo->longer);
}

/* A short word, of which nothing is known. */
static struct memo_word
make(const char *text, size_t length, uint8_t kind)
{
	struct memo_word word = { .kind = kind };

	memcpy(word.text, text, length);
	return word;
}

/* The two places where a word may be: multiply and fold. */
static struct memo_word *
pair_of(const struct memo *memo, const struct memo_word *word)
{
	uint64_t part[4] = { 0 }, sum;

	memcpy(part, word, offsetof(struct memo_word, value));
	sum = (part[0] + 1) * UINT64_C(0xff51afd7ed558ccd) ^
	    (part[1] + 2) * UINT64_C(0xc4ceb9fe1a85ec53) ^
	    (part[2] + 3) * UINT64_C(0x9e3779b97f4a7c15) ^
	    (part[3] + 4) * UINT64_C(0xa0761d6478bd642f);
	sum ^= sum >> 32;
	sum *= UINT64_C(0xd6e8feb86659fd93);
	return &memo->words[(sum >> 32) & (memo->count - 2)];
}

static bool
is_same(const struct memo_word *known, const struct memo_word *word)
{
	return memcmp(known, word, offsetof(struct memo_word, value)) == 0;
}

void
memo_expect(const struct memo *memo, const char *text, size_t length,
    uint8_t kind)
{
	struct memo_word word;

	if (length > MEMO_TEXT)
		return;
	word = make(text, length, kind);
	__builtin_prefetch(pair_of(memo, &word));
}

uint32_t
memo_find(struct memo *memo, const char *text, size_t length, uint8_t kind)
{
	struct memo_word word, second, *pair;
	uint32_t value;

	if (length > MEMO_TEXT) {
		value = kind == 0 ? map_find(&memo->longer, text, length) :
		    MAP_NONE;
		return value == MAP_NONE ? 0 : value;
	}
	word = make(text, length, kind);
	pair = pair_of(memo, &word);
	if (is_same(&pair[0], &word))
		return pair[0].value;
	if (!is_same(&pair[1], &word))
		return 0;
	second = pair[1];
	pair[1] = pair[0];
	pair[0] = second;
	return second.value;
}

void
memo_keep(struct memo *memo, const char *text, size_t length, uint8_t kind,
    uint32_t value)
{
	struct memo_word word, *pair;

	if (length > MEMO_TEXT) {
		/* Without memory, or of another kind, it is not kept. */
		if (memo->longer.count >= LONGER_MAX)
			map_empty(&memo->longer);
		if (kind == 0)
			(void)map_add(&memo->longer, text, length, value);
		return;
	}
	word = make(text, length, kind);
	word.value = value;
	pair = pair_of(memo, &word);
	pair[1] = pair[0];
	pair[0] = word;
}
