/* SPDX-License-Identifier: MIT */
#include "classify/measure.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

#include "classify/caseless.h"
#include "classify/digits.h"
#include "classify/fold.h"
#include "classify/measures.h"

#define DIGITS_MOST 9	/* of an amount or a price */
#define NUMERAL_BYTES 3	/* of a Chinese character */
#define JOINS_MAX 12	/* signs between an amount and its price */

enum {
	ELLIPSIS = 0x2026,
	FIRST_EMOJI = 0x2300,	/* behind the arrows */
	FULL_WIDTH_COLON = 0xff1a
};

char
measure_byte(const struct cursor *c)
{
	return c->at < c->length ? c->text[c->at] : '\0';
}

void
measure_blanks(struct cursor *c)
{
	for (;;) {
		if (measure_byte(c) == ' ' || measure_byte(c) == '\t')
			c->at++;
		else if (c->length - c->at >= 2 &&
		    memcmp(c->text + c->at, "\xc2\xa0", 2) == 0)
			c->at += 2;
		else
			return;
	}
}

/* The longest word of a table at the cursor. Returns its name or NULL. */
static const char *
find_word(struct cursor *c, const struct word *words, size_t count)
{
	const char *name = NULL;
	size_t best = 0, size = 0;
	int32_t first = caseless_at(c->text, c->length, c->at, &size);
	char letter[4];

	if (first <= 0)
		return NULL;
	size = fold_encode((uint32_t)first, letter);
	for (size_t i = 0; i < count; i++) {
		size_t bytes;

		if (words[i].word[0] != letter[0] ||
		    strncmp(words[i].word, letter, size) != 0)
			continue;
		bytes = caseless_word(c->text, c->length, c->at,
		    words[i].word);
		/* "$" and its like may stand before a letter. */
		if (bytes == 0 && ispunct((unsigned char)words[i].word[0]) &&
		    measure_byte(c) == words[i].word[0])
			bytes = 1;
		if (bytes > best) {
			best = bytes;
			name = words[i].name;
		}
	}
	c->at += best;
	return name;
}

/* Take it, blanks before it or not, or leave the cursor where it was. */
static const char *
take_word(struct cursor *c, const struct word *words, size_t count)
{
	struct cursor before = *c;
	const char *name;

	measure_blanks(c);
	name = find_word(c, words, count);
	if (name == NULL)
		*c = before;
	return name;
}

const char *
measure_unit(struct cursor *c)
{
	const char *name = take_word(c, units,
	    sizeof(units) / sizeof(units[0]));

	if (name == NULL && !c->strict)
		name = take_word(c, goods, sizeof(goods) / sizeof(goods[0]));
	if (name != NULL && measure_byte(c) == '.')
		c->at++;
	return name;
}

const char *
measure_currency(struct cursor *c)
{
	const char *name = NULL;

	if (c->at > 0 && isdigit((unsigned char)c->text[c->at - 1]))
		name = find_word(c, letters,
		    sizeof(letters) / sizeof(letters[0]));
	if (name != NULL)
		return name;
	return take_word(c, currencies,
	    sizeof(currencies) / sizeof(currencies[0]));
}

/* Digits at the cursor, as a number; how many there were. */
static size_t
take_digits(struct cursor *c, double *value)
{
	size_t digits = 0;
	unsigned char size;
	int digit;

	*value = 0;
	while (digits <= DIGITS_MOST && (digit = digit_at(c->text, c->length,
	    c->at, &size)) >= 0) {
		*value = *value * 10 + digit;
		c->at += size;
		digits++;
	}
	return digits;
}

/* Three digits and no more stand behind the separator at the cursor. */
static bool
is_thousands(const struct cursor *c)
{
	if (c->length - c->at < 4 || strchr(" .,'", measure_byte(c)) == NULL)
		return false;
	for (size_t i = 1; i <= 3; i++)
		if (!isdigit((unsigned char)c->text[c->at + i]))
			return false;
	return c->length - c->at == 4 ||
	    !isdigit((unsigned char)c->text[c->at + 4]);
}

bool
measure_number(struct cursor *c, double *value)
{
	size_t digits = take_digits(c, value);
	double part;

	if (digits == 0 || digits > DIGITS_MOST)
		return false;
	while (digits <= 3 && *value >= 1 && *value < 1e6 && is_thousands(c)) {
		c->at++;
		take_digits(c, &part);
		*value = *value * 1000 + part;
	}
	if ((measure_byte(c) == '.' || measure_byte(c) == ',') &&
	    c->at + 1 < c->length &&
	    isdigit((unsigned char)c->text[c->at + 1])) {
		c->at++;
		digits = take_digits(c, &part);
		if (digits > 4)
			return false;
		for (; digits > 0; digits--)
			part /= 10;
		*value += part;
	}
	return true;
}

/* "/2", "/4" or "/8" and a unit behind a number that was taken. */
static const char *
take_part(struct cursor *c, double *value)
{
	struct cursor before = *c;
	const char *unit;
	double parts;

	c->at++;
	if (take_digits(c, &parts) == 1 &&
	    (parts == 2 || parts == 4 || parts == 8) &&
	    (unit = measure_unit(c)) != NULL) {
		*value /= parts;
		return unit;
	}
	*c = before;
	return NULL;
}

/* A number that is one character: "½", "三". */
static bool
take_sign(struct cursor *c, double *value)
{
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t bytes = strlen(signs[i].sign);

		if (c->length - c->at >= bytes &&
		    memcmp(c->text + c->at, signs[i].sign, bytes) == 0) {
			c->at += bytes;
			*value = signs[i].value;
			return true;
		}
	}
	return false;
}

bool
measure_amount(struct cursor *c, double *value, const char **unit)
{
	*unit = NULL;
	if (take_sign(c, value)) {
		*unit = measure_unit(c);
		return *unit != NULL;
	}
	if (!measure_number(c, value))
		return false;
	if (measure_byte(c) == '/')
		*unit = take_part(c, value);
	if (*unit == NULL)
		*unit = measure_unit(c);
	return true;
}

bool
measure_price(struct cursor *c, double *value)
{
	struct cursor behind;

	if (!measure_number(c, value))
		return false;
	behind = *c;
	measure_blanks(&behind);
	for (size_t i = 0; i < sizeof(thousands) / sizeof(thousands[0]); i++) {
		/* A letter alone must stand right behind the number. */
		size_t at = strlen(thousands[i]) > 2 ? behind.at : c->at;
		size_t bytes = caseless_word(c->text, c->length, at,
		    thousands[i]);

		if (bytes > 0) {
			c->at = at + bytes;
			*value *= 1000;
			return true;
		}
	}
	return true;
}

/*
 * A sign that joins an amount to its price, at the cursor: '-' for dashes,
 * arrows and rows of dots, ' ' for emoji, '(' or its own byte; or 0.
 */
static char
take_sign_between(struct cursor *c)
{
	char byte = measure_byte(c);
	utf8proc_category_t category;
	uint32_t point;
	size_t bytes;

	if (byte == '.' && c->length - c->at > 1 && c->text[c->at + 1] == '.') {
		while (measure_byte(c) == '.')
			c->at++;
		return '-';
	}
	if (byte != '\0' && strchr("-=/:>|(~", byte) != NULL) {
		c->at++;
		return byte;
	}
	if ((unsigned char)byte < 0xe2)
		return 0;
	bytes = fold_decode(c->text + c->at, c->length - c->at, &point);
	if (bytes == 0)
		return 0;
	category = utf8proc_category((utf8proc_int32_t)point);
	if (category != UTF8PROC_CATEGORY_PD &&
	    category != UTF8PROC_CATEGORY_SM &&
	    category != UTF8PROC_CATEGORY_SO && point != FULL_WIDTH_COLON &&
	    point != ELLIPSIS)
		return 0;
	c->at += bytes;
	return category == UTF8PROC_CATEGORY_SO && point >= FIRST_EMOJI ?
	    ' ' : '-';
}

/* A word that joins them, behind a blank or a sign. */
static bool
take_word_between(struct cursor *c)
{
	for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++) {
		size_t bytes = caseless_word(c->text, c->length, c->at,
		    joins[i]);

		if (bytes > 0) {
			c->at += bytes;
			measure_blanks(c);
			return true;
		}
	}
	return false;
}

char
measure_join(struct cursor *c)
{
	size_t from = c->at;
	char join = 0, sign;

	measure_blanks(c);
	if (c->at > from)
		join = ' ';
	for (int i = 0; i < JOINS_MAX; i++) {
		if (join != 0 && take_word_between(c))
			return 'w';
		sign = take_sign_between(c);
		if (sign == 0)
			break;
		join = sign == ' ' && join != 0 ? join : sign;
		measure_blanks(c);
	}
	/* In brackets anything may stand. */
	return join == '(' ? 'w' : join == '~' ? '-' : join;
}

/* Does a number or a word go on here? */
static bool
goes_on(const char *text, size_t at)
{
	unsigned char size;

	/* Digits of other scripts have two bytes or more. */
	for (size_t back = 2; back <= DIGIT_BYTES && back <= at; back++)
		if (digit_at(text, at, at - back, &size) >= 0 && size == back)
			return true;
	return at > 0 && (isalnum((unsigned char)text[at - 1]) ||
	    strchr(".,/+", text[at - 1]) != NULL);
}

/* A Chinese numeral, and no more than one: "三", not "三十". */
static bool
is_numeral(const char *text, size_t length, size_t at)
{
	struct cursor c = { text, length, at, false };
	double value;

	if (!take_sign(&c, &value) || c.at - at != NUMERAL_BYTES)
		return false;
	if (at < NUMERAL_BYTES)
		return true;
	c.at = at - NUMERAL_BYTES;
	return !take_sign(&c, &value);
}

/* Is this a digit, a numeral, a part of one or a currency? */
static bool
is_sign(const char *text, size_t length, size_t at)
{
	unsigned char c = (unsigned char)text[at], size;
	uint32_t point;

	if (c == '$' || digit_at(text, length, at, &size) >= 0)
		return true;
	if (c >= 0xe4 && c <= 0xe9)
		return is_numeral(text, length, at);
	if (c != 0xc2 && c != 0xe2 && c != 0xef)
		return false;
	if (fold_decode(text + at, length - at, &point) == 0)
		return false;
	return (point >= 0xa2 && point <= 0xa5) ||
	    (point >= 0xbc && point <= 0xbe) ||
	    (point >= 0x20a0 && point <= 0x20cf) ||
	    (point >= 0x2150 && point <= 0x215f) ||
	    (point >= 0xffe0 && point <= 0xffe6);
}

bool
measure_starts(const struct cursor *c)
{
	return is_sign(c->text, c->length, c->at) && !goes_on(c->text, c->at);
}
