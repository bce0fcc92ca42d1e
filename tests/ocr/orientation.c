/* SPDX-License-Identifier: MIT */
/* Pictures stored in each of the eight ways of EXIF are shown upright. */
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
#include "ocr/orientation.h"
#include "tests/ocr/corner.h"

#define FILE_MAX (64 * 1024)

/* A block of EXIF data with nothing but an orientation, in its byte BARE_AT. */
#define BARE_SIZE 26
#define BARE "MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0" \
	"\0\0\0\0"
#define BARE_AT 19

/* How wide the frame is, and which of its upper quarters are red. */
struct seen {
	int width;
	bool left, right;
};

static bool
is_red(PIX *rgb, int x, int y)
{
	l_int32 red, green, blue;

	pixGetRGBPixel(rgb, x, y, &red, &green, &blue);
	return green < 100;
}

static int
look(void *context, const struct image_frame *frame)
{
	struct seen *seen = context;
	int width = pixGetWidth(frame->rgb), y = pixGetHeight(frame->rgb) / 4;

	seen->width = width;
	seen->left = is_red(frame->rgb, width / 4, y);
	seen->right = is_red(frame->rgb, width * 3 / 4, y);
	return 0;
}

/* The corner as a file of Leptonica's making; returns its length. */
static size_t
write_corner(int format, unsigned char *to)
{
	PIX *corner = make_corner();
	l_uint8 *bytes;
	size_t length;

	assert_int_equal(format == IFF_PNG ?
	    pixWriteMemPng(&bytes, &length, corner, 0) :
	    pixWriteMem(&bytes, &length, corner, format), 0);
	assert_true(length <= FILE_MAX);
	memcpy(to, bytes, length);
	free(bytes);
	pixDestroy(&corner);
	return length;
}

static void
set_bare(unsigned char *to, int orientation)
{
	memcpy(to, BARE, BARE_SIZE);
	to[BARE_AT] = (unsigned char)orientation;
}

/* Make room of size bytes at a place of a file; returns the new length. */
static size_t
make_room(unsigned char *bytes, size_t length, size_t at, size_t size)
{
	memmove(bytes + at + size, bytes + at, length - at);
	return length + size;
}

/* An APP1 segment right behind the start of the file. */
static size_t
make_jpeg(unsigned char *bytes, int orientation)
{
	size_t length = write_corner(IFF_JFIF_JPEG, bytes);

	length = make_room(bytes, length, 2, 10 + BARE_SIZE);
	memcpy(bytes + 2, "\xff\xe1\0\x22" "Exif\0\0", 10);
	set_bare(bytes + 12, orientation);
	return length;
}

/* ISO/IEC 15948, annex D. */
static uint32_t
checksum(const unsigned char *bytes, size_t length)
{
	uint32_t sum = 0xffffffff;

	for (size_t i = 0; i < length; i++) {
		sum ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
	}
	return ~sum;
}

/* A chunk eXIf right behind IHDR, which ends at 33. */
static size_t
make_png(unsigned char *bytes, int orientation)
{
	size_t length = write_corner(IFF_PNG, bytes);
	unsigned char *chunk = bytes + 33;
	uint32_t sum;

	length = make_room(bytes, length, 33, 12 + BARE_SIZE);
	memcpy(chunk, "\0\0\0\x1a" "eXIf", 8);
	set_bare(chunk + 8, orientation);
	sum = checksum(chunk + 4, 4 + BARE_SIZE);
	for (int i = 0; i < 4; i++)
		chunk[8 + BARE_SIZE + i] =
		    (unsigned char)(sum >> (24 - 8 * i));
	return length;
}

/* A chunk VP8X before the picture, and EXIF behind it (RFC 9649, 2.7). */
static size_t
make_webp(unsigned char *bytes, int orientation)
{
	size_t length = write_corner(IFF_WEBP, bytes), size;

	length = make_room(bytes, length, 12, 18);
	memcpy(bytes + 12, "VP8X\x0a\0\0\0\x08\0\0\0\x3f\0\0\x1f\0\0", 18);
	memcpy(bytes + length, "EXIF\x1a\0\0\0", 8);
	set_bare(bytes + length + 8, orientation);
	length += 8 + BARE_SIZE;
	size = length - 8;
	for (int i = 0; i < 4; i++)
		bytes[4 + i] = (unsigned char)(size >> 8 * i);
	return length;
}

/* The tag of TIFF itself, written by libtiff. */
static size_t
make_tiff(unsigned char *bytes, int orientation)
{
	char path[] = "/tmp/klad-orientation-XXXXXX";
	int fd = mkstemp(path);
	size_t length = write_corner(IFF_TIFF_LZW, bytes);
	TIFF *tiff;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), length);
	tiff = TIFFOpen(path, "r+");
	assert_non_null(tiff);
	TIFFSetField(tiff, TIFFTAG_ORIENTATION, orientation);
	assert_int_equal(TIFFRewriteDirectory(tiff), 1);
	TIFFClose(tiff);
	length = (size_t)pread(fd, bytes, FILE_MAX, 0);
	close(fd);
	unlink(path);
	return length;
}

/* Where the red quarter is seen (EXIF 2.32, 4.6.4 A, tag 0x0112). */
static const struct {
	bool wide;		/* else it is turned by a quarter */
	const char *corner;
} seen_as[9] = {
	[1] = { true, "upper left" }, [2] = { true, "upper right" },
	[3] = { true, "lower right" }, [4] = { true, "lower left" },
	[5] = { false, "upper left" }, [6] = { false, "upper right" },
	[7] = { false, "lower right" }, [8] = { false, "lower left" },
};

static void
assert_upright(size_t (*make)(unsigned char *, int), const char *what)
{
	struct image_limits limits = IMAGE_LIMITS;
	unsigned char *bytes = malloc(2 * FILE_MAX);

	for (int i = 1; i <= 8; i++) {
		size_t length = make(bytes, i);
		struct seen seen = { 0, false, false };
		struct fault f = { "" };

		if (image_decode(bytes, length, &limits, look, &seen, &f) < 0)
			fail_msg("%s, %d: %s", what, i, f.text);
		if (seen.width != (seen_as[i].wide ? 64 : 32) ||
		    seen.left != !strcmp(seen_as[i].corner, "upper left") ||
		    seen.right != !strcmp(seen_as[i].corner, "upper right"))
			fail_msg("%s, %d: not upright", what, i);
	}
	free(bytes);
}

static void
every_orientation_is_undone_in_every_format_that_has_one(void **state)
{
	(void)state;
	assert_upright(make_jpeg, "jpeg");
	assert_upright(make_png, "png");
	assert_upright(make_webp, "webp");
	assert_upright(make_tiff, "tiff");
}

static void
what_is_no_orientation_is_upright(void **state)
{
	unsigned char bytes[BARE_SIZE + 6] = "Exif\0\0";

	(void)state;
	for (int i = 0; i < 12; i++) {
		set_bare(bytes + 6, i);
		assert_int_equal(orientation_read_bare(bytes + 6, BARE_SIZE),
		    i >= 1 && i <= 8 ? i : 1);
		/* With the head that some programs write. */
		assert_int_equal(orientation_read_bare(bytes, sizeof(bytes)),
		    i >= 1 && i <= 8 ? i : 1);
	}
	set_bare(bytes + 6, 6);
	for (size_t length = 0; length < BARE_SIZE - 4; length++)
		assert_int_equal(orientation_read_bare(bytes + 6, length), 1);
	assert_null(orientation_undo(NULL, 6));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    every_orientation_is_undone_in_every_format_that_has_one),
		cmocka_unit_test(what_is_no_orientation_is_upright),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
