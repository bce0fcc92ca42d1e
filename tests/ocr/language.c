/* SPDX-License-Identifier: MIT */
/* Which further models a place is worth, after what was read there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ocr/language.h"

static const struct further german = { "deu", SCRIPT_LATIN };
static const struct further arabic = { "ara", SCRIPT_ARABIC };
static const struct further hindi = { "hin", SCRIPT_DEVANAGARI };

/* Whether a model may help where one word was read, so surely. */
static bool
may_help(const struct further *further, double odds, const char *text,
    double mean)
{
	struct reading_word word = { .text = strdup(text) };
	struct line line = { .score = odds };
	struct attempts place = { .line = &line, .count = 1, .items = {
	    { .words = { &word, NULL, 1 }, .mean = mean } } };
	bool may = further_may_help(further, &place);

	free(word.text);
	return may;
}

static void
marks_are_sought_on_what_english_read_well(void **state)
{
	(void)state;
	assert_true(may_help(&german, 2, "taglich", 90));
	assert_false(may_help(&german, 2, "daily", 98));
	assert_false(may_help(&german, 2, "daily", 40));
	assert_false(may_help(&german, 2, "ежедневно", 90));
}

static void
names_have_no_marks(void **state)
{
	(void)state;
	assert_false(may_help(&german, 2, "@klad_demo", 90));
	assert_false(may_help(&german, 2, "t.me/klad_demo", 90));
}

static void
other_scripts_are_sought_where_nobody_can_read(void **state)
{
	(void)state;
	assert_true(may_help(&arabic, 0.8, "cuwl", 40));
	assert_false(may_help(&arabic, 0.2, "cuwl", 40));
	assert_false(may_help(&arabic, 2, "daily", 90));
}

static bool
saw(const struct further *further, const char *text)
{
	struct reading_word word = { .text = strdup(text) };
	struct attempt attempt = { .words = { &word, NULL, 1 } };
	bool seen = further_saw(further, &attempt);

	free(word.text);
	return seen;
}

static void
without_its_letters_a_model_has_seen_nothing(void **state)
{
	(void)state;
	assert_true(saw(&arabic, "المتحف"));
	assert_false(saw(&arabic, "9727"));
	assert_true(saw(&hindi, "संग्रहालय"));
	assert_false(saw(&hindi, "42:"));
	assert_true(saw(&german, "42:"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_are_sought_on_what_english_read_well),
		cmocka_unit_test(names_have_no_marks),
		cmocka_unit_test(
		    other_scripts_are_sought_where_nobody_can_read),
		cmocka_unit_test(
		    without_its_letters_a_model_has_seen_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
