/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wire/digest.h"
#include "wire/record.h"

/* Parse text, which must fail for the reason given. */
static void
refused(const char *text, const char *reason)
{
	struct fault f;

	assert_null(record_parse(text, strlen(text), &f));
	assert_non_null(strstr(f.text, reason));
}

static void
what_is_no_record_is_refused_with_the_reason(void **state)
{
	(void)state;
	refused("", "not json");
	refused("hello", "not json");
	refused("[1]", "no object");
	refused("{\"id\":\"a\"}", "\"v\" is not 1");
	refused("{\"v\":2,\"id\":\"a\"}", "\"v\" is not 1");
	refused("{\"v\":1}", "no \"id\"");
	refused("{\"v\":1,\"id\":7}", "no \"id\"");
	refused("{\"v\":1,\"id\":\"\\ud800\"}", "not json");
	refused("{\"v\":1,\"id\":\"\xff\"}", "not json");
	refused("{\"v\":1,\"v\":1,\"id\":\"a\"}", "not json");
	refused("{\"v\":1,\"id\":\"a\\u0000b\"}", "a zero byte");
	refused("{\"v\":1,\"a\\u0000b\":1,\"id\":\"a\"}", "a zero byte");
}

static void
deep_nesting_is_refused(void **state)
{
	static char deep[100001];

	(void)state;
	memset(deep, '[', sizeof(deep) - 1);
	refused(deep, "not json");
}

/* A record with an array of so many ones; to be freed. */
static char *
with_ones(size_t count)
{
	static const char head[] = "{\"v\":1,\"id\":\"a,[{\\\",\",\"n\":[1";
	char *text = malloc(sizeof(head) + 2 * count + 2), *at = text;

	assert_non_null(text);
	at = stpcpy(at, head);
	for (size_t i = 1; i < count; i++)
		at = stpcpy(at, ",1");
	stpcpy(at, "]}");
	return text;
}

/* The record, its version, its id and its array are values as well. */
static void
a_record_may_have_so_many_values_and_no_more(void **state)
{
	char *text = with_ones(RECORD_VALUES_MAX - 4);
	struct fault f;
	json_t *record = record_parse(text, strlen(text), &f);

	(void)state;
	assert_non_null(record);
	json_decref(record);
	free(text);
	text = with_ones(RECORD_VALUES_MAX - 3);
	refused(text, "not a record: more than 100000 values");
	free(text);
}

/* The record with an error added, as a line. */
static char *
written(const char *text)
{
	json_t *record = record_parse(text, strlen(text), NULL);
	size_t length;
	char *line;

	assert_non_null(record);
	assert_int_equal(record_add_error(record, "klad-test", "why"), 0);
	line = record_line(record, &length, NULL);
	assert_non_null(line);
	assert_int_equal(strlen(line), length);
	json_decref(record);
	return line;
}

static void
unknown_keys_and_numbers_pass_unchanged(void **state)
{
	char *line = written("{\"v\": 1, \"id\": \"a\", \"lat\": 0.1, "
	    "\"x\": {\"y\": [null]}}");

	(void)state;
	assert_string_equal(line, "{\"v\":1,\"id\":\"a\",\"lat\":0.1,"
	    "\"x\":{\"y\":[null]},\"errors\":"
	    "[{\"stage\":\"klad-test\",\"error\":\"why\"}]}");
	free(line);
}

static void
a_record_over_16_mib_is_no_line(void **state)
{
	json_t *record = json_pack("{s:i, s:s}", "v", 1, "id", "a");
	char *text = calloc(RECORD_MAX, 1);
	struct fault f;
	size_t length;

	(void)state;
	assert_non_null(text);
	memset(text, 'x', RECORD_MAX - 1);
	json_object_set_new(record, "text", json_string(text));
	assert_null(record_line(record, &length, &f));
	assert_string_equal(f.text, "record over 16777216 bytes");
	json_decref(record);
	free(text);
}

static void
times_are_rfc_3339(void **state)
{
	char text[RECORD_TIME_SIZE];

	(void)state;
	record_time(1767182400, text);
	assert_string_equal(text, "2025-12-31T12:00:00Z");
}

static void
digests_are_sha_256(void **state)
{
	char hex[DIGEST_SIZE];

	(void)state;
	/* FIPS 180-2, appendix B.1 */
	digest_bytes("abc", 3, hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad");
}

static void
a_fault_is_one_line(void **state)
{
	struct fault f;

	(void)state;
	assert_int_equal(fault(&f, "a\nb\033[31m%s", "c"), -1);
	assert_string_equal(f.text, "a?b?[31mc");
	assert_int_equal(fault(NULL, "nobody asks"), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_record_is_refused_with_the_reason),
		cmocka_unit_test(deep_nesting_is_refused),
		cmocka_unit_test(a_record_may_have_so_many_values_and_no_more),
		cmocka_unit_test(unknown_keys_and_numbers_pass_unchanged),
		cmocka_unit_test(a_record_over_16_mib_is_no_line),
		cmocka_unit_test(times_are_rfc_3339),
		cmocka_unit_test(digests_are_sha_256),
		cmocka_unit_test(a_fault_is_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
