/* SPDX-License-Identifier: MIT */
#include "ocr/script.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

/*
 * Decode one character of UTF-8 (RFC 3629) and step over it. Returns -1 on a
 * malformed byte, which is stepped over too.
 */
static int32_t
next(const unsigned char **at)
{
	int32_t first = *(*at)++;
	int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 :
	    0;
	int32_t code = more == 0 ? first : first & (0x3f >> more);

	if (first >= 0x80 && more == 0)
		return -1;
	while (more-- > 0) {
		if ((**at & 0xc0) != 0x80)
			return -1;
		code = code << 6 | (*(*at)++ & 0x3f);
	}
	return code;
}

static bool
within(int32_t code, int32_t first, int32_t last)
{
	return code >= first && code <= last;
}

static bool
is_latin(int32_t code)
{
	return within(code, 'A', 'Z') || within(code, 'a', 'z') ||
	    (within(code, 0xc0, 0x24f) && code != 0xd7 && code != 0xf7);
}

static bool
is_han(int32_t code)
{
	return within(code, 0x3040, 0x30ff) || within(code, 0x3400, 0x9fff);
}

struct script_count
script_of(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	struct script_count n = { 0 };

	while (*at != '\0') {
		int32_t code = next(&at);

		if (is_latin(code)) {
			n.latin++;
			n.latin_marked += code > 'z';
		} else if (within(code, 0x400, 0x52f)) {
			n.cyrillic++;
			n.special += code > 0x451;
		} else if (is_han(code))
			n.han++;
		else if (within(code, 0x600, 0x6ff))
			n.arabic++;
		else if (within(code, 0x900, 0x97f))
			n.devanagari++;
		else if (within(code, '0', '9'))
			n.digits++;
		else
			n.others += code != ' ';
	}
	n.letters = n.latin + n.cyrillic + n.han + n.arabic + n.devanagari;
	return n;
}

bool
script_is_handle(const char *text)
{
	size_t length = strlen(text);

	if (length < 4)
		return false;
	if (strchr(text, '@') != NULL || strchr(text, '_') != NULL)
		return true;
	return strcasestr(text, "t.me") != NULL ||
	    strcasestr(text, ".me/") != NULL ||
	    strcasestr(text, "Т.МЕ") != NULL;
}
