/* SPDX-License-Identifier: MIT */
/*
 * Offers that name no currency, or no unit: what else must speak for them.
 */
#ifndef CLASSIFY_BARE_H
#define CLASSIFY_BARE_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/measure.h"
#include "classify/offers.h"

#define BARE_AMOUNT_MOST 1000	/* of an amount that stands alone */
#define BARE_GAP " \t,;|/"	/* what stands between two pairs */

/* Amounts of drugs for sale are small, and one costs more than a few units. */
bool bare_is_likely(const struct offer *);

/* Whether the price may be a year. */
bool bare_may_be_year(const struct offer *);

/* Whether the amount is a year: "в 2020 г". */
bool bare_is_of_year(const struct offer *);

/*
 * Of an amount and a price that were read, from `from` to the cursor, with
 * `join` between them; the offer before ends at `last`.
 *
 * "0,5/1500" or "0.5 - 1500" without a unit: in a line of its own, beside
 * another offer, or with an amount that has decimals. "0,3 1000р" needs no
 * sign. "5 for 40" must be one of several such lines.
 */
bool bare_is_pair(const struct cursor *, size_t from, char join, size_t last,
    const struct offer *);

/* "1г 2500": an amount with a unit for a price without a currency. */
bool bare_is_amount(const struct cursor *, size_t from, char join, size_t last,
    const struct offer *);

/* "10包4500": a unit in Chinese stands right between the numbers. */
bool bare_is_packed(const struct cursor *, size_t from, const struct offer *);

/* "80/g" without a currency: no class of a school, no small ratio. */
bool bare_is_price_of_one(const struct offer *);

#endif
