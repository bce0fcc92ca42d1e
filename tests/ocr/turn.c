/* SPDX-License-Identifier: MIT */
#include "ocr/turn.h"

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

static void
lines_are_put_back_where_they_were(void **state)
{
	static const struct {
		int quarters;
		struct box box;
		double angle;
	} rows[] = {
		{ 1, { 20, 160, 5, 30 }, -87 },
		{ 2, { 60, 175, 30, 5 }, -177 },
		{ 3, { 75, 10, 5, 30 }, 93 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading turned = one_line(3), out = one_line(0);
		const struct box *box;

		assert_int_equal(turn_back(&turned, rows[i].quarters, 100,
		    200, &out), 0);
		assert_int_equal(turned.count, 0);
		assert_int_equal(out.count, 2);
		box = &out.lines[1].words[0].box;
		assert_memory_equal(box, &rows[i].box, sizeof(*box));
		assert_memory_equal(&out.lines[1].box, box, sizeof(*box));
		assert_true(out.lines[1].angle - rows[i].angle < 0.001);
		assert_true(rows[i].angle - out.lines[1].angle < 0.001);
		reading_free(&out);
	}
}

static int
guess(double angle, const char *text)
{
	struct reading_word word = { .confidence = 80 };
	struct reading_line line = { .angle = angle, .words = &word,
	    .count = 1 };
	struct reading reading = { .lines = &line, .count = 1 };
	struct picture picture = { .out = &reading };
	struct fault f;
	int quarters;

	word.text = strdup(text);
	quarters = turn_guess(&picture, &f);
	free(word.text);
	return quarters;
}

static void
most_sure_letters_tell_how_a_picture_lies(void **state)
{
	(void)state;
	assert_int_equal(guess(88, "Stadtgarten"), 3);
	assert_int_equal(guess(-91, "Stadtgarten"), 1);
	assert_int_equal(guess(4, "Stadtgarten"), 0);
	assert_int_equal(guess(88, "Bar"), 0);
	assert_int_equal(guess(90, "今天城市里有展览"), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_are_put_back_where_they_were),
		cmocka_unit_test(most_sure_letters_tell_how_a_picture_lies),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
