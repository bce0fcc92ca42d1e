/* SPDX-License-Identifier: MIT */
#include "classify/digits.h"

#include <string.h>
#include <utf8proc.h>

#include "classify/fold.h"

#define APART_MAX 3	/* separators between groups, as in "4111 - 1111" */
#define LOOSE_MAX 6	/* signs between them, as in "4111 **\r\n 1111" */

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
	/* Cyrillic, as most bytes are, begins no digit. */
	for (size_t i = 0; c[0] >= 0xd9 &&
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

/* A letter that looks like a digit, as digit_at(). */
static int
lookalike_at(const char *text, size_t length, size_t at, unsigned char *size)
{
	uint32_t point;

	*size = (unsigned char)fold_decode(text + at, length - at, &point);
	if (*size == 0)
		return -1;
	switch (point) {
	case 'O': case 'o': case 0x041e: case 0x043e:	/* Cyrillic O */
		return 0;
	case 'I': case 'l':
		return 1;
	case 0x0417: case 0x0437:			/* Cyrillic Ze */
		return 3;
	default:
		return -1;
	}
}

/* The bytes of whatever is no letter and no digit at a place, or 0. */
static size_t
sign_at(const char *text, size_t length, size_t at, bool *unseen)
{
	uint32_t point;
	size_t size = fold_decode(text + at, length - at, &point);
	utf8proc_category_t category;

	if (size == 0 || point == 0)
		return 0;
	category = utf8proc_category((utf8proc_int32_t)point);
	if (category >= UTF8PROC_CATEGORY_LU &&
	    category <= UTF8PROC_CATEGORY_LO)
		return 0;
	if (category >= UTF8PROC_CATEGORY_ND &&
	    category <= UTF8PROC_CATEGORY_NO)
		return 0;
	*unseen = category == UTF8PROC_CATEGORY_CF ||
	    (category >= UTF8PROC_CATEGORY_MN &&
	    category <= UTF8PROC_CATEGORY_ME);
	return size;
}

static void
add_digit(struct digits *number, int digit, size_t at, unsigned char size,
    unsigned char group)
{
	number->value[number->count] = (char)('0' + digit);
	number->place[number->count] = at;
	number->size[number->count] = size;
	number->group[number->count++] = group;
	number->end = at + size;
}

static void
read_number(const char *text, size_t length, size_t at, bool loose,
    struct digits *number)
{
	unsigned char group = 0, size;
	int seen = 0;		/* separators since the last digit */

	memset(number, 0, sizeof(*number));
	number->end = at;
	while (at < length && number->count < DIGITS_MAX) {
		int digit = digit_at(text, length, at, &size);
		bool unseen = false;
		size_t skip;

		if (digit < 0 && loose && number->count > 0)
			digit = lookalike_at(text, length, at, &size);
		if (digit >= 0) {
			if (seen > 0 && number->count > 0)
				group++;
			seen = 0;
			add_digit(number, digit, at, size, group);
			at += size;
			continue;
		}
		skip = loose ? sign_at(text, length, at, &unseen) :
		    separator_at(text, length, at, &unseen);
		seen += !unseen;
		if (skip == 0 || seen > (loose ? LOOSE_MAX : APART_MAX))
			break;
		at += skip;
	}
}

void
digits_read(const char *text, size_t length, size_t at, struct digits *number)
{
	read_number(text, length, at, false, number);
}

void
digits_read_loose(const char *text, size_t length, size_t at,
    struct digits *number)
{
	read_number(text, length, at, true, number);
}

bool
digits_shape(const struct digits *number, size_t count,
    char shape[DIGITS_GROUPS_MAX + 1])
{
	static const char sizes[] = "0123456789abcdefghijklmno";
	size_t groups = 0, first = 0;

	for (size_t i = 1; i <= count; i++) {
		if (i < count && number->group[i] == number->group[i - 1])
			continue;
		if (groups == DIGITS_GROUPS_MAX)
			return false;
		shape[groups++] = sizes[i - first];
		first = i;
	}
	shape[groups] = '\0';
	return true;
}
