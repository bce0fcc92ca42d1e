/* SPDX-License-Identifier: MIT */
#include "ocr/relief.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WIDTH 14
#define HEIGHT 11

static uint16_t *
at(const struct relief *relief, int x, int y)
{
	return relief->pixels + (y + 1) * relief->stride + x + 1;
}

static void
pixels_of_one_height_are_a_tile(void **state)
{
	uint8_t pixels[WIDTH * HEIGHT];
	struct plane plane = { pixels, WIDTH, HEIGHT };
	struct relief relief;

	(void)state;
	memset(pixels, 100, sizeof(pixels));
	pixels[4] = 101;
	assert_int_equal(relief_open(&relief, &plane, false), 0);
	assert_int_equal(*at(&relief, 0, 0), 2 * 100 | EVEN);
	assert_int_equal(*at(&relief, 3, 3), 2 * 100 | EVEN);
	assert_int_equal(*at(&relief, 4, 0), 2 * 101);
	assert_int_equal(*at(&relief, 7, 3), 2 * 100);
	assert_int_equal(*at(&relief, 8, 7), 2 * 100 | EVEN);
	assert_int_equal(*at(&relief, 8, 8), 2 * 100);
	relief_close(&relief);
	assert_int_equal(relief_open(&relief, &plane, true), 0);
	assert_int_equal(*at(&relief, 0, 0), 2 * (255 - 100) | EVEN);
	assert_int_equal(*at(&relief, 4, 0), 2 * (255 - 101));
	relief_close(&relief);
}

static void
what_is_beyond_the_edges_is_seen_and_higher_than_all(void **state)
{
	uint8_t pixels[WIDTH * HEIGHT];
	struct plane plane = { pixels, WIDTH, HEIGHT };
	struct relief relief;

	(void)state;
	memset(pixels, 255, sizeof(pixels));
	assert_int_equal(relief_open(&relief, &plane, false), 0);
	for (int x = -1; x <= WIDTH; x++) {
		assert_true(*at(&relief, x, -1) >= SEEN);
		assert_true(*at(&relief, x, HEIGHT) >= SEEN);
	}
	for (int y = -1; y <= HEIGHT; y++) {
		assert_true(*at(&relief, -1, y) >= SEEN);
		assert_true(*at(&relief, WIDTH, y) >= SEEN);
	}
	assert_true(*at(&relief, WIDTH - 1, HEIGHT - 1) < SEEN);
	relief_close(&relief);
}

/*
 * However high the pixels are, all pairs and squares are counted, each once.
 */
static void
each_pair_and_each_square_is_counted_once(void **state)
{
	uint8_t pixels[WIDTH * HEIGHT];
	struct plane plane = { pixels, WIDTH, HEIGHT };
	unsigned seed = 1;

	(void)state;
	for (int range = 1; range <= 256; range *= 4) {
		int pairs = 0, squares = 0;
		struct relief relief;

		for (size_t i = 0; i < sizeof(pixels); i++) {
			seed = seed * 1103515245u + 12345u;
			pixels[i] = (uint8_t)((seed >> 16) % (unsigned)range);
		}
		assert_int_equal(relief_open(&relief, &plane, false), 0);
		for (int y = 0; y < HEIGHT; y++)
			for (int x = 0; x < WIDTH; x++) {
				const uint8_t *form = relief.forms +
				    (y + 1) * relief.stride + x + 1;
				bool even = *at(&relief, x, y) & EVEN;

				if (even && (x % TILE != 0 || y % TILE != 0))
					continue;
				pairs += even ? form[0] : form[0] % SQUARES;
				squares += even ? form[1] : form[0] / SQUARES;
			}
		assert_int_equal(pairs, WIDTH * (HEIGHT - 1) +
		    HEIGHT * (WIDTH - 1));
		assert_int_equal(squares, (WIDTH - 1) * (HEIGHT - 1));
		relief_close(&relief);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pixels_of_one_height_are_a_tile),
		cmocka_unit_test(
		    what_is_beyond_the_edges_is_seen_and_higher_than_all),
		cmocka_unit_test(each_pair_and_each_square_is_counted_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
