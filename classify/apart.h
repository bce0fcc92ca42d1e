/* SPDX-License-Identifier: MIT */
/*
 * Offers whose amount and price stand apart, with a name or the end of the
 * line between them: "1г меф - 2100", "10 mdma pills for 80€", "1 г\n2500 р".
 */
#ifndef CLASSIFY_APART_H
#define CLASSIFY_APART_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/measure.h"
#include "classify/offers.h"

/*
 * Such an offer at the cursor, which is moved behind it, or may be left
 * anywhere if there is none. The offer before ends at `last`.
 */
bool apart_offer(struct cursor *, struct offer *, size_t last);

#endif
