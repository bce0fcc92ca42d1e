/* SPDX-License-Identifier: MIT */
#include "ocr/crop.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define GAP 196			/* where the gap begins, 4 pixels wide */
#define MIDDLE 60		/* of the writing */

/* A bar as high as letters, dark on light, with a gap in its middle. */
static PIX *
draw_bar(void)
{
	PIX *pix = pixCreate(400, 120, 32);
	BOX *box = boxCreate(60, MIDDLE - 20, 280, 40);
	BOX *gap = boxCreate(GAP, MIDDLE - 20, 4, 40);

	pixSetAllArbitrary(pix, 0xe0e0e000u);
	pixClearInRect(pix, box);
	pixSetInRectArbitrary(pix, gap, 0xe0e0e000u);
	boxDestroy(&box);
	boxDestroy(&gap);
	return pix;
}

/* How light the gap is in a crop of it. */
static l_uint32
gap_in(const struct view *view, bool bridged)
{
	const struct line line = { .strip = { .x = 200, .y = MIDDLE,
		.length = 280, .height = 40 }, .channel = CHANNEL_GREY,
		.level = 128, .letters = 6 };
	const struct crop_wish wish = { .height = 40, .bridged = bridged };
	struct crop crop;
	l_uint32 value;

	assert_int_equal(crop_cut(view, &line, &wish, &crop), 0);
	pixGetPixel(crop.pix, pixGetWidth(crop.pix) / 2 - 200 + GAP + 2,
	    pixGetHeight(crop.pix) / 2, &value);
	pixDestroy(&crop.pix);
	return value;
}

static void
gaps_of_a_stencil_are_bridged_where_that_is_wished(void **state)
{
	PIX *pix = draw_bar();
	struct view view;

	(void)state;
	assert_int_equal(view_open(&view, pix), 0);
	assert_true(gap_in(&view, false) > 128);
	assert_true(gap_in(&view, true) < 128);
	view_close(&view);
	pixDestroy(&pix);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    gaps_of_a_stencil_are_bridged_where_that_is_wished),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
