/* SPDX-License-Identifier: MIT */
#include "ocr/slant.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define WIDTH 400
#define HEIGHT 80

/*
 * A crop with strokes whose heads are so far to the right of their feet, for
 * each pixel of height, joined at the foot in pairs.
 */
static PIX *
strokes(double lean)
{
	PIX *pix = pixCreate(WIDTH, HEIGHT, 8);

	assert_non_null(pix);
	pixSetAll(pix);
	for (int i = 0; i < 10; i++)
		for (int y = 20; y < 60; y++) {
			int x = 60 + 28 * i + (int)lround(lean * (40 - y));
			int wide = i % 2 == 0 && y > 54 ? 30 : 5;

			for (int u = x; u < x + wide; u++)
				pixSetPixel(pix, u, y, 0);
		}
	return pix;
}

static double
slant_of_strokes(double lean)
{
	PIX *pix = strokes(lean);
	double slant = slant_of(pix);

	pixDestroy(&pix);
	return slant;
}

static void
letters_that_lean_are_told_to_either_side(void **state)
{
	(void)state;
	for (double lean = 0.3; lean < 0.75; lean += 0.2) {
		assert_true(fabs(slant_of_strokes(lean) - lean) < 0.11);
		assert_true(fabs(slant_of_strokes(-lean) + lean) < 0.11);
	}
}

static void
upright_letters_are_left_alone(void **state)
{
	(void)state;
	assert_true(slant_of_strokes(0) == 0);
}

static void
an_empty_crop_and_one_all_of_ink_do_not_lean(void **state)
{
	PIX *empty = pixCreate(WIDTH, HEIGHT, 8), *full;

	(void)state;
	assert_non_null(empty);
	full = pixCopy(NULL, empty);
	assert_non_null(full);
	pixSetAll(empty);
	assert_true(slant_of(empty) == 0);
	assert_true(slant_of(full) == 0);
	pixDestroy(&empty);
	pixDestroy(&full);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_that_lean_are_told_to_either_side),
		cmocka_unit_test(upright_letters_are_left_alone),
		cmocka_unit_test(an_empty_crop_and_one_all_of_ink_do_not_lean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
