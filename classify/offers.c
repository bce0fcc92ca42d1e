/* SPDX-License-Identifier: MIT */
#include "classify/offers.h"

#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "classify/digits.h"
#include "classify/measure.h"
#include "classify/portions.h"

#define AMOUNT_MOST 1000	/* of an amount that stands alone */
#define PRICE_LEAST 100	/* of a price that names no currency */
#define PRICE_TIMES 20	/* such a price is so many times the amount */
#define GRAM_LEAST 20	/* of a price of one gram without a currency */
#define GAP " \t,;|/"	/* what stands between two pairs */
#define LOAD_LEAST 20	/* kilograms, of goods by the sack */

/* Amounts of drugs for sale are small, and one costs more than a few units. */
static bool
is_likely(const struct offer *offer)
{
	return offer->amount > 0 && offer->amount <= AMOUNT_MOST &&
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

static bool
may_be_year(const struct offer *offer)
{
	return offer->price >= 1900 && offer->price <= 2100;
}

/* "0,5/1500", "1 = 2800" and nothing behind it: no date or fraction. */
static bool
is_pair(struct cursor c, char join)
{
	struct offer offer = { .price = 0 };

	return measure_number(&c, &offer.amount) &&
	    measure_join(&c) == join && measure_price(&c, &offer.price) &&
	    is_likely(&offer) && !is_cut(&c);
}

static void
pass_gap(struct cursor *c)
{
	while (measure_byte(c) != '\0' && strchr(GAP, measure_byte(c)) != NULL)
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
	while (from > last && strchr(GAP, c->text[from - 1]) != NULL)
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

/*
 * "0,5/1500" or "0.5 - 1500" without unit and currency: in a line of its own,
 * beside another offer, or with an amount that has decimals. "0,3 1000р" needs
 * no sign.
 */
static bool
is_plain_offer(const struct cursor *c, size_t from, char join, size_t last,
    const struct offer *offer)
{
	if (!is_likely(offer))
		return false;
	if (join == ' ' || join == 'w')
		return offer->amount < 1 && offer->currency != NULL;
	if (strchr("/-=", join) == NULL)
		return false;
	if (!may_be_year(offer) && is_alone(c, from, c->at))
		return true;
	if (measure_byte(c) == '/' || has_unit(*c))
		return false;
	return (offer->amount != floor(offer->amount) &&
	    (join == '/' || !may_be_year(offer))) ||
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
	if (is_likely(offer) &&
	    (!may_be_year(offer) || is_alone(c, from, c->at)))
		return true;
	return offer->price >= GRAM_LEAST &&
	    (is_next_of_pairs(c, from, last) || is_first_of_gram_pairs(*c));
}

/* "10包4500": a unit in Chinese stands right between the numbers. */
static bool
is_packed(const struct cursor *c, size_t from, const struct offer *offer)
{
	size_t at = from;

	while (at < c->at && (unsigned char)c->text[at] < 0xe4)
		at++;
	return at < c->at && is_likely(offer) && !has_unit(*c);
}

/* Amount first: "1г - 2500р". The last offer before it ends at `last`. */
static bool
amount_first(struct cursor *c, struct offer *offer, size_t last)
{
	size_t from = c->at;
	const char *before;
	char join;

	if (portion_eighth(c, offer))
		return true;
	c->at = from;
	*offer = (struct offer){ .price = 0 };
	if (!measure_amount(c, &offer->amount, &offer->unit))
		return false;
	join = measure_join(c);
	before = measure_currency(c);
	if (join == 0 && before == NULL && offer->unit == NULL)
		return false;
	measure_blanks(c);
	if (!measure_price(c, &offer->price))
		return false;
	offer->currency = before != NULL ? before : measure_currency(c);
	if (offer->unit != NULL && offer->currency != NULL)
		return true;
	if (isalnum((unsigned char)measure_byte(c)) || measure_byte(c) == '%')
		return false;
	if (join == 0)
		return is_packed(c, from, offer);
	if (offer->unit != NULL)
		return strchr(" w:", join) == NULL ? offer->price >= 10 :
		    join != 'w' && is_gram_offer(c, from, last, offer);
	return is_plain_offer(c, from, join, last, offer);
}

/* "80/g" without a currency: no class of a school, no small ratio. */
static bool
is_price_of_one(const struct offer *offer)
{
	return strcmp(offer->unit, "g") == 0 && offer->price >= GRAM_LEAST &&
	    offer->price <= AMOUNT_MOST;
}

/*
 * Price first: "2500р за 1г", "2500 за грамм", "$40/g", "2500/1г",
 * "$80 1/4 oz".
 */
static bool
price_first(struct cursor *c, struct offer *offer)
{
	const char *before = measure_currency(c);
	bool counted;
	char join;

	measure_blanks(c);
	if (!measure_price(c, &offer->price))
		return false;
	offer->currency = before != NULL ? before : measure_currency(c);
	join = measure_join(c);
	if (join != '/' && join != 'w' &&
	    (join != ' ' || offer->currency == NULL))
		return false;
	counted = measure_amount(c, &offer->amount, &offer->unit);
	if (!counted && join != ' ') {
		offer->amount = 1;
		offer->unit = measure_unit(c);
	}
	if (offer->unit == NULL || offer->currency != NULL)
		return offer->unit != NULL;
	if (join == 'w')
		return strcmp(offer->unit, "g") == 0 && is_likely(offer);
	return counted ? is_likely(offer) : is_price_of_one(offer);
}

static bool
is_after_number(const char *text, size_t at)
{
	while (at > 0 && text[at - 1] == ' ')
		at--;
	return at > 0 && isdigit((unsigned char)text[at - 1]);
}

/*
 * "qp 600" beside another, since such words have other senses as well, and
 * drugs are never sold by one portion only: "qp 600, lb 2100". Of grams, "1" is
 * left out: "gram 10€".
 */
static bool
is_portion_offer(struct cursor *c, struct offer *offer, size_t last)
{
	size_t from = c->at;
	struct cursor next;
	struct offer other;

	if (!portion_starts(c) || !portion_offer(c, offer))
		return false;
	if (strcmp(offer->unit, "g") == 0)
		return !is_after_number(c->text, from);
	next = *c;
	while (measure_byte(&next) != '\0' &&
	    strchr(GAP "\n", measure_byte(&next)) != NULL)
		next.at++;
	while (from > last && strchr(GAP "\n", c->text[from - 1]) != NULL)
		from--;
	return (last > 0 && from == last) || portion_offer(&next, &other);
}

static bool
is_offer(struct cursor *c, struct offer *offer, size_t last)
{
	size_t at = c->at;

	if (is_portion_offer(c, offer, last))
		return true;
	c->at = at;
	if (!price_first(c, offer)) {
		c->at = at;
		if (!amount_first(c, offer, last))
			return false;
	}
	return offer->amount > 0 && offer->price > 0;
}

bool
offer_is_load(const struct offer *offer)
{
	return offer->unit != NULL && ((strcmp(offer->unit, "kg") == 0 &&
	    offer->amount >= LOAD_LEAST) ||
	    (strcmp(offer->unit, "jin") == 0 &&
	    offer->amount >= 2 * LOAD_LEAST));
}

/* An amount as drugs have it: no volumes, no kilograms, and not "2x". */
static bool
is_small(const struct cursor *c, const struct offer *offer)
{
	return tolower((unsigned char)c->text[c->at - 1]) != 'x' &&
	    strstr("ml", offer->unit) == NULL &&
	    strcmp(offer->unit, "kg") != 0 &&
	    strcmp(offer->unit, "jin") != 0 && offer->amount <= AMOUNT_MOST;
}

/* An amount that says something: small, or a load. */
static bool
is_amount(struct cursor *c, struct offer *offer, size_t last)
{
	unsigned char size;

	(void)last;
	*offer = (struct offer){ .price = 0 };
	c->strict = true;
	return digit_at(c->text, c->length, c->at, &size) >= 0 &&
	    measure_amount(c, &offer->amount, &offer->unit) &&
	    offer->unit != NULL && offer->amount > 0 &&
	    (is_small(c, offer) || offer_is_load(offer));
}

/* Find all of a kind. */
static size_t
find(const char *text, size_t length, struct offer *offers, size_t size,
    bool (*is_one)(struct cursor *, struct offer *, size_t last))
{
	size_t count = 0, last = 0;

	for (size_t at = 0; at < length && count < size;) {
		struct cursor c = { text, length, at, false };
		struct offer *offer = &offers[count];

		if ((!measure_starts(&c) && !portion_starts(&c)) ||
		    !is_one(&c, offer, last)) {
			at++;
			continue;
		}
		offer->offset = at;
		offer->length = c.at - at;
		count++;
		at = last = c.at;
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
