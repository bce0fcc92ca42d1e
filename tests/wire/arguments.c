/* SPDX-License-Identifier: MIT */
#include "wire/arguments.h"

#include <getopt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct option longs[] = {
	{ "jobs", required_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 }
};

/* The first option of a command line of one or two words. */
static int
first(char *word, char *value, struct fault *f)
{
	char program[] = "klad-demo";
	char *arguments[] = { program, word, value, NULL };

	optind = 0;	/* GNU: start anew */
	return arguments_next(value == NULL ? 2 : 3, arguments, ":j:", longs,
	    f);
}

static void
an_option_has_a_name_and_its_value(void **state)
{
	char letter[] = "-j", name[] = "--jobs", other[] = "--job-s";
	char four[] = "4", word[] = "four";
	struct fault f = { "" };

	(void)state;
	assert_int_equal(first(letter, four, &f), 'j');
	assert_string_equal(optarg, "4");
	assert_int_equal(first(name, four, &f), 'j');
	assert_int_equal(first(word, NULL, &f), -1);
	assert_string_equal(f.text, "");
	assert_int_equal(first(name, NULL, &f), '?');
	assert_string_equal(f.text, "--jobs: needs a value");
	assert_int_equal(first(other, NULL, &f), '?');
	assert_string_equal(f.text, "--job-s: no such option");
}

static void
nothing_stands_behind_the_options(void **state)
{
	char program[] = "klad-demo", file[] = "file";
	char *arguments[] = { program, file, NULL };
	struct fault f = { "" };

	(void)state;
	optind = 1;
	assert_int_equal(arguments_end(2, arguments, &f), -1);
	assert_string_equal(f.text, "file: records are read from stdin");
	assert_int_equal(arguments_end(1, arguments, &f), 0);
}

static void
a_number_is_whole_and_within_its_bounds(void **state)
{
	static const char *const bad[] = { "", "0", "65", "-1", "+1", " 1",
		"1.5", "1x", "0x1", "99999999999999999999999" };
	unsigned long long number;
	struct fault f = { "" };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_int_equal(arguments_number("jobs", bad[i], 64, &number,
		    &f), -1);
	assert_string_equal(f.text, "--jobs: 99999999999999999999999: not a "
	    "number from 1 to 64");
	assert_int_equal(arguments_number("jobs", "64", 64, &number, &f), 0);
	assert_int_equal(number, 64);
	assert_in_range(arguments_processors(2), 1, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_option_has_a_name_and_its_value),
		cmocka_unit_test(nothing_stands_behind_the_options),
		cmocka_unit_test(a_number_is_whole_and_within_its_bounds)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
