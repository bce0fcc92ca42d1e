/* SPDX-License-Identifier: MIT */
#include "ocr/attempt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/*
 * How sure a character is in the end that was read with confidence 95 among
 * three others of confidence 20.
 */
static double
sureness_among_doubts(const char *character)
{
	const char *const texts[] = { character, "所", "福", "全" };
	const struct line line = { .strip = { .length = 80, .height = 20 } };
	struct attempts place = { .count = 1, .line = &line };
	struct words *words = &place.items[0].words;
	struct reading reading = { 0 };
	double sureness;

	words->items = calloc(4, sizeof(*words->items));
	words->line = calloc(4, sizeof(*words->line));
	assert_non_null(words->items);
	assert_non_null(words->line);
	words->count = 4;
	for (size_t i = 0; i < 4; i++) {
		words->items[i].text = strdup(texts[i]);
		words->items[i].confidence = i == 0 ? 95 : 20;
	}
	assert_int_equal(attempts_merge(&place, &reading), 0);
	assert_int_equal(reading.count, 1);
	assert_string_equal(reading.lines[0].words[0].text, character);
	sureness = reading.lines[0].words[0].confidence;
	reading_free(&reading);
	attempts_free(&place);
	return sureness;
}

static void
bricks_are_no_sure_characters(void **state)
{
	(void)state;
	assert_true(sureness_among_doubts("三") < READING_SURE);
	assert_true(sureness_among_doubts("一") < READING_SURE);
	assert_true(sureness_among_doubts("店") >= READING_SURE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bricks_are_no_sure_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
