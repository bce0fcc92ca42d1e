/* SPDX-License-Identifier: MIT */
/*
 * A stem is the beginning of its word, but for a few letters at its end that
 * the stemmer may have put there: hoping, hope; kitabı, kitap. Those are the
 * tails of a language; with the letters of the word in the place of its tail,
 * a stem is how its word begins.
 */
#ifndef CLASSIFY_TAILS_H
#define CLASSIFY_TAILS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/affixtable.h"
#include "classify/stem.h"

#define TAILS_MAX 64

/* What a stem may end in, and what its word has there. */
struct tail {
	struct affix_text made, word;
};

struct tails {
	struct tail list[TAILS_MAX];	/* the first is empty */
	size_t count;
	bool unknown;	/* there are too many, or a word may begin anyhow */
};

/* The tails that the rules of a language leave. */
void tails_of_affixes(struct tails *, const struct affixes *);

/*
 * The tails that a stemmer of libstemmer leaves, by its name ("" for none).
 * An unknown one has unknown tails.
 */
void tails_of_snowball(struct tails *, const char *name);

/*
 * The letters of the endings that a stemmer of libstemmer takes off; NULL if
 * they may be any.
 */
const char *tails_endings(const char *name);

/*
 * Write how a word begins that has this stem, if the stem ends in this tail.
 * Returns its bytes, at most TAILS_HEAD_MAX; 0 if it does not, or if the word
 * may begin anyhow, which *any says.
 */
#define TAILS_HEAD_MAX (STEM_MAX + AFFIX_BYTES_MAX)
size_t tails_head(const struct tail *, const char *stem, size_t length,
    char *head, bool *any);

#endif
