/* SPDX-License-Identifier: MIT */
/*
 * Numbers, units and currencies as price lists write them. Each function
 * takes what stands at the cursor and moves it on; one that finds nothing
 * returns false, NULL or 0 and may leave it anywhere within its attempt, but
 * for units and currencies, which then leave it where it was.
 */
#ifndef CLASSIFY_MEASURE_H
#define CLASSIFY_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

/* Where in the text a pattern is being followed. */
struct cursor {
	const char *text;
	size_t length, at;
	bool strict;	/* no units but of weight and number */
};

/* The byte at the cursor, or 0 at the end. */
char measure_byte(const struct cursor *);

/*
 * Whether a number or a currency may start at the cursor: a digit, a numeral or
 * such a sign stands there, and no number or word goes on.
 */
bool measure_starts(const struct cursor *);

/* Whether a Chinese numeral stands there: "三", but not "三十". */
bool measure_is_numeral(const struct cursor *);

/* Whether a sign for "times" stands right before: "x10". */
bool measure_is_times(const struct cursor *);

/* Pass over blanks, which may be none. */
void measure_blanks(struct cursor *);

/* The name of a unit or a currency, blanks before it or not. */
const char *measure_unit(struct cursor *);
const char *measure_currency(struct cursor *);

/*
 * A number: with decimals behind a point or comma, or with its thousands
 * apart. There is none that is too long.
 */
bool measure_number(struct cursor *, double *value);

/*
 * An amount and the unit behind it, or NULL: also in halves, quarters and
 * eighths, "1/4 oz", "½ oz".
 */
bool measure_amount(struct cursor *, double *value, const char **unit);

/* A price, which may be in thousands: "2,5к", "15k", "3 тыс". */
bool measure_price(struct cursor *, double *value);

/* Whether the price between these places was in thousands. */
bool measure_in_thousands(struct cursor price, const struct cursor *behind);

/*
 * A price and its currency, which stands before or behind it or is NULL. Pesos
 * may have a dollar before and their name behind.
 */
bool measure_priced(struct cursor *, double *value, const char **currency);

/*
 * What joins amount and price: a sign, a word, or only blanks. Returns the
 * sign, 'w' for a word, ' ' for blanks, or 0 if there is none of them.
 */
char measure_join(struct cursor *);

/* A word that joins them, and blanks behind it. */
bool measure_join_word(struct cursor *);

#endif
