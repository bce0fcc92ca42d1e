/* SPDX-License-Identifier: MIT */
#include "classify/offers.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "classify/apart.h"
#include "classify/bare.h"
#include "classify/caseless.h"
#include "classify/digits.h"
#include "classify/measure.h"
#include "classify/portions.h"

#define LOAD_LEAST 20	/* kilograms, of goods by the sack */

/*
 * "70€/g", "$25 each": the price of one, whatever the amount before it says.
 */
static void
take_one(struct cursor *c, struct offer *offer)
{
	static const char *const each[] = { "each", "ea", "apiece",
	    "a piece", "за штуку", "за шт", "la pièce", "das stück",
	    "cada una", "cada uno", "tanesi" };
	struct cursor next = *c;
	const char *unit;

	if (measure_byte(c) == '/') {
		next.at++;
		unit = measure_byte(&next) == ' ' ? NULL : measure_unit(&next);
		if (unit != NULL) {
			offer->amount = 1;
			offer->unit = unit;
			*c = next;
		}
		return;
	}
	measure_blanks(&next);
	for (size_t i = 0; i < sizeof(each) / sizeof(each[0]); i++) {
		size_t bytes = caseless_word(c->text, c->length, next.at,
		    each[i]);

		if (bytes > 0) {
			offer->amount = 1;
			offer->unit = "piece";
			c->at = next.at + bytes;
			return;
		}
	}
}

/* Amount first: "1г - 2500р". The last offer before it ends at `last`. */
static bool
amount_first(struct cursor *c, struct offer *offer, size_t last)
{
	size_t from = c->at;
	struct cursor start = *c, price;
	char join;

	if (portion_eighth(c, offer))
		return true;
	c->at = from;
	*offer = (struct offer){ .price = 0 };
	if (!measure_amount(c, &offer->amount, &offer->unit))
		return false;
	join = measure_join(c);
	price = *c;
	if (join == 0 && offer->unit == NULL &&
	    isdigit((unsigned char)measure_byte(c)))
		return false;
	if (!measure_priced(c, &offer->price, &offer->currency))
		return false;
	if (offer->unit == NULL && offer->currency != NULL &&
	    measure_is_times(&start))
		offer->unit = "piece";
	if (offer->unit != NULL && offer->currency != NULL) {
		take_one(c, offer);
		return true;
	}
	if (isalnum((unsigned char)measure_byte(c)) || measure_byte(c) == '%')
		return false;
	if (join == 0)
		return bare_is_packed(c, from, offer);
	if (offer->unit == NULL)
		return bare_is_pair(c, from, join, last, offer);
	if (join == 'w' && strcmp(offer->unit, "g") == 0 &&
	    measure_in_thousands(price, c))
		return true;
	return bare_is_amount(c, from, join, last, offer);
}

/* "500一个" and nothing in Chinese behind it, as in "500一个月", a month. */
static bool
takes_packed(struct cursor *c, struct offer *offer)
{
	size_t from = c->at, bytes = 0;

	return measure_is_numeral(c) &&
	    measure_amount(c, &offer->amount, &offer->unit) &&
	    bare_is_packed(c, from, offer) &&
	    !caseless_is_han(caseless_at(c->text, c->length, c->at, &bytes));
}

/* Whether a price follows the amount: "от 500р - 1г - 2500р". */
static bool
has_price(struct cursor c)
{
	double price;

	return measure_join(&c) != 0 && measure_price(&c, &price);
}

/*
 * Price first: "2500р за 1г", "2500 за грамм", "$40/g", "2500/1г",
 * "$80 1/4 oz".
 */
static bool
price_first(struct cursor *c, struct offer *offer)
{
	bool counted;
	char join;

	if (!measure_priced(c, &offer->price, &offer->currency))
		return false;
	join = measure_join(c);
	if (join == 0 && measure_byte(c) != '\0')
		return takes_packed(c, offer);
	if (join != '/' && join != 'w' && (offer->currency == NULL ||
	    (join != ' ' && join != '-' && join != '=')))
		return false;
	if (offer->currency != NULL && join == 'w' && portion_starts(c))
		return portion_take(c, offer);
	counted = measure_amount(c, &offer->amount, &offer->unit);
	if (strchr("-=", join) != NULL && has_price(*c))
		return false;
	if (!counted && join != ' ') {
		offer->amount = 1;
		offer->unit = measure_unit(c);
	}
	if (offer->unit == NULL || offer->currency != NULL)
		return offer->unit != NULL;
	if (join == 'w')
		return strcmp(offer->unit, "g") == 0 && bare_is_likely(offer);
	return counted ? bare_is_likely(offer) : bare_is_price_of_one(offer);
}

/* Whether a number stands before it that is not the last offer's. */
static bool
is_after_number(const char *text, size_t at, size_t last)
{
	while (at > 0 && text[at - 1] == ' ')
		at--;
	return at > 0 && at != last && isdigit((unsigned char)text[at - 1]);
}

/*
 * "qp 600" beside another, since such words have other senses as well, and
 * drugs are never sold by one portion only: "qp 600, lb 2100". Words for a
 * weight stand alone: "half oz 140$"; of grams and tolas, "1" is left out.
 */
static bool
is_portion_offer(struct cursor *c, struct offer *offer, size_t last)
{
	size_t from = c->at;
	struct cursor start = *c, next;
	struct offer other;

	if (!portion_starts(c) || !portion_offer(c, offer))
		return false;
	if (strcmp(offer->unit, "g") == 0 || strcmp(offer->unit, "tola") == 0)
		return !is_after_number(c->text, from, last);
	if (offer->currency != NULL && portion_is_weight(&start))
		return !is_after_number(c->text, from, last);
	next = *c;
	while (measure_byte(&next) != '\0' &&
	    strchr(BARE_GAP "\n", measure_byte(&next)) != NULL)
		next.at++;
	while (from > last && strchr(BARE_GAP "\n", c->text[from - 1]) != NULL)
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
		if (!amount_first(c, offer, last)) {
			c->at = at;
			if (!apart_offer(c, offer, last))
				return false;
		}
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
	    strcmp(offer->unit, "jin") != 0 &&
	    offer->amount <= BARE_AMOUNT_MOST;
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

/* Whether a number goes on right behind an offer: "1г 2500,2г 4500". */
static bool
is_next(const struct cursor *c, size_t last)
{
	return last > 0 && c->at == last + 1 && c->text[last] == ',' &&
	    isdigit((unsigned char)measure_byte(c));
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

		if ((!measure_starts(&c) && !portion_starts(&c) &&
		    !is_next(&c, last)) || !is_one(&c, offer, last)) {
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

/* The currency that "Prices in USDT:", "Прайс ₸" at this place names. */
static const char *
heading_currency(struct cursor c)
{
	static const char *const headings[] = { "прайс", "прайс-лист", "цены",
	    "цена", "ціни", "price", "prices", "price list", "precios", "prix",
	    "preise", "fiyatlar", "narxlar", "нархлар", "нархҳо", "бағалар" };
	static const char *const links[] = { "in", "en", "в", "у" };
	const char *currency;
	size_t bytes = 0;

	for (size_t i = 0; i < sizeof(headings) / sizeof(headings[0]); i++) {
		size_t more = caseless_word(c.text, c.length, c.at,
		    headings[i]);

		bytes = more > bytes ? more : bytes;
	}
	if (bytes == 0)
		return NULL;
	c.at += bytes;
	measure_blanks(&c);
	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		c.at += caseless_word(c.text, c.length, c.at, links[i]);
	measure_blanks(&c);
	if (measure_byte(&c) == '(')
		c.at++;
	currency = measure_currency(&c);
	measure_blanks(&c);
	return isdigit((unsigned char)measure_byte(&c)) ? NULL : currency;
}

static bool
lacks_currency(const struct offer *offers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (offers[i].currency == NULL)
			return true;
	return false;
}

/* Give offers without a currency that which a heading names, if one does. */
static void
take_heading(const char *text, size_t length, struct offer *offers,
    size_t count)
{
	const char *currency = NULL;

	for (size_t at = 0; at < length && currency == NULL; at++)
		if (at == 0 || isspace((unsigned char)text[at - 1]))
			currency = heading_currency((struct cursor){ text,
			    length, at, false });
	for (size_t i = 0; i < count; i++)
		if (offers[i].currency == NULL)
			offers[i].currency = currency;
}

size_t
offers_find(const char *text, size_t length, struct offer *offers,
    size_t size)
{
	size_t count = find(text, length, offers, size, is_offer);

	/* The whole text is looked through for one. */
	if (lacks_currency(offers, count))
		take_heading(text, length, offers, count);
	return count;
}

size_t
amounts_find(const char *text, size_t length, struct offer *offers,
    size_t size)
{
	return find(text, length, offers, size, is_amount);
}
