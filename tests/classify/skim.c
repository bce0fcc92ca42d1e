/* SPDX-License-Identifier: MIT */
/* Lines skimmed: their texts are found, and what is no UTF-8 is in doubt. */
#include "classify/skim.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum {
	SHIFTS = 40,		/* more than two steps of sixteen bytes */
	LINE_MAX = 256
};

/* A record whose text is `before` letters, these bytes and `behind` more. */
static size_t
make_line(char line[LINE_MAX], int before, const char *bytes, int behind)
{
	return (size_t)snprintf(line, LINE_MAX, "{\"v\": 1, \"id\": \"a:1\", "
	    "\"post\": {\"text\": \"%.*s%s%.*s\"}}", before,
	    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", bytes,
	    behind, "zyxwvutsrqponmlkjihgfedcbazyxwvutsrqponmlkjihgfedcba");
}

static void
letters_are_taken_wherever_they_stand(void **state)
{
	static const char *const letters[] = { "\x7f", "\xc2\x80", "\xd0\xb6",
	    "\xdf\xbf", "\xe0\xa0\x80", "\xe2\x80\x94", "\xed\x9f\xbf",
	    "\xee\x80\x80", "\xef\xbf\xbf", "\xf0\x90\x80\x80",
	    "\xf0\x9f\x8c\xbf", "\xf4\x8f\xbf\xbf", "\\n", "\\u0436" };
	struct skim skim = { .count = 0 };
	char line[LINE_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		for (int shift = 0; shift < SHIFTS * SHIFTS; shift++) {
			int before = shift / SHIFTS, behind = shift % SHIFTS;
			size_t length = make_line(line, before, letters[i],
			    behind);

			assert_true(skim_line(&skim, line, length));
			assert_int_equal(skim.count, 1);
			assert_int_equal(skim.stretches[0].length,
			    (size_t)(before + behind) + strlen(letters[i]));
			assert_int_equal(skim.stretches[0].escaped,
			    letters[i][0] == '\\');
			/* Of a line cut short, nothing is beyond doubt. */
			assert_false(skim_line(&skim, line, length - 3));
		}
}

static void
what_is_no_letter_is_in_doubt(void **state)
{
	/* RFC 3629, section 4; RFC 8259, section 7. */
	static const char *const others[] = { "\x01", "\x1f", "\x80", "\xbf",
	    "\xc0\x80", "\xc1\xbf", "\xc2", "\xd0\xd0\xb6", "\xd0\xb6\xb6",
	    "\xe0\x9f\xbf", "\xe2\x80", "\xed\xa0\x80", "\xed\xbf\xbf",
	    "\xef\xbf\xbf\x80", "\xf0\x8f\xbf\xbf", "\xf0\x9f\x8c",
	    "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\\x", "\\ud800",
	    "\xd0\\n", "\xe2\x80\\n", "\xf0\x9f\x8c\\n" };
	struct skim skim = { .count = 0 };
	char line[LINE_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		for (int shift = 0; shift < SHIFTS * SHIFTS; shift++)
			assert_false(skim_line(&skim, line, make_line(line,
			    shift / SHIFTS, others[i], shift % SHIFTS)));
}

static void
a_line_built_like_the_last_is_read_anew(void **state)
{
	static const char first[] = "{\"v\":1,\"id\":\"a:1\",\"post\":"
	    "{\"n\":7,\"text\":\"one\"}}";
	static const char *const others[] = {
	    "{\"v\":2,\"id\":\"a:1\",\"post\":{\"n\":7,\"text\":\"one\"}}",
	    "{\"v\":1,\"id\":\"a:1\",\"post\":{\"n\":7,\"text\":\"one\"}",
	    "{\"v\":1,\"id\":\"a:1\",\"post\":{\"n\":-,\"text\":\"one\"}}",
	    "{\"v\":1,\"ix\":\"a:1\",\"post\":{\"n\":7,\"text\":\"one\"}}" };
	static const char last[] = "{\"v\":1,\"id\":\"a:2\",\"post\":"
	    "{\"n\":null,\"text\":\"another one\"}}";
	struct skim skim = { .count = 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		assert_true(skim_line(&skim, first, strlen(first)));
		assert_false(skim_line(&skim, others[i], strlen(others[i])));
	}
	assert_true(skim_line(&skim, first, strlen(first)));
	assert_true(skim_line(&skim, last, strlen(last)));
	assert_int_equal(skim.count, 1);
	assert_memory_equal(skim.stretches[0].bytes, "another one", 11);
	assert_int_equal(skim.stretches[0].length, 11);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_are_taken_wherever_they_stand),
		cmocka_unit_test(what_is_no_letter_is_in_doubt),
		cmocka_unit_test(a_line_built_like_the_last_is_read_anew),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
