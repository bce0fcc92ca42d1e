/* SPDX-License-Identifier: MIT */
/* The texts of a line that was skimmed: their escapes are undone. */
#include <string.h>

#include "classify/fold.h"
#include "classify/skim-reader.h"

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four digits of \uXXXX, or -1. */
static int
hex_at(const char *digits)
{
	int value = 0;

	for (int i = 0; i < 4; i++) {
		int digit = hex_value(digits[i]);

		if (digit < 0)
			return -1;
		value = value << 4 | digit;
	}
	return value;
}

size_t
skim_escape(const char *at, const char *end)
{
	int value;

	if (end - at < 2)
		return 0;
	if (at[1] != 'u')
		return at[1] != '\0' && strchr("\"\\/bfnrt", at[1]) != NULL ?
		    2 : 0;
	if (end - at < 6 || (value = hex_at(at + 2)) <= 0)
		return 0;
	if (value < 0xd800 || value > 0xdfff)
		return 6;
	if (value > 0xdbff || end - at < 12 || at[6] != '\\' || at[7] != 'u')
		return 0;
	value = hex_at(at + 8);
	return value >= 0xdc00 && value <= 0xdfff ? 12 : 0;
}

static char
escaped_char(char c)
{
	static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
	const char *place = strchr(from, c);

	return place != NULL ? to[place - from] : c;
}

size_t
skim_text(const struct stretch *stretch, char *text)
{
	const char *at = stretch->bytes, *end = at + stretch->length;
	char *out = text;

	while (at < end) {
		const char *next = memchr(at, '\\', (size_t)(end - at));
		size_t plain = (size_t)((next != NULL ? next : end) - at);
		uint32_t point;

		memcpy(out, at, plain);
		out += plain;
		at += plain;
		if (at == end)
			break;
		if (at[1] != 'u') {
			*out++ = escaped_char(at[1]);
			at += 2;
			continue;
		}
		point = (uint32_t)hex_at(at + 2);
		at += 6;
		if (point >= 0xd800 && point <= 0xdfff) {
			point = 0x10000 + ((point - 0xd800) << 10) +
			    ((uint32_t)hex_at(at + 2) - 0xdc00);
			at += 6;
		}
		out += fold_encode(point, out);
	}
	return (size_t)(out - text);
}
