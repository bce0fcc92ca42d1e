/* SPDX-License-Identifier: MIT */
#include "classify/offers.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "classify/caseless.h"
#include "classify/fold.h"
#include "classify/measures.h"

#define DIGITS_MOST 9	/* of an amount or a price */
#define AMOUNT_MOST 1000	/* of an amount that stands alone */

/* Where in the text a pattern is being followed. */
struct cursor {
	const char *text;
	size_t length, at;
};

static char
byte_at(const struct cursor *c)
{
	return c->at < c->length ? c->text[c->at] : '\0';
}

static void
pass_blanks(struct cursor *c)
{
	for (;;) {
		if (byte_at(c) == ' ' || byte_at(c) == '\t')
			c->at++;
		else if (c->length - c->at >= 2 &&
		    memcmp(c->text + c->at, "\xc2\xa0", 2) == 0)
			c->at += 2;
		else
			return;
	}
}

/* Take the longest word of a table at the cursor. Returns its name or NULL. */
static const char *
take_word(struct cursor *c, const struct word *words, size_t count)
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
		    byte_at(c) == words[i].word[0])
			bytes = 1;
		if (bytes > best) {
			best = bytes;
			name = words[i].name;
		}
	}
	c->at += best;
	return name;
}

static const char *
take_unit(struct cursor *c)
{
	struct cursor before = *c;
	const char *name;

	pass_blanks(c);
	name = take_word(c, units, sizeof(units) / sizeof(units[0]));
	if (name == NULL)
		*c = before;
	else if (byte_at(c) == '.')
		c->at++;
	return name;
}

static const char *
take_currency(struct cursor *c)
{
	struct cursor before = *c;
	const char *name;

	pass_blanks(c);
	name = take_word(c, currencies,
	    sizeof(currencies) / sizeof(currencies[0]));
	if (name == NULL)
		*c = before;
	return name;
}

/* Digits at the cursor, as a number; how many there were. */
static size_t
take_digits(struct cursor *c, double *value)
{
	size_t digits = 0;

	*value = 0;
	while (isdigit((unsigned char)byte_at(c)) && digits <= DIGITS_MOST) {
		*value = *value * 10 + (byte_at(c) - '0');
		c->at++;
		digits++;
	}
	return digits;
}

/* Three digits and no more stand behind the separator at the cursor. */
static bool
is_thousands(const struct cursor *c)
{
	if (c->length - c->at < 4 || strchr(" .,'", byte_at(c)) == NULL)
		return false;
	for (size_t i = 1; i <= 3; i++)
		if (!isdigit((unsigned char)c->text[c->at + i]))
			return false;
	return c->length - c->at == 4 ||
	    !isdigit((unsigned char)c->text[c->at + 4]);
}

/*
 * A number: with decimals behind a point or comma, or with its thousands
 * apart. Returns false if there is none, or one that is too long.
 */
static bool
take_number(struct cursor *c, double *value)
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
	if ((byte_at(c) == '.' || byte_at(c) == ',') &&
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

/* A price may be in thousands: "2,5к", "15k", "3 тыс". */
static bool
take_price(struct cursor *c, double *value)
{
	static const char *const thousands[] = { "к", "k", "тыс", "тр" };

	if (!take_number(c, value))
		return false;
	for (size_t i = 0; i < sizeof(thousands) / sizeof(thousands[0]); i++) {
		size_t bytes = caseless_word(c->text, c->length, c->at,
		    thousands[i]);

		if (bytes > 0) {
			c->at += bytes;
			*value *= 1000;
			return true;
		}
	}
	return true;
}

/*
 * What joins amount and price: a sign, a word, or only blanks. Returns the
 * sign, 'w' for a word, ' ' for blanks, or 0 if there is none of them.
 */
static char
take_join(struct cursor *c)
{
	static const char *const dashes[] = { "\xe2\x80\x93", "\xe2\x80\x94",
		"\xe2\x86\x92", "\xef\xbc\x9a" };
	size_t from = c->at;
	char join = 0;

	pass_blanks(c);
	if (c->at > from)
		join = ' ';
	for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++) {
		size_t bytes = join == 0 ? 0 : caseless_word(c->text,
		    c->length, c->at, joins[i]);

		if (bytes > 0) {
			c->at += bytes;
			pass_blanks(c);
			return 'w';
		}
	}
	for (size_t i = 0; i < sizeof(dashes) / sizeof(dashes[0]); i++)
		if (c->length - c->at >= 3 &&
		    memcmp(c->text + c->at, dashes[i], 3) == 0) {
			c->at += 3;
			join = '-';
		}
	while (byte_at(c) != '\0' && strchr("-=/:>|", byte_at(c)) != NULL &&
	    c->at - from < 8)
		join = c->text[c->at++];
	pass_blanks(c);
	return join;
}

/* Whether the line that holds this stretch holds nothing else. */
static bool
is_alone(const struct cursor *c, size_t from, size_t to)
{
	while (from > 0 && strchr(" \t*-.)", c->text[from - 1]) != NULL)
		from--;
	while (to < c->length && strchr(" \t\r;,.", c->text[to]) != NULL)
		to++;
	return (from == 0 || c->text[from - 1] == '\n') &&
	    (to == c->length || c->text[to] == '\n');
}

/* "0,5/1500" by itself: what may be a date, time or fraction is none. */
static bool
is_plain_offer(const struct cursor *c, size_t from, char join,
    const struct offer *offer)
{
	return (join == '/' || join == '-' || join == '=') &&
	    offer->amount <= 1000 && offer->price >= 100 &&
	    offer->price >= offer->amount * 20 &&
	    (offer->price < 1900 || offer->price > 2100) &&
	    is_alone(c, from, c->at);
}

/* Amount first: "1г - 2500р". */
static bool
amount_first(struct cursor *c, struct offer *offer)
{
	size_t from = c->at;
	const char *before;
	char join;

	if (!take_number(c, &offer->amount))
		return false;
	offer->unit = take_unit(c);
	join = take_join(c);
	before = take_currency(c);
	if (join == 0 && before == NULL && offer->unit == NULL)
		return false;
	pass_blanks(c);
	if (!take_price(c, &offer->price))
		return false;
	offer->currency = before != NULL ? before : take_currency(c);
	if (offer->unit != NULL && offer->currency != NULL)
		return true;
	if (isalnum((unsigned char)byte_at(c)) || byte_at(c) == '%')
		return false;
	if (offer->unit != NULL)
		return join != 0 && strchr(" w:", join) == NULL &&
		    offer->price >= 10;
	return is_plain_offer(c, from, join, offer);
}

/* Price first: "2500р за 1г", "$40/g". */
static bool
price_first(struct cursor *c, struct offer *offer)
{
	const char *before = take_currency(c);
	char join;

	pass_blanks(c);
	if (!take_price(c, &offer->price))
		return false;
	offer->currency = before != NULL ? before : take_currency(c);
	if (offer->currency == NULL)
		return false;
	join = take_join(c);
	if (join != '/' && join != 'w')
		return false;
	if (!take_number(c, &offer->amount))
		offer->amount = 1;
	offer->unit = take_unit(c);
	return offer->unit != NULL;
}

/* Whether a number may start at a place: no digit or word goes on there. */
static bool
may_start(const char *text, size_t at)
{
	return at == 0 || (!isalnum((unsigned char)text[at - 1]) &&
	    strchr(".,/+", text[at - 1]) == NULL);
}

/* Only these can begin an offer: a digit, or a sign of a currency. */
static bool
looks_like_one(const char *text, size_t at)
{
	unsigned char c = (unsigned char)text[at];

	return isdigit(c) || c == '$' || c == 0xe2 || c == 0xc2 || c == 0xef;
}

static bool
is_offer(struct cursor *c, struct offer *offer)
{
	size_t at = c->at;

	if (!price_first(c, offer)) {
		c->at = at;
		if (!amount_first(c, offer))
			return false;
	}
	return offer->amount > 0 && offer->price > 0;
}

/* An amount as drugs have it: no volumes, and not "2x". */
static bool
is_amount(struct cursor *c, struct offer *offer)
{
	*offer = (struct offer){ .price = 0 };
	if (!take_number(c, &offer->amount) ||
	    (offer->unit = take_unit(c)) == NULL ||
	    tolower((unsigned char)c->text[c->at - 1]) == 'x')
		return false;
	return strstr("ml", offer->unit) == NULL && offer->amount > 0 &&
	    offer->amount <= AMOUNT_MOST;
}

/* Find all of a kind. */
static size_t
find(const char *text, size_t length, struct offer *offers, size_t size,
    bool (*is_one)(struct cursor *, struct offer *))
{
	size_t count = 0;

	for (size_t at = 0; at < length && count < size;) {
		struct cursor c = { text, length, at };
		struct offer *offer = &offers[count];

		if (!looks_like_one(text, at) || !may_start(text, at) ||
		    !is_one(&c, offer)) {
			at++;
			continue;
		}
		offer->offset = at;
		offer->length = c.at - at;
		count++;
		at = c.at;
	}
	return count;
}

size_t
offers_find(const char *text, size_t length, struct offer *offers,
    size_t size)
{
	return find(text, length, offers, size, is_offer);
}

size_t
amounts_find(const char *text, size_t length, struct offer *offers,
    size_t size)
{
	return find(text, length, offers, size, is_amount);
}
