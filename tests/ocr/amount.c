/* SPDX-License-Identifier: MIT */
#include "ocr/amount.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/attempt.h"
#include "tests/ocr/guess.h"

static void
expect(const char *word, const char *wanted)
{
	guess_is(amount_guess(word), wanted);
}

static void
a_weight_is_in_grams(void **state)
{
	(void)state;
	expect("2r", "2г");
	expect("100r", "100г");
	expect("2г", NULL);
	expect("2R", NULL);
	expect("r", NULL);
	expect("12345r", NULL);
}

static void
a_price_is_in_roubles(void **state)
{
	(void)state;
	expect("3000P", "3000₽");
	expect("500Р", "500₽");
	expect("3000", NULL);
	expect("24P", NULL);
	expect("3000PS", NULL);
	expect("1234567890P", NULL);
}

static void
other_words_stay_as_they_are(void **state)
{
	(void)state;
	expect("", NULL);
	expect("klad2r", NULL);
	expect("2r.", NULL);
}

static void
an_attempt_at_a_line_holds_amounts(void **state)
{
	const struct crop crop = { .scale = 1 };
	struct words words = { calloc(2, sizeof(*words.items)),
		calloc(2, sizeof(*words.line)), 2 };
	struct attempt attempt;

	(void)state;
	words.items[0] = (struct reading_word){ .text = strdup("2r") };
	words.items[1] = (struct reading_word){ .text = strdup("3000P") };
	attempt_judge(&attempt, &words, &crop, 0);
	assert_int_equal(attempt.words.count, 2);
	assert_string_equal(attempt.words.items[0].text, "2г");
	assert_string_equal(attempt.words.items[1].text, "3000₽");
	attempt_free(&attempt);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_weight_is_in_grams),
		cmocka_unit_test(a_price_is_in_roubles),
		cmocka_unit_test(other_words_stay_as_they_are),
		cmocka_unit_test(an_attempt_at_a_line_holds_amounts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
