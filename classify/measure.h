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

/*
 * What joins amount and price: a sign, a word, or only blanks. Returns the
 * sign, 'w' for a word, ' ' for blanks, or 0 if there is none of them.
 */
char measure_join(struct cursor *);

#endif
