/* SPDX-License-Identifier: MIT */
/*
 * Folded text split into words: runs of letters and digits, and single
 * symbols and Han characters, which are words by themselves. Signs that stand
 * for letters belong to the word that they are in: м@рихуана, don't, oʻt.
 */
#ifndef CLASSIFY_WORDS_H
#define CLASSIFY_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/fold.h"

enum word_kind {
	WORD_LETTERS,	/* at least one letter */
	WORD_DIGITS,	/* nothing but digits */
	WORD_SYMBOL,	/* one emoji, currency or other sign */
	WORD_HAN	/* one Han character */
};

/* What stands between a word and the one before. */
enum word_gap {
	GAP_NONE,	/* nothing: the words touch */
	GAP_SPACE,	/* one space */
	GAP_SIGN,	/* one dot, hyphen or other joining sign */
	GAP_NEAR,	/* up to three characters, but no end of a sentence */
	GAP_COMMA,	/* the same, with a comma among them */
	GAP_FAR		/* more, a new line, or the end of a sentence */
};

struct word {
	uint32_t first, count;	/* points of the folded text */
	uint8_t kind;		/* enum word_kind */
	uint8_t gap;		/* enum word_gap */
	uint8_t scripts;	/* set of enum script */
	uint8_t sign;		/* the ASCII character of GAP_SIGN */
};

/* Begins as all zero; the members may be read, not written. */
struct words {
	struct word *words;
	size_t count, room;
};

/* Split, replacing what `words` held. Returns 0, or -1 without memory. */
int words_split(struct words *, const struct folded *);

/*
 * How long the text is in words as a reader counts them: a Chinese word has
 * about two characters.
 */
size_t words_measure(const struct words *);

/*
 * Is there a comma between any of these words? Only terms that are written
 * with one go on over it.
 */
bool words_has_comma(const struct words *, size_t first, size_t count);

void words_free(struct words *);

#endif
