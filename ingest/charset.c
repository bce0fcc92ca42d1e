/* SPDX-License-Identifier: MIT */
#include "ingest/charset.h"

#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD */

const char *
charset_guess(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t good = 0, bad = 0, pairs = 0, step;

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

	for (size_t i = 0; i < length; i += step) {
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
