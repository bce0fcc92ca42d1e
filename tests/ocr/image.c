/* SPDX-License-Identifier: MIT */
/* Pictures of every format, and files that only pretend to be one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>
#include <cmocka.h>

#include "ocr/image.h"
#include "tests/ocr/corner.h"

#define FILE_MAX (1024 * 1024)

struct seen {
	unsigned frames;
	unsigned number;		/* of the last one */
	int width, height, reduction;
	l_int32 left[3], right[3];	/* a pixel of each half */
};

static int
look(void *context, const struct image_frame *frame)
{
	struct seen *seen = context;
	PIX *rgb = frame->rgb;

	seen->frames++;
	seen->number = frame->number;
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

/* Write the corner in a way, decode it and compare. */
static void
assert_corner(PIX *pix, int format, const char *what)
{
	l_uint8 *bytes = NULL;
	size_t length = 0;
	struct seen seen;
	struct fault f;

	assert_non_null(pix);
	assert_int_equal(format == IFF_PNG ?
	    pixWriteMemPng(&bytes, &length, pix, 0) :
	    pixWriteMem(&bytes, &length, pix, format), 0);
	if (decode(bytes, length, &seen, &f) < 0)
		fail_msg("%s: %s", what, f.text);
	assert_int_equal(seen.width, 64);
	assert_true(seen.left[1] < 100);
	assert_true(seen.right[1] > 200);
	free(bytes);
	pixDestroy(&pix);
}

static void
palettes_and_packings_are_read(void **state)
{
	PIX *corner = make_corner(), *grey = pixConvertTo8(corner, 0);

	(void)state;
	assert_corner(pixOctreeQuantNumColors(corner, 16, 0), IFF_PNG,
	    "png of 16 colours");
	assert_corner(pixOctreeQuantNumColors(corner, 16, 0), IFF_BMP,
	    "bmp of 16 colours");
	assert_corner(pixOctreeQuantNumColors(corner, 16, 0), IFF_TIFF_LZW,
	    "tiff of 16 colours");
	assert_corner(pixOctreeQuantNumColors(corner, 16, 0), IFF_GIF,
	    "gif of 16 colours");
	assert_corner(pixThresholdToBinary(grey, 128), IFF_TIFF_G4, "fax");
	assert_corner(pixThresholdToBinary(grey, 128), IFF_BMP,
	    "bmp of 1 bit");
	assert_corner(pixClone(grey), IFF_JFIF_JPEG, "grey jpeg");
	assert_corner(pixClone(grey), IFF_BMP, "grey bmp");
	assert_corner(pixClone(grey), IFF_TIFF_PACKBITS, "packbits");
	assert_corner(pixConvert8To16(grey, 8), IFF_TIFF_ZIP,
	    "tiff of 16 bits");
	assert_corner(pixClone(corner), IFF_TIFF_ZIP, "deflate");
	assert_corner(pixClone(corner), IFF_WEBP, "webp");
	pixDestroy(&grey);
	pixDestroy(&corner);
}

/* The upper left quarter in magenta and yellow ink, as TIFF has inks. */
static void
inks_of_tiff_become_light(void **state)
{
	char path[] = "/tmp/klad-image-XXXXXX";
	unsigned char *bytes = malloc(FILE_MAX);
	int fd = mkstemp(path);
	TIFF *tiff = fd >= 0 ? TIFFFdOpen(fd, path, "w") : NULL;
	struct seen seen;
	struct fault f;
	size_t length;
	FILE *file;

	(void)state;
	assert_non_null(tiff);
	TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, 64);
	TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, 32);
	TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
	TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 4);
	TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_SEPARATED);
	TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
	TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 32);
	for (uint32_t y = 0; y < 32; y++) {
		unsigned char row[64 * 4] = { 0 };

		for (int x = 0; y < 16 && x < 32; x++)
			row[x * 4 + 1] = row[x * 4 + 2] = 255;
		assert_int_equal(TIFFWriteScanline(tiff, row, y, 0), 1);
	}
	TIFFClose(tiff);
	file = fopen(path, "rb");
	assert_non_null(file);
	length = fread(bytes, 1, FILE_MAX, file);
	fclose(file);
	unlink(path);
	assert_int_equal(decode(bytes, length, &seen, &f), 0);
	assert_near(seen.left, 255, 0, 0);
	assert_near(seen.right, 255, 255, 255);
	free(bytes);
}

static void
frames_of_a_gif_are_spread_over_it(void **state)
{
	static const unsigned char head[] = "GIF89a\1\0\1\0\xf0\0\0"
	    "\0\0\0\xff\xff\xff";
	static const unsigned char frame[] = ",\0\0\0\0\1\0\1\0\0"
	    "\2\2\x44\1";
	struct image_limits limits = IMAGE_LIMITS;
	unsigned char bytes[1024];
	size_t length = sizeof(head) - 1;
	struct seen seen = { 0 };
	struct fault f;

	(void)state;
	memcpy(bytes, head, length);
	for (int i = 0; i < 12; i++, length += sizeof(frame))
		memcpy(bytes + length, frame, sizeof(frame));
	bytes[length++] = ';';
	limits.frames = 3;
	assert_int_equal(image_decode(bytes, length, &limits, look, &seen,
	    &f), 0);
	assert_int_equal(seen.frames, 3);
	assert_int_equal(seen.number, 8);
}

/* Append a chunk of RIFF (RFC 9649, 2.3). Returns the new length. */
static size_t
add_chunk(unsigned char *to, size_t length, const char *name,
    const unsigned char *bytes, size_t size)
{
	memcpy(to + length, name, 4);
	for (int i = 0; i < 4; i++)
		to[length + 4 + (size_t)i] = (unsigned char)(size >> 8 * i);
	memcpy(to + length + 8, bytes, size);
	to[length + 8 + size] = 0;
	return length + 8 + size + size % 2;
}

/* An animation of so many frames, all the same still picture of 64 x 32. */
static size_t
animate(unsigned char *to, const unsigned char *still, size_t size,
    int frames)
{
	static const unsigned char extended[10] = { 2, 0, 0, 0, 63, 0, 0,
		31, 0, 0 };
	static const unsigned char loop[6] = { 0 };
	unsigned char frame[4096] = { [6] = 63, [9] = 31, [12] = 100 };
	size_t length = 12;

	memcpy(to, "RIFF....WEBP", 12);
	length = add_chunk(to, length, "VP8X", extended, sizeof(extended));
	length = add_chunk(to, length, "ANIM", loop, sizeof(loop));
	assert_true(size < sizeof(frame));
	memcpy(frame + 16, still + 12, size - 12);
	for (int i = 0; i < frames; i++)
		length = add_chunk(to, length, "ANMF", frame, size + 4);
	for (int i = 0; i < 4; i++)
		to[4 + i] = (unsigned char)((length - 8) >> 8 * i);
	return length;
}

static void
frames_of_a_webp_are_spread_over_it(void **state)
{
	unsigned char *bytes = malloc(FILE_MAX);
	struct image_limits limits = IMAGE_LIMITS;
	PIX *corner = make_corner();
	struct seen seen = { 0 };
	l_uint8 *still;
	size_t size;
	struct fault f;

	(void)state;
	assert_int_equal(pixWriteMem(&still, &size, corner, IFF_WEBP), 0);
	limits.frames = 3;
	if (image_decode(bytes, animate(bytes, still, size, 9), &limits,
	    look, &seen, &f) < 0)
		fail_msg("%s", f.text);
	assert_int_equal(seen.frames, 3);
	assert_int_equal(seen.number, 6);
	assert_true(seen.left[1] < 100);
	free(still);
	free(bytes);
	pixDestroy(&corner);
}

static void
a_progressive_jpeg_is_read_and_a_large_one_made_smaller(void **state)
{
	PIX *pix = pixCreate(6000, 4000, 32);
	l_uint8 *bytes;
	size_t length;
	struct seen seen;
	struct fault f;

	(void)state;
	pixSetAll(pix);
	assert_int_equal(pixWriteMemJpeg(&bytes, &length, pix, 50, 1), 0);
	assert_int_equal(decode(bytes, length, &seen, &f), 0);
	assert_int_equal(seen.reduction, 2);
	assert_int_equal(seen.width, 3000);
	free(bytes);
	pixDestroy(&pix);
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
		cmocka_unit_test(palettes_and_packings_are_read),
		cmocka_unit_test(inks_of_tiff_become_light),
		cmocka_unit_test(frames_of_a_gif_are_spread_over_it),
		cmocka_unit_test(frames_of_a_webp_are_spread_over_it),
		cmocka_unit_test(
		    a_progressive_jpeg_is_read_and_a_large_one_made_smaller),
		cmocka_unit_test(a_truncated_picture_is_told_from_a_whole_one),
		cmocka_unit_test(half_a_jpeg_is_still_looked_at),
		cmocka_unit_test(what_is_no_image_is_named),
		cmocka_unit_test(limits_hold_before_anything_is_decoded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
