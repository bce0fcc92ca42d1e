/* SPDX-License-Identifier: MIT */
/*
 * A post and its score for people: the texts with all that was found in them
 * underlined, what each sign is worth, and the parts that make up the score.
 */
#ifndef CLASSIFY_EXPLAIN_H
#define CLASSIFY_EXPLAIN_H

#include <jansson.h>

#include "classify/examine.h"
#include "classify/page.h"
#include "wire/fault.h"

/*
 * Explain what the examiner found last, in this record; bank cards are
 * masked. Returns text for the caller to free, or NULL with the reason.
 */
char *explain_text(const struct examiner *, const json_t *record,
    double threshold, const struct page *, struct fault *);

#endif
