/* SPDX-License-Identifier: MIT */
/*
 * A stem is the beginning of its word, but for a few letters at its end that
 * the stemmer may have put there: hoping, hope. Those are the tails of a
 * language; with one of them taken off, a stem is how its word begins.
 */
#ifndef CLASSIFY_TAILS_H
#define CLASSIFY_TAILS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/affixtable.h"

#define TAILS_MAX 64

struct tails {
	struct affix_text list[TAILS_MAX];	/* the first is empty */
	size_t count;
	bool unknown;	/* there are too many, or a word may begin anyhow */
};

/* The tails that the rules of a language leave. */
void tails_of_affixes(struct tails *, const struct affixes *);

/*
 * The tails that a stemmer of libstemmer leaves, by its name ("" for
 * none). An unknown one has unknown tails.
 */
void tails_of_snowball(struct tails *, const char *name);

#endif
