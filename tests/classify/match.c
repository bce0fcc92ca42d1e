/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "classify/match.h"

#define HEADER "term\tcategory\tsubstance\tweight\tambiguity\tnote\n"

struct bench {
	struct lexicon lexicon;
	struct index index;
	struct stemmers stemmers;
	struct matcher matcher;
};

/* A lexicon of Chinese with one substance, x. */
static void
open_bench(struct bench *bench, const char *rows)
{
	static const struct affixes *const none[LANGUAGE_COUNT];
	struct fault f;
	char *text;

	memset(bench, 0, sizeof(*bench));
	bench->lexicon.substances = calloc(1,
	    sizeof(*bench->lexicon.substances));
	assert_non_null(bench->lexicon.substances);
	bench->lexicon.substances[0].key = "x";
	assert_int_equal(map_add(&bench->lexicon.substance_keys, "x", 1, 0),
	    0);
	bench->lexicon.substance_count = bench->lexicon.substance_room = 1;
	assert_true(asprintf(&text, "%s%s", HEADER, rows) > 0);
	assert_non_null(lexicon_add(&bench->lexicon, "zh.tsv", LEXICON_TERMS,
	    (unsigned)language_find("zh"), text, strlen(text)));
	assert_int_equal(lexicon_load(&bench->lexicon, NULL, &f), 0);
	assert_int_equal(stemmers_open(&bench->stemmers, none, &f), 0);
	assert_int_equal(index_build(&bench->index, &bench->lexicon,
	    &bench->stemmers, &f), 0);
	assert_int_equal(match_open(&bench->matcher, &bench->lexicon,
	    &bench->index, &bench->stemmers), 0);
}

static void
close_bench(struct bench *bench)
{
	match_close(&bench->matcher);
	index_free(&bench->index);
	stemmers_close(&bench->stemmers);
	lexicon_free(&bench->lexicon);
}

/* The terms found, each followed by a bar. */
static void
finds(struct bench *bench, const char *text, const char *wanted)
{
	char got[256] = "";
	const struct matcher *matcher = &bench->matcher;

	assert_int_equal(match_text(&bench->matcher, text, strlen(text),
	    false), 0);
	for (size_t i = 0; i < matcher->hit_count; i++) {
		strcat(got, lexicon_term(&bench->lexicon, &bench->lexicon
		    .entries[matcher->hits[i].entry]));
		strcat(got, "|");
	}
	assert_string_equal(got, wanted);
}

static void
the_longest_term_wins_and_longer_words_are_guarded(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, "叶子\tsubstance\tx\t2\t1\n"
	    "叶子烟油\tsubstance\tx\t2\t0\n茶叶子\tignore\t-\t0\t0\n");
	finds(&bench, "有叶子烟油和叶子", "叶子烟油|叶子|");
	finds(&bench, "茶叶子", "茶叶子|");
	finds(&bench, "有葉子煙油", "叶子烟油|");
	finds(&bench, "叶、子", "");
	close_bench(&bench);
}

static void
a_term_with_a_tilde_needs_a_drug_beside_it(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, "叶子\tsubstance\tx\t2\t1\n"
	    "出~\tsale\t-\t2\t0\n~到\tsale\t-\t2\t0\n~批~\tsale\t-\t2\t0\n"
	    "现货\tsale\t-\t2\t0\n");
	finds(&bench, "出叶子", "出~|叶子|");
	finds(&bench, "出 叶子", "出~|叶子|");
	finds(&bench, "出去,叶子", "叶子|");
	finds(&bench, "出现货叶子", "现货|叶子|");
	finds(&bench, "叶子出", "叶子|");
	finds(&bench, "叶子到", "叶子|~到|");
	finds(&bench, "到叶子", "叶子|");
	finds(&bench, "批叶子批", "~批~|叶子|~批~|");
	finds(&bench, "出到批", "");
	close_bench(&bench);
}

static void
a_term_with_two_tildes_needs_a_drug_near_it(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, "叶子\tsubstance\tx\t2\t1\n哪里~~\tpurchase\t-\t2\t0\n"
	    "~~谁有\tpurchase\t-\t2\t0\n现货\tsale\t-\t2\t0\n");
	finds(&bench, "哪里叶子", "哪里~~|叶子|");
	finds(&bench, "哪里有好的叶子", "哪里~~|叶子|");
	finds(&bench, "哪里有现货叶子", "哪里~~|现货|叶子|");
	finds(&bench, "哪里有又好又新的叶子", "叶子|");
	finds(&bench, "哪里。叶子", "叶子|");
	finds(&bench, "哪里\n叶子", "叶子|");
	finds(&bench, "叶子哪里", "叶子|");
	finds(&bench, "叶子,好的,谁有", "叶子|~~谁有|");
	finds(&bench, "叶子现货谁有", "叶子|现货|~~谁有|");
	finds(&bench, "叶子。谁有", "叶子|");
	finds(&bench, "叶子有又好又新的谁有", "叶子|");
	finds(&bench, "谁有 哪里", "");
	close_bench(&bench);
}

static void
characters_that_stand_apart_are_read_together(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, "叶子\tsubstance\tx\t2\t1\n"
	    "埋包\tdrop\t-\t2\t0\n");
	finds(&bench, "叶 子 埋 包", "叶子|埋包|");
	finds(&bench, "出叶*子 埋.包", "叶子|埋包|");
	finds(&bench, "大叶 子弹", "");
	finds(&bench, "绿叶 子 埋,包", "");
	finds(&bench, "叶\n子", "");
	close_bench(&bench);
}

static void
only_a_term_with_a_comma_goes_on_over_one(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, "up, in\tdrop\t-\t2\t0\n"
	    "up, in on\tdrop\t-\t2\t0\nin at\tsale\t-\t2\t0\n"
	    "藏好，拍照\tdrop\t-\t2\t0\n埋包\tdrop\t-\t2\t0\n");
	finds(&bench, "go up, in", "up, in|");
	finds(&bench, "up in", "up, in|");
	finds(&bench, "up,in", "up, in|");
	finds(&bench, "up , in", "up, in|");
	finds(&bench, "up, in, on", "up, in on|");
	finds(&bench, "in, at in at", "in at|");
	finds(&bench, "up, in at", "up, in|");
	finds(&bench, "up. in", "");
	finds(&bench, "up,\nin", "");
	finds(&bench, "up,. in", "");
	finds(&bench, "藏好，拍照 藏好拍照", "藏好，拍照|藏好，拍照|");
	finds(&bench, "埋，包", "");
	close_bench(&bench);
}

static void
two_han_characters_measure_as_one_word(void **state)
{
	struct bench bench;

	(void)state;
	open_bench(&bench, "叶子\tsubstance\tx\t2\t1\n");
	finds(&bench, "有叶子 加 tg 88", "叶子|");
	assert_int_equal(words_measure(&bench.matcher.words), 4);
	finds(&bench, "", "");
	assert_int_equal(words_measure(&bench.matcher.words), 0);
	close_bench(&bench);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    the_longest_term_wins_and_longer_words_are_guarded),
		cmocka_unit_test(a_term_with_a_tilde_needs_a_drug_beside_it),
		cmocka_unit_test(a_term_with_two_tildes_needs_a_drug_near_it),
		cmocka_unit_test(
		    characters_that_stand_apart_are_read_together),
		cmocka_unit_test(only_a_term_with_a_comma_goes_on_over_one),
		cmocka_unit_test(two_han_characters_measure_as_one_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
