/* SPDX-License-Identifier: MIT */
#include "ocr/names.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LEFT 40			/* where the writing begins, */
#define BASE 100		/* and what it stands on */
#define HIGH 80.0		/* with what hangs below it */

static struct line
make_line(double from, double to, double y, double angle)
{
	return (struct line){ .strip = { .x = (from + to) / 2, .y = y,
		.length = to - from, .height = HIGH, .angle = angle },
		.channel = CHANNEL_GREY, .level = 180, .letters = 6 };
}

static void
expect_whole(struct line second, double length)
{
	struct line items[] = { make_line(100, 300, 50, 0), second };
	struct lines lines = { items, 2, 2 };

	assert_float_equal(lines_whole(&lines, &items[0]).length, length,
	    0.5);
}

static void
a_line_is_whole_with_what_goes_on_from_it(void **state)
{
	struct line faint = make_line(330, 400, 50, 0);

	(void)state;
	expect_whole(make_line(330, 400, 55, 0), 300);
	expect_whole(make_line(20, 60, 45, 0.03), 280);
	expect_whole(make_line(100, 300, 50, 0), 200);
	expect_whole(make_line(420, 500, 50, 0), 200);	/* too far away, */
	expect_whole(make_line(330, 400, 90, 0), 200);	/* too low, */
	expect_whole(make_line(330, 400, 50, 0.5), 200);	/* bent, */
	faint.score = -4;
	expect_whole(faint, 200);			/* no writing */
}

/*
 * A shadow that takes half of the light, with a soft edge.
 */
static void
put_shadow(PIX *pix, int from)
{
	for (int y = 0; y < pixGetHeight(pix); y++)
		for (int x = from; x < pixGetWidth(pix); x++) {
			int left = 100 - (x < from + 100 ? x - from : 100) / 2;
			l_int32 red, green, blue;

			pixGetRGBPixel(pix, x, y, &red, &green, &blue);
			pixSetRGBPixel(pix, x, y, red * left / 100,
			    green * left / 100, blue * left / 100);
		}
}

/*
 * A name with a shadow on all but the first so many letters. ends[0] gets
 * where they end, and ends[1] where all do.
 */
static PIX *
write_name(const char *name, size_t letters, l_int32 ends[2])
{
	PIX *pix = pixCreate(1000, 160, 32);
	L_BMF *font = bmfCreate(NULL, 20);
	char *first = strndup(name, letters);

	assert_non_null(font);
	assert_non_null(first);
	bmfGetStringWidth(font, first, &ends[0]);
	bmfGetStringWidth(font, name, &ends[1]);
	pixSetAllArbitrary(pix, 0xe0e0e000u);
	pixSetTextline(pix, font, name, 0x00000000u, LEFT, BASE, NULL, NULL);
	put_shadow(pix, LEFT + ends[0]);
	bmfDestroy(&font);
	free(first);
	return pix;
}

static bool
holds(const struct names *names, const char *text)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i].text, text) == 0)
			return true;
	return false;
}

/*
 * An attempt that read but one word.
 */
static void
attempt_word(struct attempts *place, const char *text)
{
	struct attempt *attempt = &place->items[place->count++];

	attempt->words.items = calloc(1, sizeof(*attempt->words.items));
	assert_non_null(attempt->words.items);
	attempt->words.items[0].text = strdup(text);
	attempt->words.items[0].confidence = 80;
	attempt->words.count = 1;
}

static void
a_name_that_goes_on_in_the_shadow_is_read_whole(void **state)
{
	struct models *models = models_new();
	struct attempts *place = calloc(1, sizeof(*place));
	struct names names;
	struct view view;
	struct fault f;
	l_int32 ends[2];
	PIX *pix = write_name("t.me/demo_garden_shop", 10, ends);
	struct line items[2] = {
		make_line(LEFT, LEFT + ends[0], BASE - 20, 0),
		make_line(LEFT + ends[0] + 4, LEFT + ends[1], BASE - 20, 0),
	};
	struct lines lines = { items, 2, 2 };

	(void)state;
	assert_non_null(models);
	assert_non_null(place);
	assert_int_equal(view_open(&view, pix), 0);
	place->line = &items[0];
	attempt_word(place, "t.me/demo_");
	assert_int_equal(names_read(models, &view, &lines, place, &names,
	    &f), 0);
	assert_true(holds(&names, "t.me/demo_garden_shop"));
	attempts_free(place);
	free(place);
	view_close(&view);
	pixDestroy(&pix);
	models_free(models);
}

static void
a_place_without_a_name_is_not_read_again(void **state)
{
	struct attempts *place = calloc(1, sizeof(*place));
	struct line line = make_line(0, 100, 20, 0);
	struct lines lines = { &line, 1, 1 };
	struct names names;
	struct fault f;

	(void)state;
	assert_non_null(place);
	place->line = &line;
	attempt_word(place, "garden");
	assert_int_equal(names_read(NULL, NULL, &lines, place, &names, &f),
	    0);
	assert_int_equal(names.count, 0);
	attempts_free(place);
	free(place);
}

static void
a_name_that_readings_agree_in_is_not_read_again(void **state)
{
	struct models *models = models_new();
	struct attempts *place = calloc(1, sizeof(*place));
	struct line line = make_line(0, 100, 20, 0);
	struct lines lines = { &line, 1, 1 };
	const struct view nothing = { .count = 0 };
	struct names names;
	struct fault f;

	(void)state;
	assert_non_null(models);
	assert_non_null(place);
	place->line = &line;
	attempt_word(place, "@demo_garden");
	attempt_word(place, "@demo_garden");
	assert_int_equal(names_read(models, &nothing, &lines, place, &names,
	    &f), 0);
	assert_true(holds(&names, "@demo_garden"));
	assert_int_equal(models_asked(models)->count, 0);
	attempts_free(place);
	free(place);
	models_free(models);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_whole_with_what_goes_on_from_it),
		cmocka_unit_test(
		    a_name_that_goes_on_in_the_shadow_is_read_whole),
		cmocka_unit_test(
		    a_name_that_readings_agree_in_is_not_read_again),
		cmocka_unit_test(a_place_without_a_name_is_not_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
