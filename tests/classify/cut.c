/* SPDX-License-Identifier: MIT */
/* Texts cut at blanks: as a loop over their bytes would do it. */
#include "classify/cut.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum {
	TEXT_MAX = 3 * CUT_WINDOW
};

static bool
is_blank(char c)
{
	return (unsigned char)c <= CUT_BLANK;
}

/*
 * Is the token that begins here in the text this one of the window, and is
 * what is said of it true? Returns its bytes.
 */
static size_t
compare(const struct window *window, size_t i, const char *text, size_t length)
{
	const char *bytes = window->bytes + window->edges[2 * i];
	size_t size = (size_t)(window->edges[2 * i + 1] -
	    window->edges[2 * i]);
	size_t end = 0;
	bool wide = false;

	for (; end < length && !is_blank(text[end]); end++)
		wide |= (unsigned char)text[end] >= 0xf0 ||
		    ((unsigned char)text[end] >= 0xe4 &&
		    (unsigned char)text[end] <= 0xe9);
	assert_int_equal(size, end);
	if (wide)
		assert_true(window->wide);
	assert_memory_equal(bytes, text, size);
	if (size <= CUT_TOKEN)
		assert_int_equal(cut_is_wide(bytes, size), wide);
	return size;
}

static void
cut_whole(const char *text, size_t length)
{
	struct window window;
	size_t at = 0;

	for (size_t begin = 0; begin < length; begin += window.used) {
		cut_window(&window, text + begin, length - begin);
		for (size_t i = 0; i < window.count; i++) {
			while (at < length && is_blank(text[at]))
				at++;
			assert_int_equal(begin + window.edges[2 * i], at);
			at += compare(&window, i, text + at, length - at);
		}
		/* A long token is for the caller. */
		if (window.used == 0) {
			at = begin;
			while (at < length && !is_blank(text[at]))
				at++;
			assert_true(at - begin >= CUT_WINDOW);
			window.used = at - begin;
		}
	}
	while (at < length && is_blank(text[at]))
		at++;
	assert_int_equal(at, length);
}

static void
tokens_are_those_between_blanks(void **state)
{
	static const char letters[] = "a\xd0\xb6\xe2\xe4\xe9\xea\xf0z";
	static const char blanks[] = { ' ', '\n', '\t', '\0' };
	char text[TEXT_MAX];

	(void)state;
	/* With a blank every few bytes, or seldom. */
	for (uint32_t seed = 1; seed < 2000; seed++) {
		uint32_t random = seed * UINT32_C(2654435761);
		uint32_t seldom = 1 + (seed % 40) * (seed % 40);
		size_t length = seed * 7 % TEXT_MAX;

		for (size_t i = 0; i < length; i++) {
			random = random * UINT32_C(1664525) +
			    UINT32_C(1013904223);
			text[i] = (random >> 8) % (seldom + 1) == 0 ?
			    blanks[random >> 28 & 3] :
			    letters[(random >> 24) % (sizeof(letters) - 1)];
		}
		cut_whole(text, length);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tokens_are_those_between_blanks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
