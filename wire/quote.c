/* SPDX-License-Identifier: MIT */
#include "wire/quote.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define BLOCK 32	/* bytes that are looked at in one go, */
#define SMALL 8		/* and where there are fewer left */
#define UNICODE 6	/* bytes of \u001F */

static const char special[] = "\"\\\b\f\n\r\t";
static const char letters[] = "\"\\bfnrt";

/* How many bytes one takes. */
static size_t
width(unsigned char c)
{
	if (c >= ' ' && c != '"' && c != '\\')
		return 1;
	return c != '\0' && strchr(special, c) != NULL ? 2 : UNICODE;
}

/*
 * True if none of so many bytes is escaped: where their number is known,
 * compilers test them at once.
 */
static inline bool
is_plain(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	unsigned char escaped = 0;

	for (size_t i = 0; i < length; i++)
		escaped |= (unsigned char)((s[i] < ' ') | (s[i] == '"') |
		    (s[i] == '\\'));
	return escaped == 0;
}

static size_t
width_of_all(const char *bytes, size_t length)
{
	size_t sum = 0;

	for (size_t i = 0; i < length; i++)
		sum += width((unsigned char)bytes[i]);
	return sum;
}

size_t
quote_length(const char *bytes, size_t length)
{
	size_t sum = 2;

	for (; length >= BLOCK; bytes += BLOCK, length -= BLOCK)
		sum += is_plain(bytes, BLOCK) ? BLOCK :
		    width_of_all(bytes, BLOCK);
	for (; length >= SMALL; bytes += SMALL, length -= SMALL)
		sum += is_plain(bytes, SMALL) ? SMALL :
		    width_of_all(bytes, SMALL);
	return sum + width_of_all(bytes, length);
}

static char *
write_byte(char *to, unsigned char c)
{
	char text[UNICODE + 1];

	switch (width(c)) {
	case 1:
		*to = (char)c;
		return to + 1;
	case 2:
		to[0] = '\\';
		to[1] = letters[strchr(special, c) - special];
		return to + 2;
	}
	snprintf(text, sizeof(text), "\\u%04X", c);
	memcpy(to, text, UNICODE);
	return to + UNICODE;
}

static char *
write_all(char *to, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		to = write_byte(to, (unsigned char)bytes[i]);
	return to;
}

static char *
write_small(char *to, const char bytes[SMALL])
{
	if (!is_plain(bytes, SMALL))
		return write_all(to, bytes, SMALL);
	memcpy(to, bytes, SMALL);
	return to + SMALL;
}

char *
quote_write(char *to, size_t quoted, const char *bytes, size_t length)
{
	*to++ = '"';
	if (quoted == length + 2) {
		memcpy(to, bytes, length);
		to += length;
	} else {
		for (; length >= SMALL; bytes += SMALL, length -= SMALL)
			to = write_small(to, bytes);
		to = write_all(to, bytes, length);
	}
	*to++ = '"';
	return to;
}
