/* SPDX-License-Identifier: MIT */
/*
 * The stem of a word: what stays the same through its cases, numbers and
 * persons. By libstemmer (Snowball) where it has the language, else by suffix
 * rules in a file beside the lexicons (`kk.affixes`, see lexicon.5), else the
 * word itself.
 *
 * libstemmer keeps its result inside, so that each thread has a set of its own.
 */
#ifndef CLASSIFY_STEM_H
#define CLASSIFY_STEM_H

#include <stddef.h>

#include "classify/language.h"
#include "wire/fault.h"

#define STEM_MAX 256	/* bytes of a word, or of its stem */

struct affixes;
struct sb_stemmer;

struct stemmers {
	struct sb_stemmer *snowball[LANGUAGE_COUNT];
	/* LANGUAGE_COUNT of them, the caller's */
	const struct affixes *const *affixes;
};

/*
 * Make the stemmers; affixes has a rule set or NULL for each language, and
 * must outlive them. Returns 0, or -1 with nothing to close.
 */
int stemmers_open(struct stemmers *, const struct affixes *const *affixes,
    struct fault *);

void stemmers_close(struct stemmers *);

/*
 * Write the stem of a folded word into stem and return its length in bytes;
 * 0 where the word is longer than STEM_MAX.
 */
size_t stem_word(const struct stemmers *, unsigned language, const char *word,
    size_t length, char stem[STEM_MAX]);

#endif
