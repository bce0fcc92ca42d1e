/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "classify/tokens.h"

static uint32_t
find(const struct tokens *tokens, const char *text)
{
	return tokens_find(tokens, tokens_name(tokens, text, strlen(text),
	    false));
}

static void
keep(struct tokens *tokens, const char *text, uint32_t marks)
{
	tokens_keep(tokens, tokens_name(tokens, text, strlen(text), false),
	    marks);
}

static void
what_was_kept_is_known(void **state)
{
	static const char *const words[] = { "x", "дым", "sixteen of bytes",
	    "a stretch of text of many more bytes than that" };
	struct tokens tokens;

	(void)state;
	assert_int_equal(tokens_open(&tokens, 1024), 0);
	for (uint32_t i = 0; i < 4; i++) {
		assert_int_equal(find(&tokens, words[i]), TOKENS_NEW);
		keep(&tokens, words[i], i);
		assert_int_equal(find(&tokens, words[i] + 1), TOKENS_NEW);
	}
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(find(&tokens, words[i]), i);
	tokens_empty(&tokens);
	for (uint32_t i = 0; i < 4; i++)
		assert_int_equal(find(&tokens, words[i]), TOKENS_NEW);
	tokens_close(&tokens);
}

static void
what_came_first_gives_way(void **state)
{
	static const char *const words[] = { "one", "two", "three", "four",
	    "five", "six", "seven" };
	struct tokens tokens;

	(void)state;
	/* All stand in one place. */
	assert_int_equal(tokens_open(&tokens, 4), 0);
	for (uint32_t i = 0; i < TOKENS_SET; i++)
		keep(&tokens, words[i], i);
	for (uint32_t i = 0; i < TOKENS_SET; i++)
		assert_int_equal(find(&tokens, words[i]), i);
	keep(&tokens, words[TOKENS_SET], TOKENS_SET);
	assert_int_equal(find(&tokens, words[0]), TOKENS_NEW);
	for (uint32_t i = 1; i <= TOKENS_SET; i++)
		assert_int_equal(find(&tokens, words[i]), i);
	tokens_close(&tokens);
}

/* Of all beginnings of a text, whichever way, read from a picture or not. */
static void
each_token_has_one_name(void **state)
{
	static const char text[] = "Every beginning of this text is a token of "
	    "its own.                ";
	const size_t most = sizeof(text) - 1 - TOKENS_READ;
	struct tokens tokens;

	(void)state;
	assert_int_equal(tokens_open(&tokens, 1024), 0);
	for (size_t length = 1; length <= most; length++) {
		for (int ocr = 0; ocr < 2; ocr++) {
			uint64_t name = tokens_name(&tokens, text, length,
			    ocr != 0);

			assert_int_equal(name, tokens_name_fast(&tokens, text,
			    length, ocr != 0));
			assert_int_equal(tokens_find(&tokens, name),
			    TOKENS_NEW);
			tokens_keep(&tokens, name, 7);
		}
	}
	tokens_close(&tokens);
}

/* What is known in one memory tells nothing of the names in another. */
static void
names_have_a_key(void **state)
{
	struct tokens one, other;

	(void)state;
	assert_int_equal(tokens_open(&one, 64), 0);
	assert_int_equal(tokens_open(&other, 64), 0);
	assert_int_not_equal(tokens_name(&one, "word", 4, false),
	    tokens_name(&other, "word", 4, false));
	tokens_close(&one);
	tokens_close(&other);
}

/* With more words than there is room for, none is taken for another. */
static void
a_full_memory_forgets_and_never_errs(void **state)
{
	struct tokens tokens;
	size_t known = 0;
	char word[16];

	(void)state;
	assert_int_equal(tokens_open(&tokens, 64), 0);
	for (uint32_t i = 1; i <= 1000; i++) {
		(void)snprintf(word, sizeof(word), "word %u", i);
		assert_int_equal(find(&tokens, word), TOKENS_NEW);
		keep(&tokens, word, i);
	}
	for (uint32_t i = 1; i <= 1000; i++) {
		uint32_t marks;

		(void)snprintf(word, sizeof(word), "word %u", i);
		marks = find(&tokens, word);
		assert_true(marks == TOKENS_NEW || marks == i);
		known += marks == i;
	}
	assert_int_equal(known, 64 / 4 * TOKENS_SET);
	tokens_close(&tokens);
}

/* Two memories that tell each other what they keep. */
static void
open_joined(struct tokens *one, struct tokens *other)
{
	assert_int_equal(tokens_open(one, 64), 0);
	assert_int_equal(tokens_open(other, 64), 0);
	assert_int_equal(tokens_join(one, one), 0);
	assert_int_equal(tokens_join(other, one), 0);
}

/* Words that one memory keeps are known to another after an exchange. */
static void
what_one_kept_another_hears(void **state)
{
	struct tokens_news *news = calloc(1, sizeof(*news));
	struct tokens one, other;

	(void)state;
	assert_non_null(news);
	open_joined(&one, &other);
	keep(&one, "соль", 3);
	assert_int_equal(find(&other, "соль"), TOKENS_NEW);
	tokens_exchange(&one, news);
	tokens_exchange(&other, news);
	assert_int_equal(find(&other, "соль"), 3);
	keep(&other, "мука", 4);
	tokens_exchange(&other, news);
	tokens_exchange(&one, news);
	assert_int_equal(find(&one, "мука"), 4);
	assert_int_equal(news->count, 2);
	tokens_close(&one);
	tokens_close(&other);
	free(news);
}

/* More than the news have room for: the last are told, once each. */
static void
old_news_are_forgotten(void **state)
{
	struct tokens_news *news = calloc(1, sizeof(*news));
	struct tokens one, other;
	char word[16];

	(void)state;
	assert_non_null(news);
	open_joined(&one, &other);
	for (uint32_t i = 1; i <= TOKENS_NEWS + 1000; i++) {
		(void)snprintf(word, sizeof(word), "word %u", i);
		keep(&one, word, i);
		if (i % 1000 == 0 || i == TOKENS_NEWS + 1000)
			tokens_exchange(&one, news);
	}
	assert_int_equal(news->count, TOKENS_NEWS + 1000);
	tokens_exchange(&other, news);
	assert_int_equal(find(&other, word), TOKENS_NEWS + 1000);
	tokens_close(&one);
	tokens_close(&other);
	free(news);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_is_known),
		cmocka_unit_test(what_came_first_gives_way),
		cmocka_unit_test(each_token_has_one_name),
		cmocka_unit_test(names_have_a_key),
		cmocka_unit_test(a_full_memory_forgets_and_never_errs),
		cmocka_unit_test(what_one_kept_another_hears),
		cmocka_unit_test(old_news_are_forgotten),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
