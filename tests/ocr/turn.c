/* SPDX-License-Identifier: MIT */
#include "ocr/turn.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct reading
one_line(double angle)
{
	struct reading reading = { 0 };

	assert_int_equal(reading_add_guess(&reading, "klad_demo",
	    (struct box){ 10, 20, 30, 5 }, angle, 50), 0);
	return reading;
}

/*
 * Add to `out` the line read on a blank picture of 100 by 200 pixels that was
 * turned so far.
 */
static void
put_back(double degrees, struct reading *out)
{
	PIX *rgb = pixCreate(100, 200, 32);
	PIX *turned = turn_picture(rgb, degrees);
	struct reading reading = one_line(3);

	assert_non_null(turned);
	assert_int_equal(turn_back(&reading, turned, degrees, rgb, out), 0);
	assert_int_equal(reading.count, 0);
	assert_int_equal(out->count, 2);
	pixDestroy(&turned);
	pixDestroy(&rgb);
}

static void
lines_are_put_back_where_they_were(void **state)
{
	static const struct {
		double degrees;
		struct box box;
		double angle;
	} rows[] = {
		{ 90, { 20, 160, 5, 30 }, -87 },
		{ 180, { 60, 175, 30, 5 }, -177 },
		{ -90, { 75, 10, 5, 30 }, 93 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading out = one_line(0);
		const struct box *box;

		put_back(rows[i].degrees, &out);
		box = &out.lines[1].words[0].box;
		assert_memory_equal(box, &rows[i].box, sizeof(*box));
		assert_memory_equal(&out.lines[1].box, box, sizeof(*box));
		assert_true(fabs(out.lines[1].angle - rows[i].angle) < 0.001);
		reading_free(&out);
	}
}

/* A mark on a picture is found in the box that leads back to it. */
static void
boxes_lead_back_from_a_slant(void **state)
{
	PIX *rgb = pixCreate(300, 200, 32), *turned, *grey;
	struct reading reading = { 0 }, out = { 0 };
	const struct box *box;
	l_int32 x, y;
	l_uint32 most;

	(void)state;
	for (int i = 0; i < 49; i++)
		pixSetRGBPixel(rgb, 40 + i % 7, 150 + i / 7, 255, 255, 255);
	turned = turn_picture(rgb, 33);
	assert_non_null(turned);
	assert_true(pixGetWidth(turned) > 300);
	grey = pixConvertTo8(turned, 0);
	pixGetMaxValueInRect(grey, NULL, &most, &x, &y);
	assert_true(most > 200);
	assert_int_equal(reading_add_guess(&reading, "klad_demo",
	    (struct box){ x - 5, y - 5, 10, 10 }, 0, 50), 0);
	assert_int_equal(turn_back(&reading, turned, 33, rgb, &out), 0);
	box = &out.lines[0].box;
	assert_in_range(box->x, 30, 42);
	assert_in_range(box->y, 140, 152);
	assert_in_range(box->x + box->width, 44, 56);
	assert_in_range(box->y + box->height, 154, 166);
	assert_true(fabs(out.lines[0].angle + 33) < 0.001);
	reading_free(&out);
	pixDestroy(&grey);
	pixDestroy(&turned);
	pixDestroy(&rgb);
}

static double
guess(double angle, double confidence, const char *text)
{
	struct reading_word word = { .confidence = confidence };
	struct reading_line line = { .angle = angle, .words = &word,
	    .count = 1 };
	struct reading reading = { .lines = &line, .count = 1 };
	struct picture picture = { .out = &reading };
	struct fault f;
	double degrees;

	word.text = strdup(text);
	assert_int_equal(turn_guess(&picture, &degrees, &f), 0);
	free(word.text);
	return degrees;
}

static void
what_is_likely_read_tells_how_a_picture_lies(void **state)
{
	(void)state;
	assert_true(guess(88, 80, "Stadtgarten") == -90);
	assert_true(guess(-91, 80, "Stadtgarten") == 90);
	assert_true(guess(-62, 80, "Stadtgarten") == 62);
	assert_true(guess(30, 45, "t.me/klad_demo") == -30);
	assert_true(guess(4, 80, "Stadtgarten") == 0);
	assert_true(guess(12, 80, "Stadtgarten") == 0);
	assert_true(guess(88, 80, "Bar") == 0);
	assert_true(guess(88, 20, "Stadtgarten") == 0);
	assert_true(guess(90, 80, "今天城市里有展览") == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_put_back_where_they_were),
		cmocka_unit_test(boxes_lead_back_from_a_slant),
		cmocka_unit_test(
		    what_is_likely_read_tells_how_a_picture_lies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
