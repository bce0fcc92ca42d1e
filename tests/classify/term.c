/* SPDX-License-Identifier: MIT */
/*
 * The words of terms; and that a term which folding leaves as it is has the
 * words of one that it does not, which is the same in capitals.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "classify/term.h"

/* The words with what is known of them, each followed by a bar. */
static void
splits(const char *text, const char *wanted)
{
	struct term term;
	char got[256] = "", word[64];

	assert_int_equal(term_open(&term), 0);
	assert_int_equal(term_split(&term, text), 0);
	for (size_t i = 0; i < term.count; i++) {
		snprintf(word, sizeof(word), "%s%.*s %zu%c|",
		    term.words[i].exact ? "=" : "", (int)term.words[i].length,
		    term.words[i].text, term.words[i].letters,
		    "ldsh"[term.words[i].kind]);
		strcat(got, word);
	}
	assert_string_equal(got, wanted);
	term_close(&term);
}

static void
words_are_split_at_spaces(void **state)
{
	(void)state;
	splits("купить соль", "купить 6l|соль 4l|");
	splits("  a  b ", "a 1l|b 1l|");
	splits("", "");
}

static void
digits_belong_to_the_word_that_they_touch(void **state)
{
	(void)state;
	splits("2cb 007 кг1", "2cb 3l|007 3d|кг1 3l|");
}

static void
a_han_character_is_a_word(void **state)
{
	(void)state;
	splits("冰毒2号a", "冰 1h|毒 1h|2 1d|号 1h|a 1l|");
	splits("號", "号 1h|");
}

static void
plain_words_are_those_of_folded_ones(void **state)
{
	(void)state;
	splits("ґанджа қоспа гашӣш", "ґанджа 6l|қоспа 5l|гашӣш 5l|");
	splits("ҐАНДЖА ҚОСПА ГАШӢШ", "ґанджа 6l|қоспа 5l|гашӣш 5l|");
	splits("größe ёлка", "grösse 6l|елка 4l|");
	splits("koks-taxi", "koks 4l|taxi 4l|");
	splits("حشیش", "حشیش 4l|");
	splits("كيف", "کیف 3l|");
}

static void
what_must_stand_as_written_says_so(void **state)
{
	struct term term;

	(void)state;
	splits("=соль ice", "=соль 4l|ice 3l|");
	splits("=毒品", "=毒 1h|=品 1h|");
	splits("=", "");
	assert_int_equal(term_open(&term), 0);
	assert_int_equal(term_split(&term, "ice =соль"), 0);
	assert_true(term.exact);
	assert_int_equal(term_split(&term, "ice"), 0);
	assert_false(term.exact);
	term_close(&term);
}

static void
too_many_and_too_long_words_are_refused(void **state)
{
	struct term term;
	char text[STEM_MAX + 2];

	(void)state;
	assert_int_equal(term_open(&term), 0);
	assert_int_equal(term_split(&term, "a b c d e f g h i j k l"), 0);
	assert_int_equal(term.count, TERM_WORDS_MAX);
	assert_int_equal(term_split(&term, "a b c d e f g h i j k l m"), -1);
	assert_int_equal(term_split(&term, "一二三四五六七八九十一二三"), -1);
	memset(text, 'a', sizeof(text));
	text[STEM_MAX] = '\0';
	assert_int_equal(term_split(&term, text), 0);
	text[STEM_MAX] = 'a';
	text[STEM_MAX + 1] = '\0';
	assert_int_equal(term_split(&term, text), -1);
	term_close(&term);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_split_at_spaces),
		cmocka_unit_test(digits_belong_to_the_word_that_they_touch),
		cmocka_unit_test(a_han_character_is_a_word),
		cmocka_unit_test(plain_words_are_those_of_folded_ones),
		cmocka_unit_test(what_must_stand_as_written_says_so),
		cmocka_unit_test(too_many_and_too_long_words_are_refused)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
