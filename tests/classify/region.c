/* SPDX-License-Identifier: MIT */
#include "classify/region.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static const char line[] = "{\"text\":\"меф 2500 тут\",\"confidence\":70,"
    "\"box\":[10,20,300,40],\"words\":["
    "{\"text\":\"меф\",\"confidence\":90,\"box\":[10,22,90,38]},"
    "{\"text\":\"2500\",\"confidence\":55.5,\"box\":[110,20,100,40]},"
    "{\"text\":\"тут\",\"confidence\":80,\"box\":[220,21,90,38]}]}";

/* The region of a part of a line or code, given as JSON. */
static struct region
region(const char *json, size_t offset, size_t length)
{
	json_t *seen = json_loads(json, 0, NULL);
	struct region found;

	assert_non_null(seen);
	found = region_of(seen, offset, length);
	json_decref(seen);
	return found;
}

static void
is_box(struct region region, int left, int top, int right, int bottom)
{
	assert_int_equal(region.left, left);
	assert_int_equal(region.top, top);
	assert_int_equal(region.right, right);
	assert_int_equal(region.bottom, bottom);
}

static void
one_word_has_its_own_box_and_confidence(void **state)
{
	struct region found = region(line, 0, 6);

	(void)state;
	is_box(found, 10, 22, 100, 60);
	assert_true(found.confidence == 90);
}

static void
a_part_of_a_word_has_the_box_of_the_word(void **state)
{
	(void)state;
	is_box(region(line, 8, 2), 110, 20, 210, 60);
}

static void
two_words_have_a_box_around_both_and_the_lower_confidence(void **state)
{
	struct region found = region(line, 0, 11);

	(void)state;
	is_box(found, 10, 20, 210, 60);
	assert_true(found.confidence == 55.5);
}

static void
a_line_without_words_and_a_code_stand_as_a_whole(void **state)
{
	struct region found = region("{\"text\":\"меф\",\"confidence\":70,"
	    "\"box\":[1,2,3,4]}", 0, 6);

	(void)state;
	is_box(found, 1, 2, 4, 6);
	assert_true(found.confidence == 70);
	found = region("{\"data\":\"t.me/x\",\"box\":[5,6,70,80]}", 0, 4);
	is_box(found, 5, 6, 75, 86);
	assert_true(found.confidence < 0);
}

static void
what_is_no_box_is_nowhere(void **state)
{
	static const char *const odd[] = { "{}", "{\"box\":[1,2,3]}",
		"{\"box\":[1,2,0,4]}", "{\"box\":[1,2,3,-4]}",
		"{\"box\":\"1,2,3,4\"}",
		"{\"box\":[9223372036854775807,2,9223372036854775807,4]}" };

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		struct region found = region(odd[i], 0, 1);

		assert_true(region_is_empty(&found));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_word_has_its_own_box_and_confidence),
		cmocka_unit_test(a_part_of_a_word_has_the_box_of_the_word),
		cmocka_unit_test(
		    two_words_have_a_box_around_both_and_the_lower_confidence),
		cmocka_unit_test(
		    a_line_without_words_and_a_code_stand_as_a_whole),
		cmocka_unit_test(what_is_no_box_is_nowhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
