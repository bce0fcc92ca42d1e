/* SPDX-License-Identifier: MIT */
/*
 * Offers: an amount for a price, as price lists write it: "1г - 2500р",
 * "0,5/1500", "2 gr 100$", "3 шт = 1200 грн".
 */
#ifndef CLASSIFY_OFFERS_H
#define CLASSIFY_OFFERS_H

#include <stdbool.h>
#include <stddef.h>

struct offer {
	double amount;		/* in units */
	const char *unit;	/* a constant: "g", "kg", "mg", "ug", "ml",
				   "l", "piece", "pack", "oz", "lb", "tola"
				   (11.7 g), "jin" (500 g), or NULL if not
				   said */
	double price;
	const char *currency;	/* ISO 4217 or "BTC", "USDT", …; or NULL */
	size_t offset, length;	/* where it stands in the text, in bytes */
};

/*
 * Find the offers of a text, in order. Writes at most size of them and
 * returns how many. An offer must name its unit or its currency, or stand
 * in a line of nothing but amount and price; what looks like a date, a
 * time, a telephone number or a fraction is none.
 */
size_t offers_find(const char *text, size_t length, struct offer *,
    size_t size);

/*
 * Likewise the amounts with a unit of weight or number, whether a price
 * follows or not: "0,5 гр", "2шт"; of kilograms, only loads. Price and
 * currency are 0 and NULL.
 */
size_t amounts_find(const char *text, size_t length, struct offer *,
    size_t size);

/*
 * Is it so heavy that it is food, feed or cement? Drugs are offered by the
 * gram and the kilogram; of more only the news tells.
 */
bool offer_is_load(const struct offer *);

#endif
