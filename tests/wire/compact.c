/* SPDX-License-Identifier: MIT */
/* The quick way to write JSON writes what jansson does, byte by byte. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wire/compact.h"

static void
is_as_jansson_has_it(const json_t *value)
{
	for (int sorted = 0; sorted < 2; sorted++) {
		size_t length = 0;
		char *got = compact_json(value, sorted, &length);
		char *wanted = json_dumps(value, JSON_ENCODE_ANY |
		    JSON_COMPACT | JSON_REAL_PRECISION(15) |
		    (sorted ? JSON_SORT_KEYS : 0));

		assert_non_null(got);
		assert_string_equal(got, wanted);
		assert_int_equal(length, strlen(wanted));
		free(got);
		free(wanted);
	}
}

static void
check(const char *text)
{
	json_t *value = json_loads(text, JSON_DECODE_ANY | JSON_ALLOW_NUL,
	    NULL);

	assert_non_null(value);
	is_as_jansson_has_it(value);
	json_decref(value);
}

static void
values_of_every_kind_are_the_same(void **state)
{
	(void)state;
	check("null");
	check("[true,false,null]");
	check("[0,-1,9223372036854775807,-9223372036854775808]");
	check("[0.1,1e300,-2.5e-8,1.0,123456789012345.6,1e15]");
	check("[0.30000000000004]");
	check("[0.0,-0.0,0.5,-0.25,7.1,100.0,-99.99,0.01,0.005,1.005]");
	check("[999999999999.99,9999999999999.99,99999999999999.99]");
	check("[0.145,1e14,-1e13,1e22,5e-324,1.7976931348623157e308]");
	check("{}");
	check("[]");
	check("[[],{},[[]]]");
	check("{\"b\":1,\"a\":{\"z\":[],\"y\":{}},\"ab\":\"\",\"A\":2}");
	check("\"мефедрон 🍁 \\u2028 \x7f /\"");
}

static void
every_byte_that_needs_an_escape_gets_the_same(void **state)
{
	char text[] = "ab";

	(void)state;
	for (int c = 0; c < 128; c++) {
		json_t *value;

		text[1] = (char)c;
		value = json_stringn(text, 2);
		is_as_jansson_has_it(value);
		json_decref(value);
	}
}

/* Strings are looked at some bytes at a time. */
static void
an_escape_is_seen_wherever_it_stands(void **state)
{
	static const char signs[] = "\"\\\n\x1f";
	char text[80];

	(void)state;
	for (size_t length = 1; length <= sizeof(text); length++)
		for (size_t at = 0; at < length; at++) {
			json_t *value;

			memset(text, 'a', sizeof(text));
			text[at] = signs[at % strlen(signs)];
			value = json_stringn(text, length);
			is_as_jansson_has_it(value);
			json_decref(value);
		}
}

static void
long_values_are_whole(void **state)
{
	json_t *array = json_array();

	(void)state;
	for (int i = 0; i < 10000; i++)
		json_array_append_new(array, json_sprintf("%d \"\n", i));
	is_as_jansson_has_it(array);
	json_decref(array);
}

/* So many arrays in one another. */
static json_t *
nested(size_t depth)
{
	json_t *value = json_array();

	while (--depth > 0) {
		json_t *outer = json_array();

		json_array_append_new(outer, value);
		value = outer;
	}
	return value;
}

static void
too_deep_a_value_is_refused(void **state)
{
	json_t *value = nested(COMPACT_DEPTH_MAX);
	size_t length;
	char *text;

	(void)state;
	is_as_jansson_has_it(value);
	text = compact_json(value, false, &length);
	assert_int_equal(length, 2 * COMPACT_DEPTH_MAX);
	free(text);
	json_decref(value);
	value = nested(COMPACT_DEPTH_MAX + 1);
	assert_null(compact_json(value, false, &length));
	json_decref(value);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_of_every_kind_are_the_same),
		cmocka_unit_test(every_byte_that_needs_an_escape_gets_the_same),
		cmocka_unit_test(an_escape_is_seen_wherever_it_stands),
		cmocka_unit_test(long_values_are_whole),
		cmocka_unit_test(too_deep_a_value_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
