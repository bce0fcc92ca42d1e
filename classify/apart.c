/* SPDX-License-Identifier: MIT */
#include "classify/apart.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "classify/bare.h"
#include "classify/caseless.h"

#define WORDS_MAX 2	/* of a name between amount and price */
#define LETTERS_MIN 2	/* of such a word */
#define ROUND 50	/* prices without a currency are multiples of it */

/* A word of letters, blanks before it. */
static bool
take_word(struct cursor *c)
{
	size_t letters = 0, bytes = 0;

	measure_blanks(c);
	while (caseless_is_letter(caseless_at(c->text, c->length, c->at,
	    &bytes))) {
		c->at += bytes;
		letters++;
	}
	return letters >= LETTERS_MIN;
}

/* Whether so many grams may cost this, though no currency says so. */
static bool
is_worth(const struct cursor *c, const struct offer *offer)
{
	struct cursor next = *c;

	return strcmp(offer->unit, "g") == 0 && bare_is_likely(offer) &&
	    fmod(offer->price, ROUND) == 0 && !bare_may_be_year(offer) &&
	    !isalnum((unsigned char)measure_byte(c)) &&
	    measure_byte(c) != '%' && measure_byte(c) != '/' &&
	    measure_unit(&next) == NULL;
}

/* The price behind a name of so many words. */
static bool
take_price(struct cursor *c, struct offer *offer, int words)
{
	char join = measure_join(c);

	if (join == 0 || (join == ' ' && words > 1) ||
	    !measure_priced(c, &offer->price, &offer->currency))
		return false;
	/* "60mg of it $18/pill" */
	if (offer->currency != NULL)
		return measure_byte(c) != '/';
	return join != ' ' && join != 'w' && is_worth(c, offer);
}

/* "1г меф - 2100", "10 mdma pills for 80€": behind "1г" or "10". */
static bool
named_offer(struct cursor *c, struct offer *offer)
{
	for (int words = 1; words <= WORDS_MAX && take_word(c); words++) {
		struct cursor next = *c;

		if (offer->unit != NULL && take_price(&next, offer, words)) {
			*c = next;
			return true;
		}
		if (offer->unit == NULL &&
		    (offer->unit = measure_unit(c)) != NULL)
			return take_price(c, offer, 1) &&
			    offer->currency != NULL;
	}
	return false;
}

static void
pass_line_end(struct cursor *c)
{
	measure_blanks(c);
	if (measure_byte(c) == '\r')
		c->at++;
}

/*
 * Whether the line above begins with a number that is in no offer: prices
 * stand above their amounts then.
 */
static bool
is_below_number(const struct cursor *c, size_t last)
{
	size_t end = c->at, start;

	while (end > 0 && c->text[end - 1] != '\n')
		end--;
	if (end == 0)
		return false;
	start = --end;
	while (start > 0 && c->text[start - 1] != '\n')
		start--;
	return start >= last && isdigit((unsigned char)c->text[start]);
}

/* A price that has the next line for itself: "1 г\nцена: 2500 р" */
static bool
offer_below(struct cursor *c, struct offer *offer, size_t last)
{
	struct cursor behind;

	pass_line_end(c);
	if (measure_byte(c) != '\n' || is_below_number(c, last))
		return false;
	c->at++;
	measure_blanks(c);
	measure_join_word(c);
	measure_join(c);
	if (!measure_priced(c, &offer->price, &offer->currency) ||
	    (offer->currency == NULL && !is_worth(c, offer)))
		return false;
	behind = *c;
	pass_line_end(&behind);
	return behind.at == c->length || measure_byte(&behind) == '\n';
}

bool
apart_offer(struct cursor *c, struct offer *offer, size_t last)
{
	struct cursor behind;

	*offer = (struct offer){ .price = 0 };
	if (!measure_amount(c, &offer->amount, &offer->unit))
		return false;
	behind = *c;
	if (offer->unit != NULL && offer_below(c, offer, last))
		return true;
	*c = behind;
	/* A name stands behind the strength of a pill, and behind a year. */
	return (offer->unit == NULL || (strcmp(offer->unit, "mg") != 0 &&
	    strcmp(offer->unit, "ug") != 0 && !bare_is_of_year(offer))) &&
	    named_offer(c, offer);
}
