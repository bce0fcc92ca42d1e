/* SPDX-License-Identifier: MIT */
#include "ocr/judge.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

#define LETTERS 6

/*
 * What the judge sees of letters 20 pixels high and 14 wide, each so many
 * pixels higher than the one before.
 */
static void
look_at_word(int growing, double traits[JUDGE_TRAITS])
{
	struct letter letters[LETTERS];
	const struct letter *order[LETTERS];
	struct chain chain = { .letters = order, .count = LETTERS,
	    .height = 20, .offset = 10 };

	for (int i = 0; i < LETTERS; i++) {
		letters[i] = (struct letter){ .box = { 18 * i, 0, 14,
		    20 + growing * i }, .area = 120, .stroke = 4,
		    .level = 80 };
		order[i] = &letters[i];
	}
	judge_look(&chain, 104, 20, traits);
}

static bool
near(double a, double b)
{
	return fabs(a - b) < 1e-9;
}

static void
even_letters_are_likelier_writing(void **state)
{
	double even[JUDGE_TRAITS], uneven[JUDGE_TRAITS];

	(void)state;
	look_at_word(0, even);
	look_at_word(8, uneven);
	assert_true(judge_traits(even) > 0);
	assert_true(judge_traits(even) > judge_traits(uneven));
}

static void
traits_are_measured_in_the_letters_height(void **state)
{
	double traits[JUDGE_TRAITS];

	(void)state;
	look_at_word(0, traits);
	assert_true(near(traits[JUDGE_WIDTH], 0.7));
	assert_true(near(traits[JUDGE_HEIGHT_SHARE], 1));
	assert_true(near(traits[JUDGE_HEIGHT_SPREAD], 0));
	assert_true(near(traits[JUDGE_FILL], 120 / 280.0));
}

static void
a_larger_spread_is_no_better_sign(void **state)
{
	static const enum judge_trait spreads[] = { JUDGE_HEIGHT_SPREAD,
		JUDGE_STROKE_SPREAD, JUDGE_LEVEL_SPREAD, JUDGE_OVERLAP };
	double traits[JUDGE_TRAITS];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		double last;

		look_at_word(0, traits);
		last = judge_traits(traits);
		for (double spread = 0.5; spread < 8; spread *= 2) {
			double odds;

			traits[spreads[i]] = spread;
			odds = judge_traits(traits);
			assert_true(odds <= last);
			last = odds;
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(even_letters_are_likelier_writing),
		cmocka_unit_test(traits_are_measured_in_the_letters_height),
		cmocka_unit_test(a_larger_spread_is_no_better_sign),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
