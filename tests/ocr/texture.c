/* SPDX-License-Identifier: MIT */
#include "ocr/texture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MARGIN 20
#define HEIGHT 50
#define WIDTH 520

static const struct line line = { .strip = { .height = HEIGHT },
	.score = 3 };

typedef bool painted(int x, int y);	/* y counts from the line's top */

static bool
is_stroke(int x, int y)
{
	return y >= 0 && y < HEIGHT && x % 20 < 6;
}

static bool
is_course(int x, int y)
{
	return (y + MARGIN) % 16 < 12 && (x + (y + MARGIN) / 16 * 20) % 40 > 2;
}

static bool
is_gravel(int x, int y)
{
	unsigned stone = (unsigned)(x / 3 * 73 + (y + MARGIN) / 3 * 179);

	return (stone * 2654435761U >> 20) % 3 == 0;
}

static PIX *
paint_all(painted *paint)
{
	PIX *pix = pixCreate(WIDTH, HEIGHT + 2 * MARGIN, 8);

	assert_non_null(pix);
	for (int y = 0; y < HEIGHT + 2 * MARGIN; y++)
		for (int x = 0; x < WIDTH; x++)
			pixSetPixel(pix, x, y, paint(x, y - MARGIN) ? 0 : 255);
	return pix;
}

/* A line of print, in Leptonica's own letters. */
static PIX *
print(const char *text)
{
	PIX *pix = pixCreate(WIDTH, HEIGHT + 2 * MARGIN, 8);
	L_BMF *letters = bmfCreate(NULL, 18);
	l_int32 width, is_full;

	assert_non_null(pix);
	assert_non_null(letters);
	pixSetAll(pix);
	pixSetTextline(pix, letters, text, 0, MARGIN, MARGIN + HEIGHT, &width,
	    &is_full);
	bmfDestroy(&letters);
	return pix;
}

static double
look_at(PIX *pix, double traits[TEXTURE_TRAITS])
{
	struct crop crop = { .scale = 1, .pix = pix };
	double odds = texture_odds(&crop, &line);

	texture_look(&crop, &line, traits);
	pixDestroy(&pix);
	return odds;
}

static bool
near(double a, double b)
{
	return fabs(a - b) < 1e-6;
}

static void
runs_are_measured_within_the_line(void **state)
{
	double traits[TEXTURE_TRAITS];

	(void)state;
	look_at(paint_all(is_stroke), traits);
	assert_true(near(traits[TEXTURE_CHAIN], 3));
	assert_true(near(traits[TEXTURE_ALONG], 0));
	assert_true(near(traits[TEXTURE_ACROSS], 0));
	assert_true(near(traits[TEXTURE_LONG], 0));
	assert_true(near(traits[TEXTURE_EDGES], 0));
	assert_true(near(traits[TEXTURE_INK], 0.3));
	assert_true(near(traits[TEXTURE_MARGIN], 0));
}

static void
ink_beyond_the_line_is_the_margins(void **state)
{
	double traits[TEXTURE_TRAITS];

	(void)state;
	look_at(paint_all(is_course), traits);
	assert_true(traits[TEXTURE_MARGIN] > 0.8);
	assert_true(traits[TEXTURE_LONG] > 0.9);
	assert_true(traits[TEXTURE_EDGES] > 5);
}

static void
print_is_likelier_writing_than_bricks_and_gravel(void **state)
{
	double traits[TEXTURE_TRAITS];
	double odds = look_at(print("Klad 2 reads it"), traits);

	(void)state;
	assert_true(odds > -1);
	assert_true(look_at(paint_all(is_course), traits) < odds - 3);
	assert_true(look_at(paint_all(is_gravel), traits) < odds - 3);
}

static bool
is_blank(int x, int y)
{
	return x < 0 && y < 0;
}

static void
a_blank_crop_has_traits_too(void **state)
{
	double traits[TEXTURE_TRAITS];

	(void)state;
	assert_true(isfinite(look_at(paint_all(is_blank), traits)));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_are_measured_within_the_line),
		cmocka_unit_test(ink_beyond_the_line_is_the_margins),
		cmocka_unit_test(
		    print_is_likelier_writing_than_bricks_and_gravel),
		cmocka_unit_test(a_blank_crop_has_traits_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
