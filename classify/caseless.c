/* SPDX-License-Identifier: MIT */
#include "classify/caseless.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

int32_t
caseless_at(const char *text, size_t length, size_t at, size_t *bytes)
{
	utf8proc_int32_t point;
	utf8proc_ssize_t size;

	if (at >= length)
		return 0;
	if ((unsigned char)text[at] < 0x80) {
		*bytes = 1;
		return tolower((unsigned char)text[at]);
	}
	/* Russian letters, which are what most others are. */
	point = length - at < 2 ? 0 : ((unsigned char)text[at] & 0x1f) << 6 |
	    ((unsigned char)text[at + 1] & 0x3f);
	if (((unsigned char)text[at] & 0xfe) == 0xd0 && point >= 0x0410 &&
	    point <= 0x044f && ((unsigned char)text[at + 1] & 0xc0) == 0x80) {
		*bytes = 2;
		return point < 0x0430 ? point + 32 : point;
	}
	size = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
	    (utf8proc_ssize_t)(length - at), &point);
	if (size <= 0)
		return 0;
	*bytes = (size_t)size;
	return utf8proc_tolower(point);
}

bool
caseless_is_letter(int32_t point)
{
	utf8proc_category_t category;

	if (point < 0x80)
		return isalpha((unsigned char)point);
	if (point >= 0x0410 && point <= 0x044f)
		return true;
	category = utf8proc_category(point);
	return category >= UTF8PROC_CATEGORY_LU &&
	    category <= UTF8PROC_CATEGORY_LO;
}

bool
caseless_is_han(int32_t point)
{
	return point >= 0x3000 && point <= 0x9fff;
}

size_t
caseless_word(const char *text, size_t length, size_t at, const char *word)
{
	size_t size, from = at, used = 0, bytes = 0, more = 0;
	int32_t want = 0;
	unsigned char first = at < length ? (unsigned char)text[at] : 0;

	/* No letter outside ASCII is the capital of one inside. */
	if (first < 0x80 && tolower(first) != (unsigned char)word[0])
		return 0;
	size = strlen(word);
	while (used < size) {
		want = caseless_at(word, size, used, &more);
		if (want == 0 || caseless_at(text, length, at, &bytes) != want)
			return 0;
		used += more;
		at += bytes;
	}
	if (!caseless_is_han(want) &&
	    caseless_is_letter(caseless_at(text, length, at, &bytes)))
		return 0;
	return at - from;
}
