/* SPDX-License-Identifier: MIT */
/* Boxes of what was read: on the picture, and around what they say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ocr/reading.h"

static void
assert_box(struct box got, int x, int y, int width, int height)
{
	assert_int_equal(got.x, x);
	assert_int_equal(got.y, y);
	assert_int_equal(got.width, width);
	assert_int_equal(got.height, height);
}

static void
a_box_is_cut_at_the_edges_of_the_picture(void **state)
{
	(void)state;
	assert_box(box_within(&(struct box){ 10, 20, 30, 40 }, 100, 100),
	    10, 20, 30, 40);
	assert_box(box_within(&(struct box){ -111, -159, 974, 492 }, 750, 678),
	    0, 0, 750, 333);
	assert_box(box_within(&(struct box){ 90, 90, 30, 40 }, 100, 100),
	    90, 90, 10, 10);
}

static void
a_box_beside_the_picture_becomes_a_pixel_of_its_edge(void **state)
{
	(void)state;
	assert_box(box_within(&(struct box){ -50, 10, 20, 20 }, 100, 100),
	    0, 10, 1, 20);
	assert_box(box_within(&(struct box){ 300, 300, 20, 20 }, 100, 100),
	    99, 99, 1, 1);
}

static void
a_line_has_the_box_around_its_words(void **state)
{
	struct reading_word words[] = {
		{ .box = { -5, 10, 30, 20 } }, { .box = { 60, 15, 50, 25 } },
	};
	struct reading_line lines[] = {
		{ .box = { 20, 10, 30, 20 }, .words = words, .count = 2 },
		{ .box = { 20, -10, 30, 20 } },
	};
	struct reading reading = { .lines = lines, .count = 2 };

	(void)state;
	reading_fit(&reading, 100, 100);
	assert_box(words[0].box, 0, 10, 25, 20);
	assert_box(words[1].box, 60, 15, 40, 25);
	assert_box(lines[0].box, 0, 10, 100, 30);
	assert_box(lines[1].box, 20, 0, 30, 10);
}

static void
boxes_that_overlap_do_so_by_a_share_of_the_smaller(void **state)
{
	struct box large = { 0, 0, 100, 100 }, inside = { 10, 10, 20, 20 };
	struct box half = { 90, 0, 20, 50 }, beside = { 100, 0, 20, 50 };

	(void)state;
	assert_true(box_overlap(&large, &inside) == 1);
	assert_true(box_overlap(&half, &large) == 0.5);
	assert_true(box_overlap(&large, &beside) == 0);
	assert_true(box_overlap(&large, &(struct box){ 5, 5, 0, 9 }) == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_box_is_cut_at_the_edges_of_the_picture),
		cmocka_unit_test(
		    a_box_beside_the_picture_becomes_a_pixel_of_its_edge),
		cmocka_unit_test(a_line_has_the_box_around_its_words),
		cmocka_unit_test(
		    boxes_that_overlap_do_so_by_a_share_of_the_smaller),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
