/* SPDX-License-Identifier: MIT */
#include "classify/portions.h"

#include <ctype.h>
#include <string.h>

#include "classify/caseless.h"

#define PRICE_LEAST 20	/* of a price that names no currency */
#define FIRST "8eEbBqQhHoOzZlL"	/* what portions begin with */

struct portion {
	const char *word;
	double amount;
	const char *unit;
};

/* The longest of those that fit is meant. */
static const struct portion portions[] = {
	{ "8th", 0.125, "oz" }, { "8ths", 0.125, "oz" },
	{ "eighth", 0.125, "oz" }, { "eighths", 0.125, "oz" },
	{ "8ball", 0.125, "oz" }, { "8 ball", 0.125, "oz" },
	{ "eightball", 0.125, "oz" }, { "ball", 0.125, "oz" },
	{ "q", 0.25, "oz" }, { "quarter", 0.25, "oz" },
	{ "quarters", 0.25, "oz" }, { "half", 0.5, "oz" },
	{ "halves", 0.5, "oz" }, { "half oz", 0.5, "oz" },
	{ "half zip", 0.5, "oz" }, { "oz", 1, "oz" }, { "ounce", 1, "oz" },
	{ "zip", 1, "oz" }, { "zips", 1, "oz" }, { "z", 1, "oz" },
	{ "qp", 0.25, "lb" }, { "qps", 0.25, "lb" }, { "hp", 0.5, "lb" },
	{ "half p", 0.5, "lb" }, { "lb", 1, "lb" }, { "lbs", 1, "lb" },
	{ "elbow", 1, "lb" }, { "elbows", 1, "lb" },
};

static const struct portion *
take_portion(struct cursor *c)
{
	const struct portion *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < sizeof(portions) / sizeof(portions[0]); i++) {
		size_t bytes = caseless_word(c->text, c->length, c->at,
		    portions[i].word);

		if (bytes > most) {
			most = bytes;
			best = &portions[i];
		}
	}
	c->at += most;
	return best;
}

bool
portion_starts(const struct cursor *c)
{
	struct cursor word = *c;
	unsigned char before = c->at == 0 ? ' ' :
	    (unsigned char)c->text[c->at - 1];

	return before < 0x80 && !isalnum(before) &&
	    strchr("./$", before) == NULL && measure_byte(c) != '\0' &&
	    strchr(FIRST, measure_byte(c)) != NULL &&
	    take_portion(&word) != NULL;
}

bool
portion_offer(struct cursor *c, struct offer *offer)
{
	const struct portion *portion = take_portion(c);
	size_t behind;
	struct cursor next;

	if (portion == NULL)
		return false;
	*offer = (struct offer){ .amount = portion->amount,
	    .unit = portion->unit };
	behind = c->at;
	if (measure_join(c) == 0)
		return false;
	offer->currency = measure_currency(c);
	if (c->at == behind || !measure_price(c, &offer->price))
		return false;
	if (offer->currency == NULL)
		offer->currency = measure_currency(c);
	if (offer->currency != NULL)
		return offer->price > 0;
	next = *c;
	return offer->price >= PRICE_LEAST && measure_unit(&next) == NULL &&
	    !isalnum((unsigned char)measure_byte(c)) &&
	    measure_byte(c) != '%' && measure_byte(c) != '/';
}
