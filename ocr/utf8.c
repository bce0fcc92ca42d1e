/* SPDX-License-Identifier: MIT */
#include "ocr/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The length of a character, or 0 if its bytes are none (RFC 3629, 4). */
static size_t
character_length(const unsigned char *bytes, size_t left)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t length = bytes[0] < 0x80 ? 1 : bytes[0] < 0xc0 ? 0 :
	    bytes[0] < 0xe0 ? 2 : bytes[0] < 0xf0 ? 3 :
	    bytes[0] < 0xf8 ? 4 : 0;
	uint32_t point;

	if (length == 0 || length > left)
		return 0;
	point = length == 1 ? bytes[0] : bytes[0] & (0x7fU >> length);
	for (size_t i = 1; i < length; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
		point = point << 6 | (bytes[i] & 0x3f);
	}
	if (point < least[length] || point > 0x10ffff ||
	    (point >= 0xd800 && point <= 0xdfff))
		return 0;
	return length;
}

static bool
is_utf8(const unsigned char *bytes, size_t length)
{
	size_t size;

	for (size_t i = 0; i < length; i += size) {
		size = character_length(bytes + i, length - i);
		if (size == 0)
			return false;
	}
	return true;
}

char *
utf8_from_bytes(const char *bytes, size_t length)
{
	const unsigned char *from = (const unsigned char *)bytes;
	bool whole = is_utf8(from, length);
	char *text = malloc(2 * length + 1), *to = text;

	if (text == NULL)
		return NULL;
	for (size_t i = 0; i < length; i++) {
		if (from[i] == '\0')
			continue;
		if (whole || from[i] < 0x80) {
			*to++ = (char)from[i];
		} else {
			*to++ = (char)(0xc0 | from[i] >> 6);
			*to++ = (char)(0x80 | (from[i] & 0x3f));
		}
	}
	*to = '\0';
	return text;
}
