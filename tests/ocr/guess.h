/* SPDX-License-Identifier: MIT */
/* What the tests of guesses share. */
#ifndef TESTS_OCR_GUESS_H
#define TESTS_OCR_GUESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

/* The guess, which is freed, must be this; NULL: there must be none. */
static inline void
guess_is(char *guess, const char *wanted)
{
	if (wanted == NULL) {
		assert_null(guess);
	} else {
		assert_non_null(guess);
		assert_string_equal(guess, wanted);
	}
	free(guess);
}

#endif
