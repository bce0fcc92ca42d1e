/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "classify/memo.h"

#define LONG_WORD "a word of more bytes than fit beside its value"

static void
what_was_kept_is_known(void **state)
{
	const char *words[] = { "x", "дым", "twenty-seven bytes is short",
		LONG_WORD };
	struct memo memo;

	(void)state;
	assert_int_equal(memo_open(&memo, 1024), 0);
	for (uint32_t i = 0; i < 4; i++) {
		size_t length = strlen(words[i]);

		assert_int_equal(memo_find(&memo, words[i], length, 0), 0);
		memo_keep(&memo, words[i], length, 0, i + 1);
		assert_int_equal(memo_find(&memo, words[i], length - 1, 0), 0);
	}
	for (uint32_t i = 0; i < 4; i++) {
		size_t length = strlen(words[i]);

		memo_expect(&memo, words[i], length, 0);
		assert_int_equal(memo_find(&memo, words[i], length, 0), i + 1);
		assert_int_equal(memo_find(&memo, words[i], length, 1), 0);
	}
	memo_empty(&memo);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(memo_find(&memo, words[i], strlen(words[i]),
		    0), 0);
	memo_close(&memo);
}

static void
words_of_two_kinds_are_two(void **state)
{
	struct memo memo;

	(void)state;
	assert_int_equal(memo_open(&memo, 1024), 0);
	memo_keep(&memo, "дым", 6, 0, 7);
	memo_keep(&memo, "дым", 6, 1, 9);
	memo_keep(&memo, LONG_WORD, strlen(LONG_WORD), 1, 11);
	assert_int_equal(memo_find(&memo, "дым", 6, 0), 7);
	assert_int_equal(memo_find(&memo, "дым", 6, 1), 9);
	assert_int_equal(memo_find(&memo, LONG_WORD, strlen(LONG_WORD), 0), 0);
	memo_close(&memo);
}

/* With more words than there is room for, none is taken for another. */
static void
a_full_memory_forgets_and_never_errs(void **state)
{
	struct memo memo;
	size_t known = 0;
	char word[16];

	(void)state;
	assert_int_equal(memo_open(&memo, 64), 0);
	for (uint32_t i = 1; i <= 1000; i++) {
		int length = snprintf(word, sizeof(word), "word %u", i);

		assert_int_equal(memo_find(&memo, word, (size_t)length, 0), 0);
		memo_keep(&memo, word, (size_t)length, 0, i);
	}
	for (uint32_t i = 1; i <= 1000; i++) {
		int length = snprintf(word, sizeof(word), "word %u", i);
		uint32_t value = memo_find(&memo, word, (size_t)length, 0);

		assert_true(value == 0 || value == i);
		known += value != 0;
	}
	assert_true(known > 0 && known <= 64);
	memo_close(&memo);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_kept_is_known),
		cmocka_unit_test(words_of_two_kinds_are_two),
		cmocka_unit_test(a_full_memory_forgets_and_never_errs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
