/* SPDX-License-Identifier: MIT */
#include "classify/digits.h"

#include <string.h>

int
digit_at(const char *text, size_t length, size_t at, unsigned char *size)
{
	const unsigned char *c = (const unsigned char *)text + at;
	size_t left = length - at;

	if (left >= 1 && c[0] >= '0' && c[0] <= '9') {
		*size = 1;
		return c[0] - '0';
	}
	if (left >= 2 && c[0] == 0xd9 && c[1] >= 0xa0 && c[1] <= 0xa9) {
		*size = 2;
		return c[1] - 0xa0;
	}
	if (left >= 2 && c[0] == 0xdb && c[1] >= 0xb0 && c[1] <= 0xb9) {
		*size = 2;
		return c[1] - 0xb0;
	}
	if (left >= 3 && c[0] == 0xef && c[1] == 0xbc && c[2] >= 0x90 &&
	    c[2] <= 0x99) {
		*size = 3;
		return c[2] - 0x90;
	}
	return -1;
}

/* The bytes of one separator between groups at a place, or 0. */
static size_t
separator_at(const char *text, size_t length, size_t at)
{
	/* Spaces and dashes of their own width, and what takes no room. */
	static const char *const wide[] = { "\xc2\xa0", "\xe2\x80\xaf",
		"\xe2\x80\x91", "\xe2\x80\x93", "\xe2\x80\x94",
		"\xc2\xad", "\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d",
		"\xe2\x81\xa0", "\xef\xbb\xbf" };

	if (at < length && text[at] != '\0' &&
	    strchr(" -().", text[at]) != NULL)
		return 1;
	for (size_t i = 0; i < sizeof(wide) / sizeof(wide[0]); i++)
		if (length - at >= strlen(wide[i]) &&
		    memcmp(text + at, wide[i], strlen(wide[i])) == 0)
			return strlen(wide[i]);
	return 0;
}

void
digits_read(const char *text, size_t length, size_t at, struct digits *number)
{
	unsigned char group = 0, size;
	int separators = 0;

	memset(number, 0, sizeof(*number));
	number->end = at;
	while (at < length && number->count < DIGITS_MAX) {
		int digit = digit_at(text, length, at, &size);
		size_t skip = digit >= 0 ? 0 : separator_at(text, length, at);

		if (digit < 0 && (skip == 0 || ++separators > 2))
			break;
		if (digit < 0) {
			at += skip;
			continue;
		}
		if (separators > 0 && number->count > 0)
			group++;
		separators = 0;
		number->value[number->count] = (char)('0' + digit);
		number->place[number->count] = at;
		number->size[number->count] = size;
		number->group[number->count++] = group;
		at += size;
		number->end = at;
	}
}
