/* SPDX-License-Identifier: MIT */
#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <leptonica/allheaders.h>

/*
 * A grey ramp, packed in a format.
 */
static PIX *
pack(l_int32 format, l_uint8 **bytes, size_t *size)
{
	PIX *pix = pixCreate(256, 40, 8);

	assert_non_null(pix);
	for (int y = 0; y < 40; y++)
		for (int x = 0; x < 256; x++)
			pixSetPixel(pix, x, y, (l_uint32)x);
	assert_int_equal(pixWriteMem(bytes, size, pix, format), 0);
	return pix;
}

static void
a_png_is_stored_as_it_is_and_read_back(void **state)
{
	l_uint8 *bytes;
	size_t size;
	PIX *pix = pack(IFF_PNG, &bytes, &size), *back;
	l_int32 format, same = 0;

	(void)state;
	assert_int_equal(findFileFormatBuffer(bytes, &format), 0);
	assert_int_equal(format, IFF_SPIX);
	assert_true(size >= 256 * 40);
	back = pixReadMem(bytes, size);
	assert_non_null(back);
	assert_int_equal(pixEqual(pix, back, &same), 0);
	assert_true(same);
	lept_free(bytes);
	pixDestroy(&back);
	pixDestroy(&pix);
}

static void
another_format_is_what_it_was(void **state)
{
	l_uint8 *bytes;
	size_t size;
	PIX *pix = pack(IFF_BMP, &bytes, &size);

	(void)state;
	assert_memory_equal(bytes, "BM", 2);
	lept_free(bytes);
	pixDestroy(&pix);
}

static void
libraries_find_it_before_leptonicas(void **state)
{
	void *function = dlsym(RTLD_DEFAULT, "pixWriteMem");
	Dl_info found;

	(void)state;
	assert_non_null(function);
	assert_int_not_equal(dladdr(function, &found), 0);
	assert_null(strstr(found.dli_fname, "liblept"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_png_is_stored_as_it_is_and_read_back),
		cmocka_unit_test(another_format_is_what_it_was),
		cmocka_unit_test(libraries_find_it_before_leptonicas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
