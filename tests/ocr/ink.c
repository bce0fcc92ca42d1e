/* SPDX-License-Identifier: MIT */
#include "ocr/ink.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "ocr/light.h"

static l_uint32
colour(int r, int g, int b)
{
	l_uint32 pixel;

	composeRGBPixel(r, g, b, &pixel);
	return pixel;
}

static void
add_many(struct ink_sum *sum, l_uint32 pixel)
{
	for (int i = 0; i < 100; i++)
		ink_add(sum, pixel);
}

static void
writing_is_nought_and_its_ground_one(void **state)
{
	struct ink_sum writing = { 0 }, ground = { 0 };
	struct ink ink;

	(void)state;
	add_many(&writing, colour(200, 30, 40));
	add_many(&ground, colour(40, 120, 60));
	assert_int_equal(ink_part(&writing, &ground, &ink), 0);
	assert_true(fabs(ink_mix(&ink, colour(200, 30, 40))) < 1e-6);
	assert_true(fabs(ink_mix(&ink, colour(40, 120, 60)) - 1) < 1e-6);
	assert_true(fabs(ink.contrast - sqrt(160 * 160 + 90 * 90 + 20 * 20)) <
	    1e-6);
}

/*
 * Cyan on a wall of which one half is black and one white: brightness lies
 * between the two, only the hue tells.
 */
static void
a_ground_of_two_shades_is_parted_by_hue(void **state)
{
	struct ink_sum writing = { 0 }, ground = { 0 };
	struct ink ink;

	(void)state;
	add_many(&writing, colour(90, 200, 210));
	add_many(&ground, colour(30, 30, 30));
	add_many(&ground, colour(220, 220, 220));
	assert_int_equal(ink_part(&writing, &ground, &ink), 0);
	assert_true(ink_mix(&ink, colour(30, 30, 30)) > 0.7);
	assert_true(ink_mix(&ink, colour(220, 220, 220)) > 0.7);
	assert_true(ink_mix(&ink, colour(90, 200, 210)) < 0.01);
}

static void
a_trace_of_hue_in_grey_on_grey_does_not_count(void **state)
{
	struct ink_sum writing = { 0 }, ground = { 0 };
	struct ink ink;

	(void)state;
	add_many(&writing, colour(60, 60, 61));
	add_many(&ground, colour(180, 180, 180));
	assert_int_equal(ink_part(&writing, &ground, &ink), 0);
	/* Brighter by as much as it is bluer moves it to the ground's side. */
	assert_true(ink_mix(&ink, colour(61, 61, 71)) > 0);
	assert_true(ink_mix(&ink, colour(120, 120, 120)) > 0.45);
	assert_true(ink_mix(&ink, colour(120, 120, 120)) < 0.55);
}

static void
one_side_alone_is_not_parted(void **state)
{
	struct ink_sum some = { 0 }, none = { 0 };
	struct ink ink;

	(void)state;
	add_many(&some, colour(1, 2, 3));
	assert_int_equal(ink_part(&some, &none, &ink), -1);
	assert_int_equal(ink_part(&none, &some, &ink), -1);
	/* The same on both sides is no contrast, and no division by nought. */
	assert_int_equal(ink_part(&some, &some, &ink), 0);
	assert_true(ink.contrast < 1e-6);
	assert_true(isfinite(ink_mix(&ink, colour(255, 0, 255))));
}

static void
paint_is_near_itself_and_far_from_its_ground(void **state)
{
	struct ink_sum writing = { 0 }, ground = { 0 };
	struct paint paint;

	(void)state;
	add_many(&writing, colour(110, 40, 130));
	add_many(&writing, colour(130, 60, 150));
	add_many(&ground, colour(120, 120, 120));
	assert_int_equal(paint_of(&writing, &ground, &paint), 0);
	assert_true(paint_distance(&paint, colour(120, 50, 140)) < 1e-6);
	assert_true(fabs(paint_distance(&paint, colour(120, 120, 120)) - 1) <
	    1e-6);
	/* Lighter paint is nearer than what is of another hue by as much. */
	assert_true(paint_distance(&paint, colour(140, 70, 160)) <
	    paint_distance(&paint, colour(140, 70, 120)));
	assert_true(paint_distance(&paint, colour(255, 255, 255)) > 1);
}

static void
paint_like_its_ground_is_measured_without_harm(void **state)
{
	struct ink_sum some = { 0 }, none = { 0 };
	struct paint paint;

	(void)state;
	add_many(&some, colour(9, 9, 9));
	assert_int_equal(paint_of(&some, &none, &paint), -1);
	assert_int_equal(paint_of(&none, &some, &paint), -1);
	assert_int_equal(paint_of(&some, &some, &paint), 0);
	assert_true(isfinite(paint_distance(&paint, colour(255, 0, 0))));
}

static PIX *
plain(int r, int g, int b)
{
	PIX *pix = pixCreate(300, 200, 32);

	assert_non_null(pix);
	pixSetAllArbitrary(pix, colour(r, g, b));
	return pix;
}

static int
red_at(PIX *pix, int x, int y)
{
	int r, g, b;

	pixGetRGBPixel(pix, x, y, &r, &g, &b);
	return r;
}

static void
a_dark_picture_is_brightened_and_keeps_its_white(void **state)
{
	PIX *pix = plain(40, 40, 40);

	(void)state;
	pixSetRGBPixel(pix, 5, 5, 255, 255, 255);
	pixSetRGBPixel(pix, 9, 9, 60, 60, 60);
	assert_int_equal(light_up(pix), 0);
	assert_in_range(red_at(pix, 0, 0), 98, 102);
	assert_int_equal(red_at(pix, 5, 5), 255);
	/* What differed by 20 levels differs by more. */
	assert_true(red_at(pix, 9, 9) - red_at(pix, 0, 0) > 20);
	pixDestroy(&pix);
}

static void
a_picture_in_daylight_is_left_alone(void **state)
{
	PIX *pix = plain(110, 130, 90), *copy = pixCopy(NULL, pix);
	l_int32 same = 0;

	(void)state;
	assert_int_equal(light_up(pix), 0);
	pixEqual(pix, copy, &same);
	assert_true(same);
	pixDestroy(&pix);
	pixDestroy(&copy);
}

static void
black_stays_black(void **state)
{
	PIX *pix = plain(0, 0, 0);

	(void)state;
	assert_int_equal(light_up(pix), 0);
	assert_int_equal(red_at(pix, 7, 7), 0);
	pixDestroy(&pix);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writing_is_nought_and_its_ground_one),
		cmocka_unit_test(a_ground_of_two_shades_is_parted_by_hue),
		cmocka_unit_test(a_trace_of_hue_in_grey_on_grey_does_not_count),
		cmocka_unit_test(one_side_alone_is_not_parted),
		cmocka_unit_test(paint_is_near_itself_and_far_from_its_ground),
		cmocka_unit_test(
		    paint_like_its_ground_is_measured_without_harm),
		cmocka_unit_test(
		    a_dark_picture_is_brightened_and_keeps_its_white),
		cmocka_unit_test(a_picture_in_daylight_is_left_alone),
		cmocka_unit_test(black_stays_black),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
