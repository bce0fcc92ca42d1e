/* SPDX-License-Identifier: MIT */
/* Results of a picture: one with too much on it is cut short, and says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ocr/result.h"

#define FRAMES 20

static json_t *
make_result(void)
{
	struct reading_word word = { .text = strdup("word"), .confidence = 90 };
	struct reading_line line = { .text = word.text, .confidence = 90,
		.words = &word, .count = 1 };
	struct reading reading = { .lines = &line, .count = 1 };
	json_t *result = result_new();

	for (unsigned i = 0; i < FRAMES; i++)
		assert_int_equal(result_add_lines(result, &reading, i, 1), 0);
	free(word.text);
	return result;
}

static size_t
length_of(const json_t *result)
{
	return json_dumpb(result, NULL, 0,
	    JSON_COMPACT | JSON_REAL_PRECISION(15));
}

static size_t
count_lines(const json_t *result)
{
	return json_array_size(json_object_get(result, "lines"));
}

static void
a_result_that_fits_stays_as_it_is(void **state)
{
	json_t *result = make_result();

	(void)state;
	result_fit(result, length_of(result) + 1);
	assert_int_equal(count_lines(result), FRAMES);
	assert_null(json_object_get(result, "error"));
	json_decref(result);
}

static void
one_that_is_too_long_keeps_its_first_lines_and_says_so(void **state)
{
	json_t *result = make_result(), *first;
	size_t most = length_of(result) / 2, kept;

	(void)state;
	result_fit(result, most);
	kept = count_lines(result);
	assert_in_range(kept, FRAMES / 4, FRAMES / 2);
	assert_true(length_of(result) <= most);
	first = json_array_get(json_object_get(result, "lines"), 0);
	assert_null(json_object_get(first, "frame"));
	assert_non_null(strstr(json_string_value(json_object_get(result,
	    "error")), "over the limit of"));
	json_decref(result);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_result_that_fits_stays_as_it_is),
		cmocka_unit_test(
		    one_that_is_too_long_keeps_its_first_lines_and_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
