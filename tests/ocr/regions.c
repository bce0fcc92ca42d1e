/* SPDX-License-Identifier: MIT */
#include "ocr/regions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SIDE 40

static const struct regions_bounds bounds = {
	.margin = 10, .min_area = 8, .max_area = 800, .max_growth = 0.5,
};

static struct plane
blank(uint8_t value)
{
	struct plane plane = { malloc(SIDE * SIDE), SIDE, SIDE };

	assert_non_null(plane.pixels);
	memset(plane.pixels, value, SIDE * SIDE);
	return plane;
}

static void
fill(struct plane *plane, struct box box, uint8_t value)
{
	for (int y = box.y; y < box.y + box.height; y++)
		memset(plane->pixels + y * plane->width + box.x, value,
		    (size_t)box.width);
}

static void
a_dark_ring_is_one_region_with_a_hole(void **state)
{
	struct plane plane = blank(200);
	struct regions regions;

	(void)state;
	fill(&plane, (struct box){ 10, 12, 9, 14 }, 30);
	fill(&plane, (struct box){ 12, 14, 5, 10 }, 200);
	assert_int_equal(regions_find(&plane, false, &bounds, &regions), 0);
	assert_int_equal(regions.count, 1);
	assert_int_equal(regions.items[0].box.x, 10);
	assert_int_equal(regions.items[0].box.y, 12);
	assert_int_equal(regions.items[0].box.width, 9);
	assert_int_equal(regions.items[0].box.height, 14);
	assert_int_equal(regions.items[0].area, 9 * 14 - 5 * 10);
	assert_int_equal(regions.items[0].perimeter, 2 * (9 + 14 + 5 + 10));
	assert_int_equal(regions.items[0].holes, 1);
	regions_free(&regions);
	plane_free(&plane);
}

static void
a_light_bar_shows_only_in_the_light_search(void **state)
{
	struct plane plane = blank(60);
	struct regions regions;

	(void)state;
	fill(&plane, (struct box){ 5, 5, 4, 20 }, 220);
	assert_int_equal(regions_find(&plane, false, &bounds, &regions), 0);
	assert_int_equal(regions.count, 0);
	regions_free(&regions);
	assert_int_equal(regions_find(&plane, true, &bounds, &regions), 0);
	assert_int_equal(regions.count, 1);
	assert_int_equal(regions.items[0].area, 80);
	regions_free(&regions);
	plane_free(&plane);
}

static void
a_ramp_has_no_stable_region(void **state)
{
	struct plane plane = blank(0);
	struct regions regions;

	(void)state;
	for (int x = 0; x < SIDE; x++)
		fill(&plane, (struct box){ x, 0, 1, SIDE }, (uint8_t)(x * 6));
	assert_int_equal(regions_find(&plane, false, &bounds, &regions), 0);
	for (size_t i = 0; i < regions.count; i++)
		assert_true(regions.items[i].growth > 0);
	regions_free(&regions);
	plane_free(&plane);
}

static void
a_plane_without_pixels_has_no_regions(void **state)
{
	struct plane plane = { NULL, 0, 0 };
	struct regions regions;

	(void)state;
	assert_int_equal(regions_find(&plane, false, &bounds, &regions), 0);
	assert_int_equal(regions.count, 0);
	regions_free(&regions);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dark_ring_is_one_region_with_a_hole),
		cmocka_unit_test(a_light_bar_shows_only_in_the_light_search),
		cmocka_unit_test(a_ramp_has_no_stable_region),
		cmocka_unit_test(a_plane_without_pixels_has_no_regions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
