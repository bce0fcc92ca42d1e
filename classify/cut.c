/* SPDX-License-Identifier: MIT */
#include "classify/cut.h"

#include <string.h>

#include "classify/sixteen.h"

/* A bit for each byte of a block, that of the first as the lowest: blank? */
static uint64_t
find_blanks(const char *bytes)
{
	uint64_t found = 0;

	for (unsigned i = 0; i < CUT_BLOCK; i += 16)
		found |= (uint64_t)sixteen_bits((sixteen)(
		    sixteen_load(bytes + i) <= CUT_BLANK)) << i;
	return found;
}

/* Does a Han character begin with one of these, or one of four bytes? */
static sixteen
are_wide(sixteen bytes)
{
	return (sixteen)(((bytes >= 0xe4) & (bytes <= 0xe9)) |
	    (bytes >= 0xf0));
}

bool
cut_is_wide(const char *bytes, size_t length)
{
	unsigned found = sixteen_bits(are_wide(sixteen_load(bytes))) |
	    sixteen_bits(are_wide(sixteen_load(bytes + 16))) << 16;

	return (found & ((UINT64_C(1) << length) - 1)) != 0;
}

bool
cut_is_picture(const char *at, const char *end)
{
	const unsigned char *c = (const unsigned char *)at;

	return c[0] == 0xf0 && end - at >= 4 && c[1] == 0x9f &&
	    c[2] >= 0x8c && c[2] <= 0xab;
}

/* May any bytes of a window be wide? */
static bool
has_wide(const char *bytes, size_t length)
{
	sixteen wide = { 0 };

	for (size_t at = 0; at < length; at += 16)
		wide |= (sixteen)(sixteen_load(bytes + at) >= 0xe4);
	return sixteen_bits(wide) != 0;
}

void
cut_window(struct window *window, const char *text, size_t length)
{
	size_t size = length < CUT_WINDOW ? length : CUT_WINDOW;
	/* Behind the last token of the text there is a blank. */
	size_t all = length < CUT_WINDOW ? size + 1 : size;
	size_t edges = 0;
	uint64_t before = 1;	/* is there a blank before the block? */

	memcpy(window->bytes, text, size);
	memset(window->bytes + size, CUT_BLANK,
	    sizeof(window->bytes) - CUT_WINDOW);
	for (size_t at = 0; at < all; at += CUT_BLOCK) {
		uint64_t blanks = find_blanks(window->bytes + at);
		uint64_t differs = blanks ^ (blanks << 1 | before);

		for (; differs != 0; differs &= differs - 1)
			window->edges[edges++] = (uint16_t)(at +
			    (size_t)__builtin_ctzll(differs));
		before = blanks >> (CUT_BLOCK - 1);
	}
	window->count = edges / 2;
	window->used = edges % 2 != 0 ? window->edges[edges - 1] : size;
	window->wide = has_wide(window->bytes, size);
}
