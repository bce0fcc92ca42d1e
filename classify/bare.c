/* SPDX-License-Identifier: MIT */
#include "classify/bare.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#define PRICE_LEAST 100	/* of a price that names no currency */
#define PRICE_TIMES 20	/* such a price is so many times the amount */
#define GRAM_LEAST 20	/* of a price of one gram without a currency */
#define LIST_LEAST 10	/* of a price in a list, or behind a sign */
#define YEAR_FIRST 1900
#define YEAR_LAST 2049

bool
bare_is_likely(const struct offer *offer)
{
	return offer->amount > 0 && offer->amount <= BARE_AMOUNT_MOST &&
	    offer->price >= PRICE_LEAST &&
	    offer->price >= offer->amount * PRICE_TIMES;
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

/* Whether digits go on behind a number, or a date, or a share. */
static bool
is_cut(const struct cursor *c)
{
	char byte = measure_byte(c);

	return isalnum((unsigned char)byte) || byte == '%' || byte == '/';
}

bool
bare_may_be_year(const struct offer *offer)
{
	return offer->price >= YEAR_FIRST && offer->price <= YEAR_LAST;
}

/* "0,5/1500", "1 = 2800" and nothing behind it: no date or fraction. */
static bool
is_pair(struct cursor c, char join)
{
	struct offer offer = { .price = 0 };

	return measure_number(&c, &offer.amount) &&
	    measure_join(&c) == join && measure_price(&c, &offer.price) &&
	    bare_is_likely(&offer) && !is_cut(&c);
}

static void
pass_gap(struct cursor *c)
{
	while (measure_byte(c) != '\0' &&
	    strchr(BARE_GAP, measure_byte(c)) != NULL)
		c->at++;
}

/* Whether another pair follows in the line: "1/2500 2/4500". */
static bool
is_first_of_pairs(struct cursor c, char join)
{
	pass_gap(&c);
	return is_pair(c, join);
}

/* Whether a pair ends right before this place. */
static bool
is_next_of_pairs(const struct cursor *c, size_t from, size_t last)
{
	if (last == 0)
		return false;
	while (from > last && strchr(BARE_GAP, c->text[from - 1]) != NULL)
		from--;
	return from == last;
}

/* Whether a unit, or a letter of two bytes, goes on behind a number. */
static bool
has_unit(struct cursor c)
{
	unsigned char byte = (unsigned char)measure_byte(&c);

	return (byte >= 0xc3 && byte < 0xe0) || measure_unit(&c) != NULL;
}

bool
bare_is_of_year(const struct offer *offer)
{
	return strcmp(offer->unit, "g") == 0 && offer->amount >= YEAR_FIRST &&
	    offer->amount <= YEAR_LAST;
}

/* "5 for 40" in a line of its own. */
static bool
is_for_line(const struct cursor *c, size_t from, const struct offer *offer)
{
	return offer->amount > 0 && offer->amount <= BARE_AMOUNT_MOST &&
	    offer->price >= LIST_LEAST && offer->price > offer->amount &&
	    is_alone(c, from, c->at);
}

static void
pass_lines(struct cursor *c)
{
	while (measure_byte(c) != '\0' &&
	    strchr(" \t\r\n", measure_byte(c)) != NULL)
		c->at++;
}

/* Whether such a line is one of several: "5 for 40\n10 for 70". */
static bool
is_listed(const struct cursor *c, size_t from, size_t last,
    const struct offer *offer)
{
	struct cursor next = *c, before = { c->text, from, last, false };
	struct offer other = { .price = 0 };
	size_t start;

	if (!is_for_line(c, from, offer))
		return false;
	pass_lines(&before);
	pass_lines(&next);
	start = next.at;
	return (last > 0 && before.at == from) ||
	    (measure_number(&next, &other.amount) &&
	    measure_join(&next) == 'w' &&
	    measure_price(&next, &other.price) &&
	    is_for_line(&next, start, &other));
}

bool
bare_is_pair(const struct cursor *c, size_t from, char join, size_t last,
    const struct offer *offer)
{
	if (join == 'w' && is_listed(c, from, last, offer))
		return true;
	if (join == 'w' && offer->currency != NULL && offer->amount < 1)
		return offer->price >= GRAM_LEAST;
	if (!bare_is_likely(offer))
		return false;
	if (join == ' ' || join == 'w')
		return offer->amount < 1 && offer->currency != NULL;
	if (strchr("/-=", join) == NULL)
		return false;
	if (!bare_may_be_year(offer) && is_alone(c, from, c->at))
		return true;
	if (measure_byte(c) == '/' || has_unit(*c))
		return false;
	return (offer->amount != floor(offer->amount) &&
	    (join == '/' || !bare_may_be_year(offer))) ||
	    is_next_of_pairs(c, from, last) || is_first_of_pairs(*c, join);
}

/* "3.5g 220" and nothing behind it that belongs to the number. */
static bool
is_gram_pair(struct cursor c)
{
	struct offer offer = { .price = 0 };

	return measure_amount(&c, &offer.amount, &offer.unit) &&
	    offer.unit != NULL && strcmp(offer.unit, "g") == 0 &&
	    measure_join(&c) == ' ' && measure_price(&c, &offer.price) &&
	    offer.price >= GRAM_LEAST && !is_cut(&c) && !has_unit(c);
}

/* Whether another such pair follows in the line: "1g 70 3.5g 220". */
static bool
is_first_of_gram_pairs(struct cursor c)
{
	pass_gap(&c);
	return is_gram_pair(c);
}

/*
 * "1г 2500" without a currency or a sign between them: for so few grams so
 * much, or beside another: "1g 70 3.5g 220".
 */
static bool
is_gram_offer(const struct cursor *c, size_t from, size_t last,
    const struct offer *offer)
{
	if (strcmp(offer->unit, "g") != 0 || has_unit(*c))
		return false;
	if (bare_is_likely(offer) &&
	    (!bare_may_be_year(offer) || is_alone(c, from, c->at)))
		return true;
	return offer->price >= GRAM_LEAST &&
	    (is_next_of_pairs(c, from, last) || is_first_of_gram_pairs(*c));
}

bool
bare_is_packed(const struct cursor *c, size_t from, const struct offer *offer)
{
	size_t at = from;

	while (at < c->at && (unsigned char)c->text[at] < 0xe4)
		at++;
	return at < c->at && !has_unit(*c) &&
	    ((offer->unit != NULL && offer->currency != NULL) ||
	    bare_is_likely(offer));
}

/* Whether what follows makes it no price but a measure: "1 кг = 1000 г". */
static bool
is_measure(struct cursor c)
{
	return measure_unit(&c) != NULL && c.text[c.at - 1] != '.';
}

bool
bare_is_amount(const struct cursor *c, size_t from, char join, size_t last,
    const struct offer *offer)
{
	if (is_measure(*c))
		return false;
	if (join == ' ' && strcmp(offer->unit, "piece") == 0)
		return bare_is_likely(offer) && is_alone(c, from, c->at);
	if (strchr(" w:", join) != NULL)
		return join != 'w' && is_gram_offer(c, from, last, offer);
	return offer->price >= LIST_LEAST && !bare_is_of_year(offer);
}

bool
bare_is_price_of_one(const struct offer *offer)
{
	return strcmp(offer->unit, "g") == 0 && offer->price >= GRAM_LEAST &&
	    offer->price <= BARE_AMOUNT_MOST;
}
