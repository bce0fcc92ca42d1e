/* SPDX-License-Identifier: MIT */
#include "classify/measure.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "classify/caseless.h"
#include "classify/digits.h"
#include "classify/fold.h"
#include "classify/measures.h"

#define DIGITS_MOST 9	/* of an amount or a price */
#define NUMERAL_BYTES 3	/* of a Chinese character */

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
		    measure_byte(c) == words[i].word[0] &&
		    words[i].word[1] == '\0')
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
	if (name == NULL)
		name = take_word(c, currencies,
		    sizeof(currencies) / sizeof(currencies[0]));
	/* "Rs. 500", but not "$.50" or "500 р..." */
	if (name != NULL && measure_byte(c) == '.' &&
	    !ispunct((unsigned char)c->text[c->at - 1]) &&
	    (c->length - c->at < 2 || c->text[c->at + 1] != '.'))
		c->at++;
	return name;
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

	if ((digits == 0 && measure_byte(c) != '.') || digits > DIGITS_MOST)
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
		*value += part / pow(10, (double)digits);
	}
	return digits > 0;
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

/* "1г 2500,2г 4500": what is no decimal, but the amount of the next offer. */
static void
leave_amount(struct cursor *c, size_t from, double *value)
{
	const char *comma = memchr(c->text + from, ',', c->at - from);
	struct cursor next = *c;

	if (comma == NULL || measure_byte(c) == ' ' ||
	    measure_unit(&next) == NULL)
		return;
	c->at = from;
	take_digits(c, value);
}

bool
measure_in_thousands(struct cursor price, const struct cursor *behind)
{
	double value;

	measure_blanks(&price);
	return measure_number(&price, &value) && price.at != behind->at;
}

bool
measure_price(struct cursor *c, double *value)
{
	struct cursor behind;
	size_t from = c->at;

	if (!measure_number(c, value))
		return false;
	leave_amount(c, from, value);
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

bool
measure_priced(struct cursor *c, double *value, const char **currency)
{
	const char *behind;
	struct cursor next;

	*currency = measure_currency(c);
	measure_blanks(c);
	if (!measure_price(c, value))
		return false;
	if (*currency != NULL && strcmp(*currency, "USD") != 0)
		return true;
	next = *c;
	behind = measure_currency(&next);
	if (behind != NULL &&
	    (*currency == NULL || strcmp(behind, "MXN") == 0)) {
		*currency = behind;
		*c = next;
	}
	return true;
}

bool
measure_is_times(const struct cursor *c)
{
	static const char *const times[] = { "x", "х", "×" };

	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		size_t bytes = strlen(times[i]);
		size_t at = c->at - bytes;

		if (bytes <= c->at && (at == 0 ||
		    strchr(" \t\n(", c->text[at - 1]) != NULL) &&
		    caseless_at(c->text, c->length, at, &bytes) ==
		    caseless_at(times[i], bytes, 0, &bytes))
			return true;
	}
	return false;
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

bool
measure_is_numeral(const struct cursor *c)
{
	struct cursor next = *c;
	double value;

	if (!take_sign(&next, &value) || next.at - c->at != NUMERAL_BYTES)
		return false;
	if (c->at < NUMERAL_BYTES)
		return true;
	next.at = c->at - NUMERAL_BYTES;
	return !take_sign(&next, &value);
}

/* Is this a digit, a numeral, a part of one or a currency? */
static bool
is_sign(const struct cursor *cursor)
{
	const char *text = cursor->text;
	size_t length = cursor->length, at = cursor->at;
	unsigned char c = (unsigned char)text[at], size;
	uint32_t point;

	if (c == '$' || digit_at(text, length, at, &size) >= 0)
		return true;
	if (c == '.') /* ".5g" */
		return length - at > 1 &&
		    isdigit((unsigned char)text[at + 1]) &&
		    (at == 0 || strchr(" \t\n(", text[at - 1]) != NULL);
	if (c >= 0xe4 && c <= 0xe9)
		return measure_is_numeral(cursor);
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
	return is_sign(c) &&
	    (!goes_on(c->text, c->at) || measure_is_times(c));
}
