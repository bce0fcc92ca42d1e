/* SPDX-License-Identifier: MIT */
/*
 * Copies are told from adverts on the same template. The figures that this
 * prints are how the bounds in phash.[ch] were chosen: what is done to copies
 * stays well below them, one other name on the same template well above.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "ocr/phash.h"

#define WIDTH 1280
#define HEIGHT 960
#define HASH_HIGH 0xa17e5e89U	/* its first half, for ever */

enum ground { GROUND_WALL, GROUND_EVEN, GROUND_LEAVES, GROUNDS };

/* A pixel of a wall of gradients and planks, of an even sheet, of leaves. */
static void
paint(PIX *pix, int x, int y, enum ground ground)
{
	int leaf = (x * 7 ^ y * 13) / 24 % 90;

	if (ground == GROUND_WALL)
		pixSetRGBPixel(pix, x, y, 60 + x / 12,
		    90 + (y / 60 % 2) * 40, 40 + y / 8);
	else if (ground == GROUND_EVEN)
		pixSetRGBPixel(pix, x, y, 30, 120, 190);
	else
		pixSetRGBPixel(pix, x, y, 40 + leaf, 90 + leaf, 30);
}

/* An advert: a ground, a board, and a name in letters of HEIGHT / 70. */
static PIX *
make_advert_on(enum ground ground, const char *name)
{
	PIX *pix = pixCreate(WIDTH, HEIGHT, 32);
	BOX *board = boxCreate(200, 300, 880, 300);
	L_BMF *font = bmfCreate(NULL, 20);

	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++)
			paint(pix, x, y, ground);
	pixSetInRectArbitrary(pix, board, 0xf0e8d000);
	pixSetTextline(pix, font, "SHOP OPEN DAY AND NIGHT", 0x20202000, 260,
	    420, NULL, NULL);
	pixSetTextline(pix, font, name, 0x20202000, 260, 500, NULL, NULL);
	boxDestroy(&board);
	bmfDestroy(&font);
	return pix;
}

static PIX *
make_advert(const char *name)
{
	return make_advert_on(GROUND_WALL, name);
}

static PIX *
through_jpeg(PIX *pix, int quality)
{
	l_uint8 *bytes = NULL;
	size_t length;
	PIX *copy;

	assert_int_equal(pixWriteMemJpeg(&bytes, &length, pix, quality, 0),
	    0);
	copy = pixReadMemJpeg(bytes, length, 0, 1, NULL, 0);
	free(bytes);
	return copy;
}

/* Letters over the picture that let a twelfth of themselves through. */
static PIX *
watermark(PIX *pix)
{
	PIX *marked = pixCopy(NULL, pix), *blended;
	L_BMF *font = bmfCreate(NULL, 20);

	pixSetTextline(marked, font, "channel of somebody", 0xffffff00, 700,
	    900, NULL, NULL);
	blended = pixBlend(pix, marked, 0, 0, 0.08f);
	bmfDestroy(&font);
	pixDestroy(&marked);
	return blended;
}

/* Smaller by a share, then through JPEG, as messengers do. */
static PIX *
forward(PIX *pix)
{
	PIX *small = pixScale(pix, 0.6f, 0.6f), *copy;

	copy = through_jpeg(small, 50);
	pixDestroy(&small);
	return copy;
}

/* Compare with the original and free. */
static bool
compare(const char *what, const struct phash *original, PIX *other)
{
	struct phash hash;

	assert_non_null(other);
	phash_of(other, &hash);
	print_message("# %s: %u bits, difference %u, of a cell %u\n", what,
	    phash_distance(original->bits, hash.bits),
	    phash_difference(original, &hash, 3),
	    phash_difference(original, &hash, 1));
	pixDestroy(&other);
	return phash_is_copy(original, &hash);
}

static void
copies_are_known(void **state)
{
	(void)state;
	for (enum ground ground = 0; ground < GROUNDS; ground++) {
		PIX *pix = make_advert_on(ground, "write to @klad_demo_shop");
		struct phash original;

		phash_of(pix, &original);
		assert_true(compare("itself", &original, pixCopy(NULL, pix)));
		assert_true(compare("jpeg 75", &original,
		    through_jpeg(pix, 75)));
		assert_true(compare("jpeg 30", &original,
		    through_jpeg(pix, 30)));
		assert_true(compare("half", &original,
		    pixScale(pix, 0.5f, 0.5f)));
		assert_true(compare("0.73", &original,
		    pixScale(pix, 0.73f, 0.73f)));
		assert_true(compare("larger", &original,
		    pixScale(pix, 1.5f, 1.5f)));
		assert_true(compare("forwarded", &original, forward(pix)));
		assert_true(compare("watermark", &original, watermark(pix)));
		pixDestroy(&pix);
	}
}

static void
another_name_on_the_template_is_another_advert(void **state)
{
	static const char *const others[] = {
		"write to @fictional_name2", "write to @klad_demo_sale",
		"write to @klad_demo_shop7", "write to @klad_deme_shop",
		"write to @klad_demo_sh0p",
	};

	(void)state;
	for (enum ground ground = 0; ground < GROUNDS; ground++) {
		PIX *pix = make_advert_on(ground, "write to @klad_demo_shop");
		struct phash original;

		phash_of(pix, &original);
		for (size_t i = 0; i < sizeof(others) / sizeof(others[0]);
		    i++) {
			PIX *other = make_advert_on(ground, others[i]);

			assert_false(compare("forwarded, other", &original,
			    forward(other)));
			assert_false(compare(others[i], &original, other));
		}
		pixDestroy(&pix);
	}
}

/* A caption as on memes: light letters with a dark outline on the ground. */
static PIX *
make_caption(const char *name)
{
	PIX *pix = pixCreate(WIDTH, HEIGHT, 32);
	L_BMF *font = bmfCreate(NULL, 20);

	pixSetAllArbitrary(pix, 0xc8c8c800);
	for (int y = -1; y <= 1; y++)
		for (int x = -1; x <= 1; x++)
			pixSetTextline(pix, font, name, 0x00000000, 260 + x,
			    500 + y, NULL, NULL);
	pixSetTextline(pix, font, name, 0xffffff00, 260, 500, NULL, NULL);
	bmfDestroy(&font);
	return pix;
}

static void
outlined_letters_are_told_apart_too(void **state)
{
	PIX *pix = make_caption("write to @klad_demo_shop");
	struct phash original;

	(void)state;
	phash_of(pix, &original);
	assert_true(compare("jpeg 30", &original, through_jpeg(pix, 30)));
	assert_true(compare("forwarded", &original, forward(pix)));
	assert_false(compare("other", &original,
	    make_caption("write to @klad_demo_shap")));
	assert_false(compare("other", &original,
	    make_caption("write to @klad_demo_sale")));
	pixDestroy(&pix);
}

static void
another_shape_is_another_picture(void **state)
{
	PIX *pix = make_advert("@klad_demo_shop");
	struct phash original;

	(void)state;
	phash_of(pix, &original);
	assert_false(compare("squeezed", &original,
	    pixScale(pix, 1.0f, 0.8f)));
	pixDestroy(&pix);
}

static void
the_first_of_several_frames_is_a_copy_of_none(void **state)
{
	PIX *pix = make_advert("@klad_demo_shop");
	struct phash one, other;

	(void)state;
	phash_of(pix, &one);
	other = one;
	assert_true(phash_is_copy(&one, &other));
	other.width = 0;
	assert_false(phash_is_copy(&one, &other));
	one.width = 0;
	assert_false(phash_is_copy(&one, &other));
	pixDestroy(&pix);
}

static void
the_hash_of_a_picture_does_not_change(void **state)
{
	PIX *pix = make_advert("@klad_demo_shop");
	struct phash hash;

	(void)state;
	phash_of(pix, &hash);
	assert_int_equal(hash.thumb[0], 75);
	assert_int_equal(hash.bits >> 32, HASH_HIGH);
	pixDestroy(&pix);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(copies_are_known),
		cmocka_unit_test(
		    another_name_on_the_template_is_another_advert),
		cmocka_unit_test(outlined_letters_are_told_apart_too),
		cmocka_unit_test(another_shape_is_another_picture),
		cmocka_unit_test(
		    the_first_of_several_frames_is_a_copy_of_none),
		cmocka_unit_test(the_hash_of_a_picture_does_not_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
