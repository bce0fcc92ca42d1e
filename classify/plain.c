/* SPDX-License-Identifier: MIT */
#include "classify/plain.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "classify/digits.h"
#include "classify/fold.h"

/*
 * Signs that are the same in full width; others are punctuation of Chinese,
 * which parts what a sign of ASCII would hold together.
 */
#define SAME_SIGNS "@._-+/#=?&%$()[]"

/* Letters in the forms that Unicode has of them, A to Z and a to z. */
static const struct alphabet {
	uint32_t first;
	char letter;
} alphabets[] = {
	{ 0x24b6, 'A' }, { 0x24d0, 'a' },	/* circled */
	{ 0x1f130, 'A' }, { 0x1f150, 'A' },	/* squared, white on black */
	{ 0x1f170, 'A' },
};

static bool
is_slash(const char *text, size_t length, size_t at)
{
	uint32_t point;

	return at < length && fold_decode(text + at, length - at, &point) > 0 &&
	    (point == '/' || point == 0xff0f);
}

/* The letter of ASCII that a mathematical one or a ligature stands for. */
static int
decompose(uint32_t point)
{
	utf8proc_int32_t parts[4];
	int last_class = 0;

	if (utf8proc_decompose_char((utf8proc_int32_t)point, parts, 4,
	    UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &last_class) != 1 ||
	    parts[0] >= 0x80 || !isalpha(parts[0]))
		return PLAIN_ITSELF;
	return parts[0];
}

static int
of_point(uint32_t point)
{
	if (fold_is_unseen(point))
		return PLAIN_NOTHING;
	if (point > 0xff00 && point <= 0xff5e) {
		int c = (int)(point - 0xfee0);

		return isalpha(c) || strchr(SAME_SIGNS, c) != NULL ? c :
		    PLAIN_ITSELF;
	}
	for (size_t i = 0; i < sizeof(alphabets) / sizeof(*alphabets); i++)
		if (point >= alphabets[i].first &&
		    point < alphabets[i].first + 26)
			return alphabets[i].letter +
			    (int)(point - alphabets[i].first);
	if ((point >= 0x2100 && point <= 0x214f) ||
	    (point >= 0x1d400 && point <= 0x1d7ff))
		return decompose(point);
	switch (point) {
	case 0x066b: case 0x2024:	/* Arabic decimal point, dot leader */
		return '.';
	case 0x066c:			/* Arabic thousands */
		return ',';
	case 0x2044: case 0x2215:	/* slashes of fractions, division */
		return '/';
	default:
		return PLAIN_ITSELF;
	}
}

/*
 * A sign in brackets, or spelled out in them, so that no filter sees an
 * address: "name[at]example[.]org". Returns it and its bytes, or itself.
 */
static int
of_brackets(const char *text, size_t length, size_t *bytes)
{
	static const struct {
		const char *inside;
		char sign;
	} signs[] = {
		{ ".", '.' }, { "dot", '.' }, { "точка", '.' },
		{ "@", '@' }, { "at", '@' }, { "собака", '@' },
		{ "/", '/' },
	};
	char close = text[0] == '(' ? ')' : text[0] == '[' ? ']' : '}';

	if (length < 3 || strchr(".dD@aA/\xd1", text[1]) == NULL)
		return PLAIN_ITSELF;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t size = strlen(signs[i].inside);

		if (length < size + 2 || text[size + 1] != close ||
		    strncasecmp(text + 1, signs[i].inside, size) != 0)
			continue;
		/* "name (собака)" speaks of the sign before the name. */
		if (size > 2 && signs[i].sign == '@' && (length == size + 2 ||
		    !isalnum((unsigned char)text[size + 2])))
			continue;
		*bytes = size + 2;
		return signs[i].sign;
	}
	return PLAIN_ITSELF;
}

/* May a character that begins with this byte be other than itself? */
static bool
may_change(unsigned char first)
{
	switch (first) {
	case 0xc2: case 0xcd: case 0xd8: case 0xd9: case 0xdb:
	case 0xe0: case 0xe1: case 0xe2: case 0xef: case 0xf0: case 0xf3:
	case '(': case '[': case '{':
		return true;
	default:
		return false;
	}
}

int
plain_at(const char *text, size_t length, size_t at, size_t *bytes)
{
	unsigned char size;
	uint32_t point;
	int digit;

	*bytes = 1;
	if (!may_change((unsigned char)text[at]) ||
	    (*bytes = fold_decode(text + at, length - at, &point)) == 0) {
		*bytes = 1;
		return PLAIN_ITSELF;
	}
	if (*bytes == 1)
		return of_brackets(text + at, length - at, bytes);
	digit = digit_at(text, length, at, &size);
	if (digit >= 0)
		return '0' + digit;
	/* Of a full-width colon there is one in each "https://". */
	if (point == 0xff1a && is_slash(text, length, at + *bytes))
		return ':';
	return of_point(point);
}

/* How far the text is plain as it is. */
static size_t
plain_length(const char *text, size_t length)
{
	size_t at = 0, bytes;

	while (at < length &&
	    plain_at(text, length, at, &bytes) == PLAIN_ITSELF)
		at += bytes;
	return at;
}

int
plain_open(struct plain *plain, const char *text, size_t length)
{
	size_t at = plain_length(text, length), bytes;
	char *out;

	*plain = (struct plain){ .text = text, .length = length,
	    .original = text, .original_length = length };
	if (at == length)
		return 0;
	plain->bytes = malloc(length);
	if (plain->bytes == NULL)
		return -1;
	memcpy(plain->bytes, text, at);
	out = plain->bytes + at;
	for (; at < length; at += bytes) {
		int c = plain_at(text, length, at, &bytes);

		if (c == PLAIN_ITSELF) {
			memcpy(out, text + at, bytes);
			out += bytes;
		} else if (c != PLAIN_NOTHING) {
			*out++ = (char)c;
		}
	}
	plain->text = plain->bytes;
	plain->length = (size_t)(out - plain->bytes);
	return 0;
}

void
plain_close(struct plain *plain)
{
	free(plain->bytes);
}

/*
 * Move on to the character of the original that gives the plain byte `at`.
 * Returns its bytes in the original; those in plain text are *size.
 */
static size_t
move_to(struct plain *plain, size_t at, size_t *size)
{
	if (at < plain->at)
		plain->at = plain->place = 0;
	for (;;) {
		size_t bytes;
		int c = plain_at(plain->original, plain->original_length,
		    plain->place, &bytes);

		*size = plain_size(c, bytes);
		if (at < plain->at + *size)
			return bytes;
		plain->at += *size;
		plain->place += bytes;
	}
}

void
plain_span(struct plain *plain, size_t *offset, size_t *length)
{
	size_t bytes, size, place, last = *offset + *length - 1;

	if (plain->bytes == NULL)
		return;
	bytes = move_to(plain, *offset, &size);
	place = plain->place + (size == bytes ? *offset - plain->at : 0);
	bytes = move_to(plain, last, &size);
	if (size == bytes)
		bytes = last - plain->at + 1;
	*length = plain->place + bytes - place;
	*offset = place;
}

size_t
plain_unbroken(struct plain *plain, size_t offset, size_t length)
{
	size_t bytes, size, done, place;

	if (plain->bytes == NULL)
		return length;
	bytes = move_to(plain, offset, &size);
	done = plain->at + size - offset;
	for (place = plain->place + bytes; done < length; place += bytes) {
		int c = plain_at(plain->original, plain->original_length,
		    place, &bytes);

		if (c == PLAIN_NOTHING)
			return done;
		done += plain_size(c, bytes);
	}
	return length;
}
