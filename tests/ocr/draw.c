/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <unistd.h>

#include "ocr/draw.h"

#define WIDTH 300		/* of the picture; the drawing is four times */
#define HEIGHT 200
#define TIMES 4
#define GREEN 0x008c1e00u
#define RED 0xc81e1e00u
#define WHITE 0xffffff00u
#define MAGENTA 0xbe00be00u

static PIX *
draw(const struct reading *reading, const struct codes *codes)
{
	PIX *rgb = pixCreate(WIDTH, HEIGHT, 32), *drawn;
	FILE *file = tmpfile();

	assert_non_null(file);
	draw_picture(fileno(file), rgb, reading, codes);
	rewind(file);
	drawn = pixReadStreamPng(file);
	assert_non_null(drawn);
	fclose(file);
	pixDestroy(&rgb);
	return drawn;
}

static PIX *
draw_words(struct reading_word *words, size_t count, bool other)
{
	const struct codes none = { .count = 0 };
	struct reading_line line = { .words = words, .count = count,
	    .box = { 20, 40, 240, 30 }, .other = other };
	const struct reading reading = { .lines = &line, .count = 1 };

	return draw(&reading, &none);
}

/* Pixels of a colour in a part of the drawing. */
static size_t
count(PIX *pix, struct box part, l_uint32 colour)
{
	size_t found = 0;

	for (int y = part.y; y < part.y + part.height; y++)
		for (int x = part.x; x < part.x + part.width; x++) {
			l_uint32 pixel = 0;

			pixGetPixel(pix, x, y, &pixel);
			found += (pixel & 0xffffff00u) == colour;
		}
	return found;
}

static const struct box everywhere = { 0, 0, WIDTH * TIMES, HEIGHT * TIMES };
/* Above the word at 40, 50, and above that at 150, 50. */
static const struct box first_label = { 160, 160, 60, 38 };
static const struct box second_label = { 600, 160, 60, 38 };

static void
a_small_picture_is_enlarged_and_paled(void **state)
{
	PIX *pix = draw_words(NULL, 0, false);
	l_uint32 pixel = 0;

	(void)state;
	assert_int_equal(pixGetWidth(pix), WIDTH * TIMES);
	assert_int_equal(pixGetHeight(pix), HEIGHT * TIMES);
	pixGetPixel(pix, 2, 2, &pixel);
	assert_int_not_equal(pixel & 0xffffff00u, 0);
	pixDestroy(&pix);
}

static void
a_sure_word_has_a_green_label_and_a_doubtful_one_a_red_one(void **state)
{
	struct reading_word words[] = {
		{ NULL, 87, { 40, 50, 50, 15 } },
		{ NULL, 23, { 150, 50, 50, 15 } },
	};
	PIX *pix = draw_words(words, 2, false);

	(void)state;
	assert_true(count(pix, first_label, GREEN) > 100);
	assert_true(count(pix, first_label, WHITE) > 20);
	assert_int_equal(count(pix, first_label, RED), 0);
	assert_true(count(pix, second_label, RED) > 100);
	assert_true(count(pix, second_label, WHITE) > 20);
	pixDestroy(&pix);
}

static void
the_label_tells_the_confidence(void **state)
{
	struct reading_word word = { NULL, 61, { 40, 50, 50, 15 } };
	PIX *first = draw_words(&word, 1, false), *second, *third;
	l_int32 same;

	(void)state;
	word.confidence = 61.3;
	second = draw_words(&word, 1, false);
	word.confidence = 78;
	third = draw_words(&word, 1, false);
	pixEqual(first, second, &same);
	assert_true(same);
	pixEqual(first, third, &same);
	assert_false(same);
	pixDestroy(&first);
	pixDestroy(&second);
	pixDestroy(&third);
}

static void
a_second_opinion_is_never_green(void **state)
{
	struct reading_word word = { NULL, 95, { 40, 50, 50, 15 } };
	PIX *pix = draw_words(&word, 1, true);

	(void)state;
	assert_int_equal(count(pix, everywhere, GREEN), 0);
	assert_true(count(pix, first_label, RED) > 100);
	pixDestroy(&pix);
}

static void
of_words_at_one_spot_only_the_surest_is_drawn(void **state)
{
	struct reading_word words[] = {
		{ NULL, 23, { 41, 50, 50, 15 } },
		{ NULL, 87, { 40, 50, 50, 15 } },
	};
	PIX *pix = draw_words(words, 2, false);

	(void)state;
	assert_int_equal(count(pix, everywhere, RED), 0);
	assert_true(count(pix, first_label, GREEN) > 100);
	pixDestroy(&pix);
}

static void
a_label_at_the_edge_stays_on_the_drawing(void **state)
{
	const struct box corner = { 0, 0, 60, 38 };
	struct reading_word word = { NULL, 87, { -2, -1, 50, 15 } };
	PIX *pix = draw_words(&word, 1, false);

	(void)state;
	assert_true(count(pix, corner, WHITE) > 20);
	pixDestroy(&pix);
}

static void
regions_lines_and_codes_are_drawn(void **state)
{
	struct box letter = { 30, 42, 8, 12 };
	const struct codes codes = {
	    .list = { { .box = { 200, 100, 60, 60 } } }, .count = 1 };
	const struct codes none = { .count = 0 };
	struct reading_line line = { .box = { 20, 40, 240, 30 } };
	const struct reading empty = { .count = 0 };
	const struct reading letters = { .letters = &letter,
	    .letter_count = 1 };
	const struct reading lines = { .lines = &line, .count = 1 };
	PIX *plain = draw(&empty, &none), *with_code = draw(&empty, &codes);
	PIX *with_letter = draw(&letters, &none);
	PIX *with_line = draw(&lines, &none);
	l_int32 same;

	(void)state;
	assert_int_equal(count(plain, everywhere, MAGENTA), 0);
	assert_true(count(with_code, everywhere, MAGENTA) > 900);
	pixEqual(plain, with_letter, &same);
	assert_false(same);
	pixEqual(plain, with_line, &same);
	assert_false(same);
	pixDestroy(&plain);
	pixDestroy(&with_code);
	pixDestroy(&with_letter);
	pixDestroy(&with_line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_small_picture_is_enlarged_and_paled),
		cmocka_unit_test(
		    a_sure_word_has_a_green_label_and_a_doubtful_one_a_red_one),
		cmocka_unit_test(the_label_tells_the_confidence),
		cmocka_unit_test(a_second_opinion_is_never_green),
		cmocka_unit_test(of_words_at_one_spot_only_the_surest_is_drawn),
		cmocka_unit_test(a_label_at_the_edge_stays_on_the_drawing),
		cmocka_unit_test(regions_lines_and_codes_are_drawn),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
