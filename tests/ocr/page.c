/* SPDX-License-Identifier: MIT */
#include "ocr/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define SIDE 64
#define MANY 20

/*
 * A picture of one colour, or of a pattern that no two neighbours share.
 */
static PIX *
make_picture(bool even)
{
	PIX *pix = pixCreate(SIDE, SIDE, 32);

	assert_non_null(pix);
	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++) {
			int value = even ? 200 : (x * 37 + y * 91) & 255;

			pixSetRGBPixel(pix, x, y, value, value, value);
		}
	return pix;
}

/*
 * So many lines of these log-odds, each at a place of its own.
 */
static struct lines
make_lines(struct line *items, size_t count, double odds)
{
	for (size_t i = 0; i < count; i++)
		items[i] = (struct line){ .score = odds, .place = i };
	return (struct lines){ .items = items, .count = count };
}

static bool
is_worth(bool even, size_t count, double odds, bool *is_page)
{
	struct line items[MANY];
	struct lines lines = make_lines(items, count, odds);
	PIX *pix = make_picture(even);
	bool worth = page_is_worth(pix, &lines, is_page);

	pixDestroy(&pix);
	return worth;
}

static void
an_even_picture_with_a_likely_line_is_a_page(void **state)
{
	bool is_page;

	(void)state;
	assert_true(is_worth(true, 1, 3, &is_page));
	assert_true(is_page);
}

static void
a_picture_without_likely_lines_is_not_worth_it(void **state)
{
	bool is_page;

	(void)state;
	assert_false(is_worth(true, 0, 0, &is_page));
	assert_false(is_worth(true, MANY, -1, &is_page));
	assert_false(is_worth(false, MANY, -1, &is_page));
}

static void
a_scene_is_worth_it_only_with_many_lines(void **state)
{
	bool is_page;

	(void)state;
	assert_false(is_worth(false, 2, 3, &is_page));
	assert_true(is_worth(false, MANY, 3, &is_page));
	assert_false(is_page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_even_picture_with_a_likely_line_is_a_page),
		cmocka_unit_test(
		    a_picture_without_likely_lines_is_not_worth_it),
		cmocka_unit_test(a_scene_is_worth_it_only_with_many_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
