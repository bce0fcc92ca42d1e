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

static void
a_stained_code_is_read(void **state)
{
	PIX *qr = load("qr.png");
	BOX *stain = boxCreate(pixGetWidth(qr) / 2, pixGetHeight(qr) / 2, 10,
	    10);

	(void)state;
	pixClearInRect(qr, stain);
	boxDestroy(&stain);
	assert_code(qr, "QR", link);
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
		cmocka_unit_test(a_stained_code_is_read),
		cmocka_unit_test(nothing_is_read_where_nothing_is),
		cmocka_unit_test(bytes_that_are_no_utf8_become_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
