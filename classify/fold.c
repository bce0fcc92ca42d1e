/* SPDX-License-Identifier: MIT */
#include "classify/fold.h"

#include <stdbool.h>
#include <stdlib.h>
#include <utf8proc.h>

#include "classify/han.h"
#include "classify/language.h"

enum {
	/* U+FDFA decomposes to 18 code points, the most there are. */
	DECOMPOSED_MAX = 32,
	REPLACEMENT = 0xfffd
};

void
fold_free(struct folded *folded)
{
	free(folded->points);
	*folded = (struct folded){ 0 };
}

/* Is it a byte of a letter that began before it? */
static bool
goes_on(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

size_t
fold_decode_rest(const char *bytes, size_t length, uint32_t *point)
{
	const unsigned char *at = (const unsigned char *)bytes;
	utf8proc_int32_t got;
	utf8proc_ssize_t used;

	/* Three bytes a letter, of most of the others. */
	if (at[0] >= 0xe1 && at[0] <= 0xec && length >= 3 && goes_on(at[1]) &&
	    goes_on(at[2])) {
		*point = (at[0] & 0xfu) << 12 | (at[1] & 0x3fu) << 6 |
		    (at[2] & 0x3fu);
		return 3;
	}
	used = utf8proc_iterate(at, (utf8proc_ssize_t)(length < 4 ? length : 4),
	    &got);
	if (used <= 0)
		return 0;
	*point = (uint32_t)got;
	return (size_t)used;
}

size_t
fold_encode_rest(uint32_t point, char bytes[4])
{
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)point,
	    (utf8proc_uint8_t *)bytes);
}

/* Room for so many points more. Returns 0, or -1 without memory. */
static int
reserve(struct folded *folded, size_t more)
{
	size_t room = folded->room * 2 + more;
	struct folded_point *points;

	if (folded->room - folded->count >= more)
		return 0;
	points = reallocarray(folded->points, room, sizeof(*points));
	if (points == NULL)
		return -1;
	folded->points = points;
	folded->room = room;
	return 0;
}

static int
push(struct folded *folded, uint32_t point, uint32_t start, uint32_t end)
{
	if (reserve(folded, 1) < 0)
		return -1;
	folded->points[folded->count++] =
	    (struct folded_point){ point, start, end };
	return 0;
}

/* A mark that decorates a letter and is no part of how a word is spelt. */
static bool
is_decoration(uint32_t point)
{
	return (point >= 0x0300 && point <= 0x036f) ||
	    (point >= 0x0483 && point <= 0x0489) ||
	    (point >= 0x0610 && point <= 0x061a) ||
	    point == 0x0640 ||	/* tatweel stretches a word, no more */
	    (point >= 0x064b && point <= 0x065f) || point == 0x0670 ||
	    (point >= 0x06d6 && point <= 0x06ed && point != 0x06d5) ||
	    (point >= 0x1ab0 && point <= 0x1aff) ||
	    (point >= 0x1dc0 && point <= 0x1dff) ||
	    (point >= 0x20d0 && point <= 0x20ff) ||
	    (point >= 0xfe00 && point <= 0xfe0f) ||
	    (point >= 0xfe20 && point <= 0xfe2f);
}

/* What cannot be seen, and splits words only for those who search. */
static bool
is_invisible(uint32_t point)
{
	return point == 0x00ad || point == 0x034f || point == 0x061c ||
	    point == 0x180e || (point >= 0x200b && point <= 0x200f) ||
	    (point >= 0x202a && point <= 0x202e) ||
	    (point >= 0x2060 && point <= 0x206f) || point == 0xfeff ||
	    (point >= 0xe0000 && point <= 0xe0fff);
}

bool
fold_is_unseen(uint32_t point)
{
	return is_invisible(point) || (point >= 0xfe00 && point <= 0xfe0f) ||
	    point == 0x20e3;
}

/* One sign for all that people use in its place. */
static uint32_t
unify(uint32_t point)
{
	switch (point) {
	case 0x0451:	/* ё */
		return 0x0435;
	case 0x0060: case 0x00b4: case 0x02b9: case 0x02bb: case 0x02bc:
	case 0x02bd: case 0x02c8: case 0x2018: case 0x2019: case 0x201b:
	case 0x2032: case 0x2035: case 0xa78c:
		return '\'';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014:
	case 0x2015: case 0x2212: case 0x2043:
		return '-';
	case 0x064a: case 0x0649:	/* Arabic ya, alef maksura */
		return 0x06cc;
	case 0x0643:			/* Arabic kaf */
		return 0x06a9;
	default:
		break;
	}
	if (point >= 0x1f150 && point <= 0x1f169)	/* negative circled */
		return 'a' + point - 0x1f150;
	if (point >= 0x1f170 && point <= 0x1f189)	/* negative squared */
		return 'a' + point - 0x1f170;
	return han_simplify(point);
}

/* The one character that base and mark compose to, or 0. */
static uint32_t
compose(uint32_t base, uint32_t mark)
{
	utf8proc_int32_t pair[2] = { (utf8proc_int32_t)base,
	    (utf8proc_int32_t)mark };

	if (utf8proc_normalize_utf32(pair, 2, UTF8PROC_COMPOSE |
	    UTF8PROC_STABLE) != 1)
		return 0;
	return (uint32_t)pair[0];
}

static int
add(struct folded *folded, uint32_t point, uint32_t start, uint32_t end)
{
	const utf8proc_property_t *property = utf8proc_get_property(
	    (utf8proc_int32_t)point);
	struct folded_point *last = folded->count > 0 ?
	    &folded->points[folded->count - 1] : NULL;
	uint32_t whole;

	if (is_invisible(point))
		return 0;
	if (property->combining_class != 0 && last != NULL &&
	    (whole = compose(last->point, point)) != 0) {
		last->point = unify(whole);
		last->end = end;
		return 0;
	}
	if (is_decoration(point))
		return 0;
	return push(folded, unify(point), start, end);
}

/* Any code point: decomposed, folded, and put together again. */
static int
add_slow(struct folded *folded, uint32_t point, uint32_t start, uint32_t end)
{
	utf8proc_int32_t parts[DECOMPOSED_MAX];
	int last_class = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(
	    (utf8proc_int32_t)point, parts, DECOMPOSED_MAX,
	    UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_DECOMPOSE,
	    &last_class);

	if (count <= 0 || count > DECOMPOSED_MAX)
		return push(folded, point, start, end);
	for (utf8proc_ssize_t i = 0; i < count; i++)
		if (add(folded, (uint32_t)parts[i], start, end) < 0)
			return -1;
	return 0;
}

/*
 * The folded form where one step is the whole of folding: ASCII, the Russian
 * letters and Han characters. 0 for all others.
 */
static uint32_t
fold_plain(uint32_t point)
{
	if (point >= 'A' && point <= 'Z')
		return point + 32;
	if (point < 0x80)
		return point == '`' ? '\'' : point;
	if (point >= 0x0410 && point <= 0x042f)
		return point + 32;
	if (point >= 0x4e00 && point <= 0x9fff)
		return han_simplify(point);
	return point >= 0x0430 && point <= 0x044f ? point : 0;
}

int
fold_text(struct folded *folded, const char *bytes, size_t length)
{
	size_t at = 0;

	folded->count = 0;
	/* Few texts have more points than bytes. */
	if (reserve(folded, length) < 0)
		return -1;
	while (at < length) {
		uint32_t point, plain;
		size_t used = fold_decode(bytes + at, length - at, &point);
		uint32_t start = (uint32_t)at;
		int status;

		if (used == 0) {
			used = 1;
			point = REPLACEMENT;
		}
		at += used;
		plain = fold_plain(point);
		if (plain != 0)
			status = push(folded, plain, start, (uint32_t)at);
		else
			status = add_slow(folded, point, start, (uint32_t)at);
		if (status < 0)
			return -1;
	}
	return 0;
}
