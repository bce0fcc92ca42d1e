/* SPDX-License-Identifier: MIT */
/*
 * How the words of the lexicons begin, so that a word that begins like none of
 * them, or goes on as no ending does, need not be stemmed in a dozen languages.
 *
 * The beginnings are kept as a tree in a table of hashes: one that is not
 * there may seem to be, never the other way round. Letters that some language
 * writes for each other (ґ for г), accents, and letters that are not always
 * written (ь) are of no account.
 */
#ifndef CLASSIFY_HEADS_H
#define CLASSIFY_HEADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/stem.h"
#include "classify/tails.h"
#include "wire/fault.h"

#define HEADS_LETTERS 0x2100	/* points that may stand for others */

#define HEADS_BITS 18
#define HEADS_SETS ((size_t)1 << HEADS_BITS)

struct heads {
	uint16_t letters[HEADS_LETTERS];	/* what each counts as; 0: no
						 * letter at all */
	uint32_t endings[HEADS_LETTERS];	/* by what a letter counts
						 * as: languages that have
						 * it in an ending, */
	uint32_t limited;	/* of those whose endings are known */
	struct tails *tails;	/* by language */
	uint32_t *sets;		/* HEADS_SETS, by hash of a head: languages,
				 * as bits */
	uint32_t always;	/* languages whose words may begin anyhow, */
	unsigned scripts;	/* and those that they are written in */
};

/*
 * Begin with no heads; the letters are those of the rules of affixes (as
 * stemmers_open() has them). Returns 0, or -1 with the reason.
 */
int heads_open(struct heads *, const struct affixes *const *affixes,
    struct fault *);

void heads_close(struct heads *);

/*
 * Add the words of a language that have this stem. Language LANGUAGE_COUNT
 * stands for words that are not stemmed. clear: of a clear term.
 */
void heads_add(struct heads *, unsigned language, const char *stem,
    size_t length, bool clear);

/*
 * The languages, as bits, in which such a word, in letters of this set of enum
 * script, may have a stem added here; and HEADS_CLEAR if one of the stems may
 * be clear.
 */
#define HEADS_CLEAR (UINT32_C(1) << 30)
uint32_t heads_find(const struct heads *, const uint32_t *points,
    size_t count, unsigned scripts);

#endif
