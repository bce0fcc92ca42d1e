/* SPDX-License-Identifier: MIT */
#include "classify/digits.h"

#include <stdbool.h>
#include <string.h>

#define APART_MAX 3	/* separators between groups, as in "4111 - 1111" */

/* Digits beyond ASCII: all but the last byte, and the last one of the zero. */
static const struct numerals {
	const char *head;
	unsigned char size, zero;	/* bytes; the last of them */
} numerals[] = {
	{ "\xd9", 2, 0xa0 },		/* Arabic-Indic, U+0660 */
	{ "\xdb", 2, 0xb0 },		/* Persian and Urdu, U+06F0 */
	{ "\xe0\xa5", 3, 0xa6 },	/* Devanagari, U+0966 */
	{ "\xef\xbc", 3, 0x90 },	/* full-width, U+FF10 */
	{ "\xf0\x9d\x9f", 4, 0x8e },	/* mathematical, U+1D7CE: bold, */
	{ "\xf0\x9d\x9f", 4, 0x98 },	/* double-struck, */
	{ "\xf0\x9d\x9f", 4, 0xa2 },	/* sans-serif, */
	{ "\xf0\x9d\x9f", 4, 0xac },	/* bold sans-serif */
	{ "\xf0\x9d\x9f", 4, 0xb6 },	/* and monospace */
};

/* Separators beyond ASCII, by their last byte; those unseen take no room. */
static const struct separators {
	const char *head;
	unsigned char from, to;
	bool unseen;
} separators[] = {
	{ "\xc2", 0xa0, 0xa0, false },		/* no-break space */
	{ "\xc2", 0xad, 0xad, true },		/* soft hyphen */
	{ "\xc2", 0xb7, 0xb7, false },		/* middle dot */
	{ "\xe2\x80", 0x80, 0x8a, false },	/* spaces of all widths */
	{ "\xe2\x80", 0x8b, 0x8f, true },	/* zero width, directions */
	{ "\xe2\x80", 0x90, 0x95, false },	/* hyphens and dashes */
	{ "\xe2\x80", 0xa2, 0xa2, false },	/* bullet */
	{ "\xe2\x80", 0xaf, 0xaf, false },	/* narrow no-break space */
	{ "\xe2\x81", 0xa0, 0xa0, true },	/* word joiner */
	{ "\xe3\x80", 0x80, 0x80, false },	/* ideographic space */
	{ "\xef\xbb", 0xbf, 0xbf, true },	/* byte order mark */
};

int
digit_at(const char *text, size_t length, size_t at, unsigned char *size)
{
	const unsigned char *c = (const unsigned char *)text + at;

	if (at >= length)
		return -1;
	if (c[0] >= '0' && c[0] <= '9') {
		*size = 1;
		return c[0] - '0';
	}
	for (size_t i = 0; c[0] >= 0x80 &&
	    i < sizeof(numerals) / sizeof(numerals[0]); i++) {
		const struct numerals *n = &numerals[i];
		size_t head = n->size - (size_t)1;

		if (length - at < n->size || memcmp(c, n->head, head) != 0 ||
		    c[head] < n->zero || c[head] > n->zero + 9)
			continue;
		*size = n->size;
		return c[head] - n->zero;
	}
	return -1;
}

/* The bytes of one separator between groups at a place, or 0. */
static size_t
separator_at(const char *text, size_t length, size_t at, bool *unseen)
{
	const unsigned char *c = (const unsigned char *)text + at;

	*unseen = false;
	if (c[0] < 0x80)
		return c[0] != '\0' && strchr(" \t-().", c[0]) != NULL;
	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]);
	    i++) {
		const struct separators *s = &separators[i];
		size_t head = strlen(s->head);

		if (length - at <= head || memcmp(c, s->head, head) != 0 ||
		    c[head] < s->from || c[head] > s->to)
			continue;
		*unseen = s->unseen;
		return head + 1;
	}
	return 0;
}

void
digits_read(const char *text, size_t length, size_t at, struct digits *number)
{
	unsigned char group = 0, size;
	int seen = 0;		/* separators since the last digit */

	memset(number, 0, sizeof(*number));
	number->end = at;
	while (at < length && number->count < DIGITS_MAX) {
		int digit = digit_at(text, length, at, &size);
		bool unseen = false;
		size_t skip = digit >= 0 ? 0 : separator_at(text, length, at,
		    &unseen);

		if (digit < 0 && (skip == 0 || (seen += !unseen) > APART_MAX))
			break;
		if (digit < 0) {
			at += skip;
			continue;
		}
		if (seen > 0 && number->count > 0)
			group++;
		seen = 0;
		number->value[number->count] = (char)('0' + digit);
		number->place[number->count] = at;
		number->size[number->count] = size;
		number->group[number->count++] = group;
		at += size;
		number->end = at;
	}
}
