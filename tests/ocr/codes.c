/* SPDX-License-Identifier: MIT */
/* Codes of four kinds, as they are and as a street leaves them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "ocr/codes.h"

static const char link[] = "https://t.me/klad_demo_shop";

static PIX *
load(const char *name)
{
	char path[256];
	PIX *pix, *rgb;

	snprintf(path, sizeof(path), "tests/samples/ocr/codes/%s", name);
	pix = pixRead(path);
	assert_non_null(pix);
	rgb = pixConvertTo32(pix);
	pixDestroy(&pix);
	return rgb;
}

/* Read a picture, which is freed, and compare with the one code wanted. */
static void
assert_code(PIX *rgb, const char *type, const char *data)
{
	struct codes codes;
	struct fault f;

	assert_non_null(rgb);
	assert_int_equal(codes_read(rgb, &codes, &f), 0);
	assert_int_equal(codes.count, 1);
	assert_string_equal(codes.list[0].type, type);
	assert_string_equal(codes.list[0].data, data);
	assert_in_range(codes.list[0].box.x + codes.list[0].box.width, 1,
	    pixGetWidth(rgb));
	codes_free(&codes);
	pixDestroy(&rgb);
}

static void
each_kind_is_read(void **state)
{
	(void)state;
	assert_code(load("qr.png"), "QR", link);
	assert_code(load("datamatrix.png"), "DataMatrix", "klad_demo_shop");
	assert_code(load("aztec.png"), "Aztec", "klad_demo_shop");
	assert_code(load("ean13.png"), "EAN-13", "4006381333931");
}

static void
light_on_dark_turned_large_and_blurred_are_read(void **state)
{
	PIX *qr = load("qr.png");

	(void)state;
	assert_code(pixInvert(NULL, qr), "QR", link);
	assert_code(pixRotate90(qr, 1), "QR", link);
	assert_code(pixRotateAM(qr, 0.4f, L_BRING_IN_WHITE), "QR", link);
	assert_code(pixScale(qr, 5, 5), "QR", link);
	assert_code(pixScale(qr, 0.6f, 0.6f), "QR", link);
	assert_code(pixBlockconv(qr, 1, 1), "QR", link);
	pixDestroy(&qr);
}

/* A number from 0 to 255 for each pixel, the same on every machine. */
static int
grain(int x, int y)
{
	uint32_t mixed = (uint32_t)x * 2654435761U ^
	    (uint32_t)y * 2246822519U;

	mixed = (mixed ^ mixed >> 15) * 2654435761U;
	return (int)(mixed >> 24);
}

/*
 * Print a code, which is freed, three times as large on a wall of plaster:
 * waves of light and shade, and grain of the given strength.
 */
static PIX *
on_wall(PIX *code, int strength)
{
	PIX *large = pixScale(code, 3, 3);
	int side = pixGetWidth(large) + 240;
	PIX *wall = pixCreate(side, side, 32);

	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++)
			pixSetRGBPixel(wall, x, y, 190, 180, 170);
	pixRasterop(wall, 120, 120, pixGetWidth(large), pixGetHeight(large),
	    PIX_SRC, large, 0, 0);
	for (int y = 0; y < side; y++)
		for (int x = 0; x < side; x++) {
			l_int32 rgb[3];
			int shade = 60 + (x + y / 3) % 240 / 4 -
			    strength / 2 + grain(x, y) * strength / 255;

			pixGetRGBPixel(wall, x, y, &rgb[0], &rgb[1], &rgb[2]);
			for (int i = 0; i < 3; i++) {
				rgb[i] = (rgb[i] + 40) * (shade + 80) / 300;
				rgb[i] = rgb[i] < 0 ? 0 : rgb[i];
				rgb[i] = rgb[i] > 255 ? 255 : rgb[i];
			}
			pixSetRGBPixel(wall, x, y, rgb[0], rgb[1], rgb[2]);
		}
	pixDestroy(&large);
	pixDestroy(&code);
	return wall;
}

/*
 * See a picture, which is freed, from the side: its right edge shrinks from
 * both ends by that share of its height, and comes nearer by as much.
 */
static PIX *
from_the_side(PIX *pix, float share)
{
	float right = (float)pixGetWidth(pix) - 1;
	float bottom = (float)pixGetHeight(pix) - 1;
	PTA *from = ptaCreate(4), *to = ptaCreate(4);
	PIX *seen;

	for (int i = 0; i < 4; i++) {
		float x = i % 2 ? right : 0, y = i / 2 ? bottom : 0;

		ptaAddPt(from, x, y);
		ptaAddPt(to, i % 2 ? right * (1 - share) : 0, i % 2 == 0 ? y :
		    i / 2 ? bottom * (1 - share) : bottom * share);
	}
	seen = pixProjectivePta(pix, to, from, L_BRING_IN_WHITE);
	ptaDestroy(&from);
	ptaDestroy(&to);
	pixDestroy(&pix);
	return seen;
}

static PIX *
load_larger(const char *name)
{
	PIX *code = load(name), *large = pixScale(code, 3, 3);

	pixDestroy(&code);
	return large;
}

static void
seen_from_the_side_are_read(void **state)
{
	(void)state;
	assert_code(from_the_side(load_larger("qr.png"), 0.15f), "QR", link);
	assert_code(from_the_side(load_larger("aztec.png"), 0.1f), "Aztec",
	    "klad_demo_shop");
	assert_code(from_the_side(load_larger("datamatrix.png"), 0.1f),
	    "DataMatrix", "klad_demo_shop");
	assert_code(from_the_side(load_larger("ean13.png"), 0.1f), "EAN-13",
	    "4006381333931");
}

static void
on_textured_walls_are_read(void **state)
{
	(void)state;
	for (int strength = 0; strength <= 120; strength += 30) {
		PIX *wall = on_wall(load("qr.png"), strength);

		assert_code(pixInvert(NULL, wall), "QR", link);
		assert_code(wall, "QR", link);
	}
	assert_code(from_the_side(on_wall(load("qr.png"), 60), 0.1f), "QR",
	    link);
	assert_code(on_wall(load("aztec.png"), 60), "Aztec",
	    "klad_demo_shop");
	assert_code(on_wall(load("datamatrix.png"), 30), "DataMatrix",
	    "klad_demo_shop");
}

static void
damaged_codes_are_read(void **state)
{
	static const struct {
		int x, y, width, height;
	} stains[] = {
		{ 66, 66, 10, 10 },	/* among the data */
		{ 0, 96, 132, 3 },	/* a scratch over all of it */
		{ 14, 14, 10, 10 },	/* a corner of a square */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(stains) / sizeof(stains[0]); i++) {
		PIX *qr = load("qr.png");
		BOX *stain = boxCreate(stains[i].x, stains[i].y,
		    stains[i].width, stains[i].height);

		pixClearInRect(qr, stain);
		boxDestroy(&stain);
		assert_code(qr, "QR", link);
	}
}

static void
every_code_of_a_picture_is_read(void **state)
{
	static const char *const names[] = { "qr.png", "ean13.png" };
	PIX *sheet = pixCreate(700, 700, 32);
	struct codes codes;
	struct fault f;

	(void)state;
	pixSetAll(sheet);
	for (int i = 0; i < 2; i++) {
		PIX *code = load(names[i]);

		pixRasterop(sheet, 40 + i * 340, 40 + i * 340,
		    pixGetWidth(code), pixGetHeight(code), PIX_SRC, code, 0,
		    0);
		pixDestroy(&code);
	}
	assert_int_equal(codes_read(sheet, &codes, &f), 0);
	assert_int_equal(codes.count, 2);
	for (size_t i = 0; i < codes.count; i++)
		if (strcmp(codes.list[i].type, "QR") == 0) {
			assert_in_range(codes.list[i].box.x, 40, 80);
			assert_in_range(codes.list[i].box.width, 80, 132);
		}
	codes_free(&codes);
	pixDestroy(&sheet);
}

/* Read a code that lies at a place of a sheet, and compare its box. */
static void
assert_code_at(const char *name, int x, int y)
{
	PIX *code = load(name), *sheet = pixCreate(900, 700, 32);
	struct codes codes;
	const struct box *box = &codes.list[0].box;
	struct fault f;

	pixSetAll(sheet);
	pixRasterop(sheet, x, y, pixGetWidth(code), pixGetHeight(code),
	    PIX_SRC, code, 0, 0);
	assert_int_equal(codes_read(sheet, &codes, &f), 0);
	if (codes.count != 1)
		fail_msg("%s at %d, %d: %zu codes", name, x, y, codes.count);
	assert_in_range(box->x, x, x + 40);
	assert_in_range(box->y, y, y + 40);
	assert_in_range(box->x + box->width, x + 40, x + pixGetWidth(code));
	codes_free(&codes);
	pixDestroy(&sheet);
	pixDestroy(&code);
}

static void
codes_are_found_all_over_a_picture(void **state)
{
	static const char *const names[] = { "qr.png", "aztec.png",
		"datamatrix.png", "ean13.png" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (int place = 0; place < 9; place++)
			assert_code_at(names[i], 20 + place % 3 * 300,
			    20 + place / 3 * 270);
}

static void
nothing_is_read_where_nothing_is(void **state)
{
	PIX *pix = pixCreate(300, 200, 32);
	struct codes codes;
	struct fault f;

	(void)state;
	assert_int_equal(codes_read(pix, &codes, &f), 0);
	assert_int_equal(codes.count, 0);
	for (int y = 0; y < 200; y++)
		for (int x = 0; x < 300; x++)
			pixSetPixel(pix, x, y, (l_uint32)(x * 7919 + y *
			    104729) * 2654435761U);
	assert_int_equal(codes_read(pix, &codes, &f), 0);
	assert_int_equal(codes.count, 0);
	pixDestroy(&pix);
}

static void
bytes_that_are_no_utf8_become_text(void **state)
{
	struct codes codes = { .count = 0 };
	struct box box = { 0, 0, 1, 1 };

	(void)state;
	assert_int_equal(codes_add(&codes, "QR", "caf\xe9", 4, &box), 0);
	assert_string_equal(codes.list[0].data, "caf\xc3\xa9");
	assert_int_equal(codes_add(&codes, "QR", "caf\xc3\xa9", 5, &box), 0);
	assert_int_equal(codes.count, 1);
	codes_free(&codes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_is_read),
		cmocka_unit_test(
		    light_on_dark_turned_large_and_blurred_are_read),
		cmocka_unit_test(seen_from_the_side_are_read),
		cmocka_unit_test(on_textured_walls_are_read),
		cmocka_unit_test(damaged_codes_are_read),
		cmocka_unit_test(every_code_of_a_picture_is_read),
		cmocka_unit_test(codes_are_found_all_over_a_picture),
		cmocka_unit_test(nothing_is_read_where_nothing_is),
		cmocka_unit_test(bytes_that_are_no_utf8_become_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
