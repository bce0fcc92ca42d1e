/* SPDX-License-Identifier: MIT */
#include "ocr/han.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/*
 * Whether a line read as two words, with a confidence, shows Chinese.
 */
static bool
shown(char *first, char *second, double mean)
{
	struct reading_word words[2] = { { .text = first },
	    { .text = second } };
	struct attempt attempt = { .words = { .items = words, .count = 2 },
	    .mean = mean };

	return han_is_shown(&attempt);
}

static void
sure_characters_show_chinese(void **state)
{
	char stop[] = "停", line[] = "止線";

	(void)state;
	assert_true(shown(stop, line, 65));
	assert_false(shown(stop, line, 50));
}

static void
a_stroke_among_letters_shows_none(void **state)
{
	char stroke[] = "一", two[] = "三人", empty[] = "", word[] = "PARKING";

	(void)state;
	assert_false(shown(stroke, empty, 90));
	assert_true(shown(two, empty, 90));
	assert_false(shown(two, word, 90));
}

static void
nothing_read_shows_none(void **state)
{
	const struct attempt nothing = { .mean = 0 };

	(void)state;
	assert_false(han_is_shown(&nothing));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sure_characters_show_chinese),
		cmocka_unit_test(a_stroke_among_letters_shows_none),
		cmocka_unit_test(nothing_read_shows_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
