/* SPDX-License-Identifier: MIT */
#include "ocr/reader.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
a_missing_model_is_named_with_its_package(void **state)
{
	struct fault f;

	(void)state;
	assert_null(reader_new("eng+tlh_latn", &f));
	assert_non_null(strstr(f.text, "tlh_latn"));
	assert_non_null(strstr(f.text, "tesseract-ocr-tlh-latn"));
}

static void
names_that_are_none_are_refused(void **state)
{
	const char *const names[] = { "", "+", "eng+", "../eng",
		"a_name_that_is_far_too_long_for_a_model" };
	struct fault f;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_null(reader_new(names[i], &f));
}

/*
 * Black text on white in Leptonica's own bitmap font.
 */
static PIX *
write_text(const char *text)
{
	PIX *pix = pixCreate(900, 160, 32);
	L_BMF *font = bmfCreate(NULL, 20);

	assert_non_null(font);
	pixSetAllArbitrary(pix, 0xffffff00u);
	pixSetTextline(pix, font, text, 0x00000000u, 40, 100, NULL, NULL);
	bmfDestroy(&font);
	return pix;
}

static void
plain_words_are_read_surely_and_in_their_place(void **state)
{
	struct fault f;
	struct reader *reader = reader_new("eng", &f);
	PIX *pix = write_text("demo garden shop");
	struct reading reading;
	bool found = false;

	(void)state;
	assert_non_null(reader);
	assert_int_equal(reader_read(reader, pix, &reading, &f), 0);
	for (size_t i = 0; i < reading.count; i++)
		for (size_t j = 0; j < reading.lines[i].count; j++) {
			struct reading_word *word = &reading.lines[i].words[j];

			if (strcmp(word->text, "garden") != 0 ||
			    word->confidence < READING_SURE)
				continue;
			found = true;
			assert_in_range(word->box.x, 200, 400);
			assert_in_range(word->box.y, 20, 90);
			assert_in_range(word->box.height, 20, 110);
		}
	assert_true(found);
	reading_free(&reading);
	pixDestroy(&pix);
	reader_free(reader);
}

static bool
is_read(struct reader *reader, PIX *pix, const char *text)
{
	struct fault f;
	struct reading reading;
	bool found = false;

	assert_int_equal(reader_read(reader, pix, &reading, &f), 0);
	for (size_t i = 0; i < reading.count; i++)
		found = found || strstr(reading.lines[i].text, text) != NULL;
	reading_free(&reading);
	return found;
}

static PIX *
turn(PIX *pix, int side)
{
	return pixRotate90(pix, side);
}

static PIX *
slant(PIX *pix, int side)
{
	return pixRotate(pix, (float)(side * M_PI_4), L_ROTATE_AREA_MAP,
	    L_BRING_IN_WHITE, 900, 160);
}

/* Words are read whichever of two sides they are turned to. */
static void
expect_read(PIX *(*turn_to)(PIX *pix, int side))
{
	struct fault f;
	struct reader *reader = reader_new("eng", &f);
	PIX *pix = write_text("demo garden shop");

	assert_non_null(reader);
	for (int side = -1; side <= 1; side += 2) {
		PIX *turned = turn_to(pix, side);

		assert_true(is_read(reader, turned, "garden"));
		pixDestroy(&turned);
	}
	pixDestroy(&pix);
	reader_free(reader);
}

static void
words_turned_to_either_side_are_read(void **state)
{
	(void)state;
	expect_read(turn);
}

static void
words_that_slant_by_half_a_right_angle_are_read(void **state)
{
	(void)state;
	expect_read(slant);
}

static void
a_wall_without_text_gives_no_sure_words(void **state)
{
	struct fault f;
	struct reader *reader = reader_new("eng", &f);
	PIX *pix = pixCreate(320, 240, 32);
	struct reading reading;

	(void)state;
	assert_non_null(reader);
	for (int y = 0; y < 240; y++)
		for (int x = 0; x < 320; x++) {
			unsigned value = (unsigned)(x * 7919 + y * 104729);

			value = (value ^ value >> 7) * 2654435761u >> 24;
			pixSetRGBPixel(pix, x, y, (int)value, (int)value,
			    (int)value);
		}
	assert_int_equal(reader_read(reader, pix, &reading, &f), 0);
	for (size_t i = 0; i < reading.count; i++)
		for (size_t j = 0; j < reading.lines[i].count; j++)
			assert_true(reading.lines[i].words[j].confidence <
			    READING_SURE);
	reading_free(&reading);
	pixDestroy(&pix);
	reader_free(reader);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_missing_model_is_named_with_its_package),
		cmocka_unit_test(names_that_are_none_are_refused),
		cmocka_unit_test(
		    plain_words_are_read_surely_and_in_their_place),
		cmocka_unit_test(words_turned_to_either_side_are_read),
		cmocka_unit_test(
		    words_that_slant_by_half_a_right_angle_are_read),
		cmocka_unit_test(a_wall_without_text_gives_no_sure_words),
	};

	setMsgSeverity(L_SEVERITY_NONE);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
