/* SPDX-License-Identifier: MIT */
#include "ocr/outvoted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/*
 * Add a line, its words parted by blanks.
 */
static void
add(struct reading *reading, const char *text, bool other)
{
	struct box box = { 0, 0, 100, 20 };
	struct reading_line *line;
	char *copy = strdup(text), *rest = copy, *word;

	assert_int_equal(reading_add_guess(reading, text, box, 0, 50), 0);
	line = &reading->lines[reading->count - 1];
	line->other = other;
	free(line->words[0].text);
	line->words = realloc(line->words, 4 * sizeof(*line->words));
	assert_non_null(line->words);
	line->count = 0;
	while ((word = strsep(&rest, " ")) != NULL)
		line->words[line->count++] .text = strdup(word);
	free(copy);
}

static void
expect(const struct reading *reading, size_t line, const char *text)
{
	assert_true(line < reading->count);
	assert_string_equal(reading->lines[line].text, text);
}

static void
second_opinions_lose_other_names(void **state)
{
	const struct names names = { { { "@sklad_demo", 50 } }, 1 };
	struct reading reading = { 0 };

	(void)state;
	add(&reading, "tg: @skiad_dem", false);
	add(&reading, "tg: @sklad_dem0 24", true);
	add(&reading, "@sk1ad", true);
	add(&reading, "tg @Sklad_Demo", true);
	add(&reading, "t.me/sklad", true);
	assert_int_equal(outvoted_drop(&reading, 0, &names), 0);
	assert_int_equal(reading.count, 3);
	expect(&reading, 0, "tg: @skiad_dem");
	expect(&reading, 1, "tg: 24");
	assert_int_equal(reading.lines[1].count, 2);
	expect(&reading, 2, "tg @Sklad_Demo");
	reading_free(&reading);
}

static void
other_words_and_earlier_lines_stay(void **state)
{
	const struct names names = { { { "@sklad_demo", 50 } }, 1 };
	struct reading reading = { 0 };

	(void)state;
	add(&reading, "@garden_demo", true);
	add(&reading, "sklad 24/7", true);
	add(&reading, "demo@garden.example", true);
	assert_int_equal(outvoted_drop(&reading, 1, &names), 0);
	assert_int_equal(reading.count, 3);
	reading_free(&reading);
}

static void
names_stay_where_none_were_put_to_the_vote(void **state)
{
	const struct names names = { .count = 0 };
	struct reading reading = { 0 };

	(void)state;
	add(&reading, "@garden_demo", true);
	assert_int_equal(outvoted_drop(&reading, 0, &names), 0);
	assert_int_equal(reading.count, 1);
	reading_free(&reading);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(second_opinions_lose_other_names),
		cmocka_unit_test(other_words_and_earlier_lines_stay),
		cmocka_unit_test(names_stay_where_none_were_put_to_the_vote),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
