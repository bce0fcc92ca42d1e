/* SPDX-License-Identifier: MIT */
#include "ocr/finder.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/crop.h"

#define WRITING 0xb0202000u	/* red, */
#define GROUND 0x20802000u	/* on a green of about its brightness */

static void
fill(PIX *pix, int x, int y, int width, int height, l_uint32 colour)
{
	BOX *box = boxCreate(x, y, width, height);

	pixSetInRectArbitrary(pix, box, colour);
	boxDestroy(&box);
}

/*
 * A row of upright bars like letters, set on a slope.
 */
static void
add_row(PIX *pix, int top, double slope)
{
	for (int i = 0; i < 12; i++) {
		int x = 100 + i * 30, y = top + (int)(slope * i * 30);

		fill(pix, x, y, 6, 32, WRITING);
		fill(pix, x, y + 13, 18, 6, WRITING);
	}
}

static PIX *
draw_row(double slope)
{
	PIX *pix = pixCreate(600, 400, 32);

	assert_non_null(pix);
	pixSetAllArbitrary(pix, GROUND);
	add_row(pix, 180, slope);
	return pix;
}

static const struct line *
best_line(const struct found *found)
{
	assert_true(found->lines.count > 0);
	return &found->lines.items[0];
}

/*
 * The line of 12 letters whose middle is at a height, NULL if there is none.
 */
static const struct line *
line_at(const struct found *found, double y)
{
	for (size_t i = 0; i < found->lines.count; i++)
		if (found->lines.items[i].letters == 12 &&
		    fabs(found->lines.items[i].strip.y - y) < 4)
			return &found->lines.items[i];
	return NULL;
}

static void
a_level_row_is_one_line(void **state)
{
	PIX *pix = draw_row(0);
	struct found found;
	const struct line *line;

	(void)state;
	assert_int_equal(finder_find(pix, &found), 0);
	line = best_line(&found);
	assert_int_equal(line->letters, 12);
	assert_true(fabs(line->strip.angle) < 0.02);
	assert_true(fabs(line->strip.x - 274) < 4);
	assert_true(fabs(line->strip.y - 196) < 4);
	assert_true(fabs(line->strip.height - 32) < 4);
	found_free(&found);
	pixDestroy(&pix);
}

static void
a_sloping_row_has_its_angle(void **state)
{
	PIX *pix = draw_row(0.2);
	struct found found;

	(void)state;
	assert_int_equal(finder_find(pix, &found), 0);
	assert_true(fabs(best_line(&found)->strip.angle - atan(0.2)) < 0.03);
	found_free(&found);
	pixDestroy(&pix);
}

static void
a_crop_is_dark_on_light_whatever_the_colours(void **state)
{
	PIX *pix = draw_row(0.1);
	struct found found;
	struct view view;
	struct crop crop;
	const struct crop_wish wish = { .height = 40 };
	l_uint32 corner;
	NUMA *counts;
	l_float32 dark;

	(void)state;
	assert_int_equal(finder_find(pix, &found), 0);
	assert_int_equal(view_open(&view, pix), 0);
	assert_int_equal(crop_cut(&view, best_line(&found), &wish, &crop), 0);
	assert_int_equal(pixGetDepth(crop.pix), 8);
	pixGetPixel(crop.pix, 1, 1, &corner);
	assert_true(corner > 200);
	counts = pixGetGrayHistogram(crop.pix, 1);
	numaGetSumOnInterval(counts, 0, 60, &dark);
	assert_true(dark > 1000);
	numaDestroy(&counts);
	pixDestroy(&crop.pix);
	view_close(&view);
	found_free(&found);
	pixDestroy(&pix);
}

static void
a_crop_shows_further_along_the_line(void **state)
{
	PIX *pix = draw_row(0);
	struct found found;
	struct view view;
	struct crop near, far;
	const struct crop_wish wish = { .height = 32 };
	const struct crop_wish further = { .height = 32, .further = 2 };
	const struct line *line;

	(void)state;
	assert_int_equal(finder_find(pix, &found), 0);
	line = best_line(&found);
	assert_int_equal(view_open(&view, pix), 0);
	assert_int_equal(crop_cut(&view, line, &wish, &near), 0);
	assert_int_equal(crop_cut(&view, line, &further, &far), 0);
	assert_true(fabs(far.strip.length - near.strip.length -
	    4 * line->strip.height) < 0.01);
	assert_true(fabs(far.contrast - near.contrast) < 10);
	pixDestroy(&near.pix);
	pixDestroy(&far.pix);
	view_close(&view);
	found_free(&found);
	pixDestroy(&pix);
}

static void
a_place_in_a_crop_is_found_again_on_the_picture(void **state)
{
	struct crop crop = { .scale = 2,
		.strip = { .x = 100, .y = 50, .length = 80, .height = 20 } };
	const struct box whole = { 0, 0, 160, 40 };
	struct box box = crop_place(&crop, &whole);

	(void)state;
	assert_int_equal(box.x, 60);
	assert_int_equal(box.y, 40);
	assert_int_equal(box.width, 80);
	assert_int_equal(box.height, 20);
}

/*
 * A second row in the same paint stands on bars of light and shade.
 */
static void
more_is_found_by_its_paint_whatever_lies_behind(void **state)
{
	PIX *pix = draw_row(0);
	struct found found, followed;
	struct view view;
	struct paint paint;

	(void)state;
	for (int x = 0; x < 600; x += 14)
		fill(pix, x, 260, 14, 140, x % 28 == 0 ? 0x10101000u :
		    0xe0e0e000u);
	add_row(pix, 310, 0);
	assert_int_equal(view_open(&view, pix), 0);
	assert_int_equal(finder_find(pix, &found), 0);
	assert_non_null(line_at(&found, 196));
	assert_int_equal(crop_paint(&view, line_at(&found, 196), &paint), 0);
	assert_true(fabs(paint.mean[RED] - 0xb0) < 16);
	assert_true(fabs(paint.mean[GREEN] - 0x20) < 16);
	assert_int_equal(finder_follow(pix, &paint, &followed), 0);
	assert_non_null(line_at(&followed, 326));
	assert_ptr_equal(line_at(&followed, 326)->paint, &paint);
	found_free(&followed);
	found_free(&found);
	view_close(&view);
	pixDestroy(&pix);
}

static void
an_empty_wall_has_no_lines(void **state)
{
	PIX *pix = pixCreate(300, 200, 32);
	struct found found;

	(void)state;
	pixSetAllArbitrary(pix, GROUND);
	assert_int_equal(finder_find(pix, &found), 0);
	assert_int_equal(found.lines.count, 0);
	found_free(&found);
	pixDestroy(&pix);
}

static void
a_picture_of_one_pixel_has_no_lines(void **state)
{
	PIX *pix = pixCreate(1, 1, 32);
	struct found found;

	(void)state;
	assert_int_equal(finder_find(pix, &found), 0);
	assert_int_equal(found.lines.count, 0);
	found_free(&found);
	pixDestroy(&pix);
}

static void
a_row_that_slants_by_half_a_right_angle_is_found(void **state)
{
	PIX *level = pixCreate(600, 400, 32);

	(void)state;
	assert_non_null(level);
	pixSetAllArbitrary(level, 0xffffff00u);
	for (int i = 0; i < 12; i++) {
		fill(level, 120 + i * 30, 180, 6, 32, 0x20202000u);
		fill(level, 120 + i * 30, 193, 18, 6, 0x20202000u);
	}
	for (int side = -1; side <= 1; side += 2) {
		PIX *slanted = pixRotate(level, (float)(side * M_PI_4),
		    L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 600, 400);
		struct found found;
		const struct line *line;

		assert_non_null(slanted);
		assert_int_equal(finder_find(slanted, &found), 0);
		assert_true(found.columns.count > 0);
		line = &found.columns.items[0];
		assert_true(fabs(line->strip.angle - side * M_PI_4) < 0.1);
		assert_true(fabs(line->strip.length - 348) < 40);
		assert_true(line->letters >= 10);
		found_free(&found);
		pixDestroy(&slanted);
	}
	pixDestroy(&level);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_level_row_is_one_line),
		cmocka_unit_test(a_sloping_row_has_its_angle),
		cmocka_unit_test(a_crop_is_dark_on_light_whatever_the_colours),
		cmocka_unit_test(a_crop_shows_further_along_the_line),
		cmocka_unit_test(
		    a_place_in_a_crop_is_found_again_on_the_picture),
		cmocka_unit_test(
		    more_is_found_by_its_paint_whatever_lies_behind),
		cmocka_unit_test(an_empty_wall_has_no_lines),
		cmocka_unit_test(a_picture_of_one_pixel_has_no_lines),
		cmocka_unit_test(
		    a_row_that_slants_by_half_a_right_angle_is_found),
	};

	setMsgSeverity(L_SEVERITY_NONE);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
