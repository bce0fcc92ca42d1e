/* SPDX-License-Identifier: MIT */
/* Charsets that are guessed, and names of accounts in addresses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/charset.h"
#include "ingest/url.h"

static void
charsets_are_told_by_their_bytes(void **state)
{
	static const struct {
		const char *bytes, *charset;
	} samples[] = {
		{ "", "utf-8" }, { "plain", "utf-8" },
		{ "\xd1\x81\xd0\xbe\xd0\xbb\xd1\x8c", "utf-8" },
		/* Cut in the middle of a letter, as services do. */
		{ "\xd1\x81\xd0\xbe\xd0\xbb\xd1", "utf-8" },
		{ "\xf1\xee\xeb\xfc, \xec\xf3\xea\xe0", "windows-1251" },
		{ "\xd1\xce\xcb\xdc, \xcc\xd3\xca\xc0", "windows-1251" },
		{ "\xd3\xcf\xcc\xd8, \xcd\xd5\xcb\xc1", "koi8-r" },
		{ "\xf3\xef\xec\xf8, \xed\xf5\xeb\xe1", "koi8-r" },
		{ "\xd1\xce, \xc3\xe6\xb7\xdb\xba\xcd\xc3\xe6\xb0\xfc",
		    "gb18030" },
		{ "caf\xe9 cr\xe8me", "windows-1252" }
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++)
		assert_string_equal(samples[i].charset, charset_guess(
		    samples[i].bytes, strlen(samples[i].bytes)));
}

static void
charsets_are_told_by_marks(void **state)
{
	(void)state;
	assert_string_equal("utf-8", charset_marked("\xef\xbb\xbf", 3));
	assert_string_equal("utf-16", charset_marked("\xff\xfe", 2));
	assert_string_equal("utf-16", charset_marked("\xfe\xff" "a", 3));
	assert_string_equal("utf-16le", charset_marked("<\0?\0", 4));
	assert_string_equal("utf-16be", charset_marked("\0<\0?", 4));
	assert_null(charset_marked("\xef\xbb", 2));
	assert_null(charset_marked("<", 1));
	assert_null(charset_marked("", 0));
}

static void
bad_bytes_are_repaired_and_no_good_one_is_lost(void **state)
{
	struct text text = { .bytes = NULL };

	(void)state;
	assert_int_equal(0, charset_repair("a\xd0" "b\0c\xe2\x82", 7, &text));
	assert_string_equal(text.bytes, "a\xef\xbf\xbd" "b\xef\xbf\xbd"
	    "c\xef\xbf\xbd\xef\xbf\xbd");
	text_free(&text);
}

static void
a_charset_is_told_by_who_can_be_believed(void **state)
{
	static const char utf8[] = "клад", mark[] = "\xef\xbb\xbf" "клад";
	static const char cp1251[] = "\xea\xeb\xe0\xe4";
	static const char koi8[] = "\xcb\xcc\xc1\xc4";
	static const char utf16[] = "\xff\xfe\x3a\4\x3b\4\x30\4\x34\4";
	static const char bare16[] = "\x3a\4\x3b\4\x30\4\x34\4 \0";
	static const char chinese[] = "\xb1\xf9\xe9\x46";	/* 冰镕 in GBK */
	static const char japanese[] = "\x1b$BKc\x1b(B";
	static const struct {
		const char *bytes;
		size_t length;
		const char *first, *second, *text;
	} samples[] = {
		{ utf8, 8, NULL, NULL, "клад" },
		{ utf8, 8, "windows-1251", "koi8-r", "клад" },
		{ utf8, 8, "utf-16", "no-such-charset", "клад" },
		{ utf8, 7, "utf-8", NULL, "кла\xef\xbf\xbd" },
		{ mark, 11, "windows-1251", NULL, "клад" },
		{ cp1251, 4, "windows-1251", NULL, "клад" },
		{ cp1251, 4, NULL, "windows-1251", "клад" },
		{ cp1251, 4, "utf-8", "windows-1251", "клад" },
		{ cp1251, 4, "no-such-charset", "windows-1251", "клад" },
		{ cp1251, 4, "utf-16", "", "клад" },
		{ cp1251, 4, "utf-8", "utf-8", "клад" },
		{ koi8, 4, "koi8-r", "windows-1251", "клад" },
		{ utf16, 10, "windows-1251", "utf-8", "клад" },
		{ utf16, 10, NULL, NULL, "клад" },
		{ bare16, 10, "utf-16le", NULL, "клад " },
		{ chinese, 4, "gb2312", NULL, "冰镕" },
		{ "caf\xe9 \x93", 6, "iso-8859-1", NULL, "café “" },
		{ japanese, 8, "iso-2022-jp", NULL, "麻" },
		{ "plain", 5, "utf-16", "iso-2022-jp", "plain" },
		{ "", 0, "utf-16", NULL, "" }
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct text text = { .bytes = NULL };

		assert_int_equal(0, charset_decode(samples[i].bytes,
		    samples[i].length, samples[i].first, samples[i].second,
		    &text));
		if (strcmp(samples[i].text, text.bytes) != 0)
			fail_msg("%zu gives \"%s\"", i, text.bytes);
		text_free(&text);
	}
}

static void
a_charset_is_named_in_headers_and_markup(void **state)
{
	char name[16];

	(void)state;
	assert_true(charset_named("text/html; Charset=\"koi8-r\"", name, 16));
	assert_string_equal("koi8-r", name);
	assert_true(charset_named("<meta charset=utf-8/>", name, 16));
	assert_string_equal("utf-8", name);
	assert_false(charset_named("text/html", name, 16));
	assert_false(charset_named("text/html; charset=", name, 16));
	assert_false(charset_named("charset=longer-than-it-may-be", name, 16));
}

/* How much is sound, letter by letter. */
static size_t
sound(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t at = 0, step = 1;

	for (; at < length && step > 0; at += step)
		step = text_sequence(s + at, length - at);
	return at;
}

/* Texts are looked at some bytes at a time. */
static void
a_bad_byte_is_seen_wherever_it_stands(void **state)
{
	static const char good[] = "Тесто накрыть на ночь, dough for the "
	    "night; ыыыыыыы café €5 зззз߿߿߿߿ЀЀЀЀ";
	static const char bad[] = "\x80\xbf\xc0\xc1\xd0\xdf\xe2\xff";
	char text[sizeof(good)];

	(void)state;
	for (size_t at = 0; at < sizeof(good); at++)
		for (size_t i = 0; i < sizeof(bad); i++) {
			memcpy(text, good, sizeof(good));
			text[at] = bad[i];
			assert_int_equal(text_utf8(text, at + 1),
			    sound(text, at + 1));
			assert_int_equal(text_utf8(text, sizeof(good) - 1),
			    sound(text, sizeof(good) - 1));
		}
}

static void
accounts_are_found_in_what_users_give(void **state)
{
	static const struct {
		const char *text, *name;	/* NULL: refused */
	} samples[] = {
		{ "klad_demo", "klad_demo" }, { "@klad_demo", "klad_demo" },
		{ "https://vk.com/klad_demo", "klad_demo" },
		{ "vk.com/klad_demo?w=wall-1_2", "klad_demo" },
		{ "vk.com/", NULL }, { "", NULL }, { "a&b", NULL },
		{ "\xd0\xba\xd0\xbb\xd0\xb0\xd0\xb4", NULL },
		{ "longer_than_there_is_room", NULL }
	};
	char name[16];

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		int got = url_account(samples[i].text, "vk.com/", "_", name,
		    sizeof(name));

		assert_int_equal(got, samples[i].name == NULL ? -1 : 0);
		if (got == 0)
			assert_string_equal(name, samples[i].name);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(charsets_are_told_by_their_bytes),
		cmocka_unit_test(charsets_are_told_by_marks),
		cmocka_unit_test(a_charset_is_told_by_who_can_be_believed),
		cmocka_unit_test(a_charset_is_named_in_headers_and_markup),
		cmocka_unit_test(
		    bad_bytes_are_repaired_and_no_good_one_is_lost),
		cmocka_unit_test(a_bad_byte_is_seen_wherever_it_stands),
		cmocka_unit_test(accounts_are_found_in_what_users_give)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
