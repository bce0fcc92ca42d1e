/* SPDX-License-Identifier: MIT */
/*
 * Portions: words that name an amount without a number, as sellers by the
 * ounce write their lists: "zips 180, qp 600, lb 2100".
 */
#ifndef CLASSIFY_PORTIONS_H
#define CLASSIFY_PORTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/measure.h"
#include "classify/offers.h"

/* Whether such a word starts at the cursor, which nothing goes on to. */
bool portion_starts(const struct cursor *);

/* Whether the word names its unit: "half oz", "lb"; it means nothing else. */
bool portion_is_weight(const struct cursor *);

/* A portion alone: its amount and unit. */
bool portion_take(struct cursor *, struct offer *);

/*
 * A portion and its price at the cursor, which is moved behind them, or may
 * be left anywhere if there are none. A price without a currency is at least
 * 20, and no unit follows it, as in "oz 28 g".
 */
bool portion_offer(struct cursor *, struct offer *);

/* Likewise a part of an ounce whose unit is left out: "1/8 50£", "1/4 - $60" */
bool portion_eighth(struct cursor *, struct offer *);

#endif
