/* SPDX-License-Identifier: MIT */
/* A TIFF tells its time in either order of bytes, also behind the picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/exif.h"

#define BEHIND ((size_t)100000)	/* libexif looks at 64 KiB */
#define SIZE (BEHIND + 200)

static void
put(unsigned char *to, uint32_t value, size_t size, bool big)
{
	for (size_t i = 0; i < size; i++, value >>= 8)
		to[big ? size - 1 - i : i] = (unsigned char)value;
}

static void
put_entry(unsigned char *to, uint32_t tag, uint32_t type, uint32_t count,
    uint32_t value, bool big)
{
	put(to, tag, 2, big);
	put(to + 2, type, 2, big);
	put(to + 4, count, 4, big);
	put(to + 8, value, 4, big);
}

/* A TIFF whose directories begin at `at`; to be freed. */
static unsigned char *
make_tiff(size_t at, bool big)
{
	unsigned char *bytes = calloc(1, SIZE);
	uint32_t camera = (uint32_t)at + 2 + 12 + 4;
	uint32_t text = camera + 2 + 2 * 12 + 4;

	assert_non_null(bytes);
	memcpy(bytes, big ? "MM\0*" : "II*\0", 4);
	put(bytes + 4, (uint32_t)at, 4, big);
	put(bytes + at, 1, 2, big);
	put_entry(bytes + at + 2, 0x8769, 4, 1, camera, big);
	put(bytes + camera, 2, 2, big);
	put_entry(bytes + camera + 2, 0x9003, 2, 20, text, big);
	put_entry(bytes + camera + 14, 0x9011, 2, 7, text + 20, big);
	memcpy(bytes + text, "2026:03:14 08:21:30\0+05:00", 27);
	return bytes;
}

static void
times_of_tiffs_are_read(void **state)
{
	(void)state;
	for (int i = 0; i < 4; i++) {
		unsigned char *bytes = make_tiff(i < 2 ? 8 : BEHIND,
		    i % 2 == 0);
		struct exif exif = exif_read(bytes, SIZE);

		assert_true(exif.has_taken);
		assert_true(exif.taken.zoned);
		assert_int_equal(exif.taken.when, 1773458490);
		free(bytes);
	}
}

static void
tiffs_that_are_cut_or_lie_are_survived(void **state)
{
	unsigned char *bytes = make_tiff(8, false);

	(void)state;
	for (size_t cut = 0; cut < 120; cut++) {
		unsigned char *part = malloc(cut + 1);

		memcpy(part, bytes, cut);
		exif_read(part, cut);
		free(part);
	}
	/* Every byte of the directories once as large as it can be. */
	for (size_t i = 4; i < 70; i++) {
		unsigned char was = bytes[i];

		bytes[i] = 0xff;
		exif_read(bytes, 200);
		bytes[i] = was;
	}
	/* A directory that points at itself. */
	put(bytes + 18, 8, 4, false);
	assert_false(exif_read(bytes, 200).has_taken);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_of_tiffs_are_read),
		cmocka_unit_test(tiffs_that_are_cut_or_lie_are_survived)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
