/* SPDX-License-Identifier: MIT */
#include "ingest/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>

#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD */

const char *
charset_guess(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t good = 0, bad = 0, pairs = 0, step;

	if (text_utf8(bytes, length) == length)
		return "utf-8";
	for (size_t i = 0; i < length; i += step) {
		step = s[i] < 0x80 ? 1 : text_sequence(s + i, length - i);
		if (step > 1)
			good++;
		if (step > 0)
			continue;
		bad++;
		pairs += i + 1 < length && s[i + 1] >= 0x80 ? 1 : 0;
		step = 1;
	}
	return bad <= good ? "utf-8" :
	    pairs * 2 > bad ? "windows-1251" : "windows-1252";
}

int
charset_repair(const char *bytes, size_t length, struct text *text)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t start = 0, step;

	for (size_t i = text_utf8(bytes, length); i < length; i += step) {
		step = text_sequence(s + i, length - i);
		if (step > 0)
			continue;
		text_add(text, bytes + start, i - start);
		text_add_string(text, REPLACEMENT);
		step = 1;
		start = i + 1;
	}
	return text_add(text, bytes + start, length - start);
}

int
charset_convert(const char *charset, const char *bytes, size_t length,
    struct text *text)
{
	iconv_t to_utf8 = iconv_open("UTF-8", charset);
	char *from = (char *)(uintptr_t)bytes, part[4096];
	size_t got;

	if (to_utf8 == (iconv_t)-1)
		return -1;
	while (length > 0) {
		char *to = part;
		size_t left = sizeof(part);

		got = iconv(to_utf8, &from, &length, &to, &left);
		charset_repair(part, sizeof(part) - left, text);
		if (got != (size_t)-1 || errno == E2BIG)
			continue;
		text_add_string(text, REPLACEMENT);
		from++;
		length--;
	}
	iconv_close(to_utf8);
	return text->failed ? -1 : 0;
}
