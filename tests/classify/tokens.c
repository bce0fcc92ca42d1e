/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "classify/tokens.h"

#define LONG_WORD "a word of more bytes than fit beside its marks"

/* The marks of a token of text, or 0 if it is not known. */
static uint32_t
find(struct tokens *tokens, const char *text, bool ocr, uint64_t **known)
{
	struct token token = token_make(text, strlen(text), ocr);
	uint32_t marks;

	*known = tokens_find(tokens_fetch(tokens, &token), &token);
	marks = token_marks(**known);
	return (marks & TOKEN_KNOWN) != 0 ? marks & 0xffff : 0;
}

static void
what_was_marked_is_known(void **state)
{
	const char *words[] = { "x", "дым", "bytes: twenty-eight in short" };
	struct tokens tokens;
	uint64_t *known;

	(void)state;
	assert_int_equal(strlen(words[2]), TOKENS_TEXT);
	assert_int_equal(tokens_open(&tokens, 1024), 0);
	for (uint32_t i = 0; i < 3; i++) {
		assert_int_equal(find(&tokens, words[i], false, &known), 0);
		token_mark(known, TOKEN_KNOWN | (i + 1));
		assert_int_equal(find(&tokens, words[i] + 1, false, &known), 0);
	}
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(find(&tokens, words[i], false, &known), i + 1);
	tokens_empty(&tokens);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(find(&tokens, words[i], false, &known), 0);
	tokens_close(&tokens);
}

static void
what_was_not_asked_for_last_gives_way(void **state)
{
	static const char *const words[] = { "one", "two", "three", "four",
	    "five" };
	struct tokens tokens;
	uint64_t *known;

	(void)state;
	assert_int_equal(TOKENS_SET, 4);
	/* All share one place. */
	assert_int_equal(tokens_open(&tokens, TOKENS_SET), 0);
	for (uint32_t i = 0; i < 4; i++) {
		assert_int_equal(find(&tokens, words[i], false, &known), 0);
		token_mark(known, TOKEN_KNOWN | (i + 1));
	}
	for (uint32_t i = 4; i-- > 0;)
		assert_int_equal(find(&tokens, words[i], false, &known), i + 1);
	assert_int_equal(find(&tokens, words[4], false, &known), 0);
	token_mark(known, TOKEN_KNOWN | 5);
	for (uint32_t i = 0; i < 3; i++)
		assert_int_equal(find(&tokens, words[i], false, &known), i + 1);
	assert_int_equal(find(&tokens, words[4], false, &known), 5);
	assert_int_equal(find(&tokens, words[3], false, &known), 0);
	tokens_close(&tokens);
}

static void
a_word_of_a_picture_is_another(void **state)
{
	struct tokens tokens;
	uint64_t *known;

	(void)state;
	assert_int_equal(tokens_open(&tokens, 1024), 0);
	(void)find(&tokens, "дым", false, &known);
	token_mark(known, TOKEN_KNOWN | 7);
	assert_int_equal(find(&tokens, "дым", true, &known), 0);
	token_mark(known, TOKEN_KNOWN | 9);
	assert_int_equal(find(&tokens, "дым", false, &known), 7);
	assert_int_equal(find(&tokens, "дым", true, &known), 9);
	tokens_close(&tokens);
}

static void
long_words_are_kept_apart(void **state)
{
	struct tokens tokens;
	size_t length = strlen(LONG_WORD);

	(void)state;
	assert_int_equal(tokens_open(&tokens, 1024), 0);
	assert_int_equal(tokens_find_long(&tokens, LONG_WORD, length), 0);
	tokens_keep_long(&tokens, LONG_WORD, length, 11);
	assert_int_equal(tokens_find_long(&tokens, LONG_WORD, length), 11);
	assert_int_equal(tokens_find_long(&tokens, LONG_WORD, length - 1), 0);
	tokens_empty(&tokens);
	assert_int_equal(tokens_find_long(&tokens, LONG_WORD, length), 0);
	tokens_close(&tokens);
}

/* With more words than there is room for, none is taken for another. */
static void
a_full_memory_forgets_and_never_errs(void **state)
{
	struct tokens tokens;
	uint64_t *token;
	size_t known = 0;
	char word[16];

	(void)state;
	assert_int_equal(tokens_open(&tokens, 64), 0);
	for (uint32_t i = 1; i <= 1000; i++) {
		(void)snprintf(word, sizeof(word), "word %u", i);
		assert_int_equal(find(&tokens, word, false, &token), 0);
		token_mark(token, TOKEN_KNOWN | i);
	}
	/* The last first: each that is not known takes a place. */
	for (uint32_t i = 1000; i > 0; i--) {
		uint32_t marks;

		(void)snprintf(word, sizeof(word), "word %u", i);
		marks = find(&tokens, word, false, &token);
		assert_true(marks == 0 || marks == i);
		known += marks != 0;
	}
	assert_true(known > 0 && known <= 64);
	tokens_close(&tokens);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_marked_is_known),
		cmocka_unit_test(what_was_not_asked_for_last_gives_way),
		cmocka_unit_test(a_word_of_a_picture_is_another),
		cmocka_unit_test(long_words_are_kept_apart),
		cmocka_unit_test(a_full_memory_forgets_and_never_errs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
