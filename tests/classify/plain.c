/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "classify/plain.h"

static void
becomes(const char *text, const char *wanted)
{
	struct plain plain;

	assert_int_equal(plain_open(&plain, text, strlen(text)), 0);
	assert_int_equal(plain.length, strlen(wanted));
	assert_memory_equal(plain.text, wanted, plain.length);
	plain_close(&plain);
}

static void
what_stands_for_ascii_is_ascii(void **state)
{
	(void)state;
	becomes("＠ｎａｍｅ＿１", "@name_1");
	becomes("ｈｔｔｐｓ：／／ｔ．ｍｅ https：//t.me",
	    "https://t.me https://t.me");
	becomes("@𝐧𝐚𝐦𝐞 𝓃𝒶𝓂ℯ ⓝⓐⓜⓔ 🄽🅐🅼🄴", "@name name name NAME");
	becomes("٠٩ ۰۹ ०९ ０９ 𝟎𝟗", "09 09 09 09 09");
	becomes("۲٫۵ ۱٬۵۰۰", "2.5 1,500");
	becomes("1️⃣2️⃣", "12");
	becomes("a[at]b(.)c{dot}d[точка]e", "a@b.c.d.e");
}

static void
what_cannot_be_seen_is_left_out(void **state)
{
	(void)state;
	becomes("@na\u200bm\u00ade\u2060\ufe0f\U000e0101", "@name");
	becomes("\u200b\u200b", "");
}

static void
all_else_stays(void **state)
{
	(void)state;
	becomes("соль 1г — 2500р", "соль 1г — 2500р");
	becomes("一克，五百：好！№ ② ² ½ ℃ ￥", "一克，五百：好！№ ② ² ½ ℃ ￥");
	becomes("(a) [dot (.] {.", "(a) [dot (.] {.");
	becomes("\xff\xef\xbc \xf0\x9d", "\xff\xef\xbc \xf0\x9d");
	becomes("", "");
}

/* The part of the plain text stands for this part of the original. */
static void
stands_for(const char *text, const char *part, const char *wanted)
{
	struct plain plain;
	size_t offset, length = strlen(part);

	assert_int_equal(plain_open(&plain, text, strlen(text)), 0);
	offset = (size_t)((const char *)memmem(plain.text, plain.length, part,
	    length) - plain.text);
	/* Also when asked again, and for what comes before. */
	for (int i = 0; i < 2; i++) {
		size_t from = offset, bytes = length;

		plain_span(&plain, &from, &bytes);
		assert_int_equal(bytes, strlen(wanted));
		assert_memory_equal(text + from, wanted, bytes);
	}
	plain_close(&plain);
}

static void
a_stretch_is_found_in_the_original(void **state)
{
	(void)state;
	stands_for("к @name!", "@name", "@name");
	stands_for("к ＠ｎａ\u200bmｅ！", "@name", "＠ｎａ\u200bmｅ");
	stands_for("\u200bab\u200b", "ab", "ab");
	stands_for("\u200bсоль１г", "соль", "соль");
	stands_for("\u200bсоль１г", "1г", "１г");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_for_ascii_is_ascii),
		cmocka_unit_test(what_cannot_be_seen_is_left_out),
		cmocka_unit_test(all_else_stays),
		cmocka_unit_test(a_stretch_is_found_in_the_original),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
