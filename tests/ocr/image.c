/* SPDX-License-Identifier: MIT */
/* Pictures of every format, and files that only pretend to be one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "ocr/image.h"

#define FILE_MAX (1024 * 1024)

struct seen {
	unsigned frames;
	int width, height, reduction;
	l_int32 left[3], right[3];	/* a pixel of each half */
};

static int
look(void *context, const struct image_frame *frame)
{
	struct seen *seen = context;
	PIX *rgb = frame->rgb;

	seen->frames++;
	seen->width = pixGetWidth(rgb);
	seen->height = pixGetHeight(rgb);
	seen->reduction = frame->reduction;
	assert_int_equal(pixGetDepth(rgb), 32);
	pixGetRGBPixel(rgb, seen->width / 4, seen->height / 4,
	    &seen->left[0], &seen->left[1], &seen->left[2]);
	pixGetRGBPixel(rgb, seen->width * 3 / 4, seen->height / 4,
	    &seen->right[0], &seen->right[1], &seen->right[2]);
	return 0;
}

static size_t
read_sample(const char *name, unsigned char *bytes)
{
	char path[256];
	size_t length;
	FILE *file;

	snprintf(path, sizeof(path), "tests/samples/ocr/image/%s", name);
	file = fopen(path, "rb");
	assert_non_null(file);
	length = fread(bytes, 1, FILE_MAX, file);
	fclose(file);
	return length;
}

static int
decode(const void *bytes, size_t length, struct seen *seen, struct fault *f)
{
	struct image_limits limits = IMAGE_LIMITS;

	memset(seen, 0, sizeof(*seen));
	f->text[0] = '\0';
	return image_decode(bytes, length, &limits, look, seen, f);
}

static void
decode_sample(const char *name, struct seen *seen)
{
	unsigned char *bytes = malloc(FILE_MAX);
	struct fault f;

	if (decode(bytes, read_sample(name, bytes), seen, &f) < 0)
		fail_msg("%s: %s", name, f.text);
	free(bytes);
	assert_int_equal(seen->width, 48);
	assert_int_equal(seen->height, 32);
	assert_int_equal(seen->reduction, 1);
}

static void
assert_near(const l_int32 got[3], int red, int green, int blue)
{
	const int wanted[3] = { red, green, blue };

	for (int i = 0; i < 3; i++)
		assert_in_range(got[i] + 40, wanted[i], wanted[i] + 80);
}

static void
every_format_gives_its_colours(void **state)
{
	static const char *const names[] = { "rgb.jpg", "cmyk.jpg", "rgb.png",
		"palette.png", "rgb.webp", "rgb.bmp", "rgb.gif", "pages.tif",
		"rgb.heic", "rgb.avif" };
	struct seen seen;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		decode_sample(names[i], &seen);
		if (strcmp(names[i], "cmyk.jpg") != 0)
			assert_near(seen.left, 220, 20, 20);
		assert_true(seen.left[0] > seen.left[2] + 100);
		assert_true(seen.right[2] > seen.right[0] + 100);
	}
}

static void
sixteen_bits_and_one_bit_become_eight(void **state)
{
	struct seen seen;

	(void)state;
	decode_sample("grey16.png", &seen);
	assert_near(seen.left, 234, 234, 234);
	assert_near(seen.right, 19, 19, 19);
	decode_sample("bilevel.png", &seen);
	assert_near(seen.left, 255, 255, 255);
	assert_near(seen.right, 0, 0, 0);
}

static void
what_is_transparent_becomes_ground(void **state)
{
	struct seen seen;

	(void)state;
	decode_sample("alpha.png", &seen);
	assert_near(seen.left, 220, 20, 20);
	assert_near(seen.right, 255, 255, 255);
}

static void
all_pages_are_seen(void **state)
{
	struct seen seen;

	(void)state;
	decode_sample("pages.tif", &seen);
	assert_int_equal(seen.frames, 2);
}

static void
exif_turns_the_picture(void **state)
{
	static const unsigned char exif[] = "\xff\xe1\x00\x22" "Exif\0\0"
	    "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
	    "\0\0\0\0";
	unsigned char *bytes = malloc(FILE_MAX), *turned = malloc(FILE_MAX);
	size_t length = read_sample("rgb.jpg", bytes);
	struct seen seen;
	struct fault f;

	(void)state;
	memcpy(turned, bytes, 2);
	memcpy(turned + 2, exif, 36);
	memcpy(turned + 38, bytes + 2, length - 2);
	assert_int_equal(decode(turned, length + 36, &seen, &f), 0);
	assert_int_equal(seen.width, 32);
	assert_int_equal(seen.height, 48);
	free(bytes);
	free(turned);
}

static void
a_truncated_picture_is_told_from_a_whole_one(void **state)
{
	static const char *const names[] = { "rgb.jpg", "rgb.png", "rgb.webp",
		"rgb.bmp", "rgb.gif", "pages.tif", "rgb.heic", "rgb.avif" };
	unsigned char *bytes = malloc(FILE_MAX);
	struct seen seen;
	struct fault f;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = read_sample(names[i], bytes);

		if (decode(bytes, length / 2, &seen, &f) == 0)
			fail_msg("%s: half of it passed", names[i]);
		assert_true(f.text[0] != '\0');
	}
	/* No cut of any file does more than fail. */
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		size_t length = read_sample(names[i], bytes);

		for (size_t cut = 0; cut < length; cut += 7)
			decode(bytes, cut, &seen, &f);
	}
	free(bytes);
}

static void
half_a_jpeg_is_still_looked_at(void **state)
{
	unsigned char *bytes = malloc(FILE_MAX);
	size_t length = read_sample("rgb.jpg", bytes);
	struct seen seen;
	struct fault f;

	(void)state;
	assert_int_equal(decode(bytes, length - 40, &seen, &f), -1);
	assert_string_equal(f.text, "jpeg: truncated");
	assert_int_equal(seen.frames, 1);
	free(bytes);
}

static void
what_is_no_image_is_named(void **state)
{
	struct seen seen;
	struct fault f;

	(void)state;
	assert_int_equal(decode("", 0, &seen, &f), -1);
	assert_string_equal(f.text, "not an image: empty file");
	assert_int_equal(decode("PK\003\004abc", 7, &seen, &f), -1);
	assert_string_equal(f.text, "not an image: a zip archive");
	assert_int_equal(decode("nonsense", 8, &seen, &f), -1);
	assert_string_equal(f.text, "not an image of a known format");
}

static void
limits_hold_before_anything_is_decoded(void **state)
{
	unsigned char *bytes = malloc(FILE_MAX);
	size_t length = read_sample("rgb.png", bytes);
	struct image_limits limits = IMAGE_LIMITS;
	struct seen seen = { 0 };
	struct fault f;

	(void)state;
	limits.pixels = 48 * 32 - 1;
	assert_int_equal(image_decode(bytes, length, &limits, look, &seen,
	    &f), -1);
	assert_string_equal(f.text, "48 x 32 pixels, over the limit of 1535");
	limits.bytes = length - 1;
	assert_int_equal(image_decode(bytes, length, &limits, look, &seen,
	    &f), -1);
	length = read_sample("pages.tif", bytes);
	limits = (struct image_limits)IMAGE_LIMITS;
	limits.frames = 1;
	assert_int_equal(image_decode(bytes, length, &limits, look, &seen,
	    &f), 0);
	assert_int_equal(seen.frames, 1);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_format_gives_its_colours),
		cmocka_unit_test(sixteen_bits_and_one_bit_become_eight),
		cmocka_unit_test(what_is_transparent_becomes_ground),
		cmocka_unit_test(all_pages_are_seen),
		cmocka_unit_test(exif_turns_the_picture),
		cmocka_unit_test(a_truncated_picture_is_told_from_a_whole_one),
		cmocka_unit_test(half_a_jpeg_is_still_looked_at),
		cmocka_unit_test(what_is_no_image_is_named),
		cmocka_unit_test(limits_hold_before_anything_is_decoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
