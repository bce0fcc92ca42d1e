/* SPDX-License-Identifier: MIT */
/*
 * The words of a term of the lexicons, folded, as they are looked for in
 * texts: `=соль ~ 2cb` is three words, of which the first must stand so.
 */
#ifndef CLASSIFY_TERM_H
#define CLASSIFY_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/fold.h"
#include "classify/han.h"
#include "classify/stem.h"
#include "classify/words.h"

/* Terms of more words than this are refused. */
#define TERM_WORDS_MAX 12

#define TERM_POINTS 0x700	/* Latin, Greek, Cyrillic, Hebrew, Arabic */

struct term_word {
	const char *text;	/* UTF-8, at most STEM_MAX bytes */
	size_t length;
	size_t letters;		/* or digits, or other points */
	enum word_kind kind;
	bool exact;		/* it must stand as written */
};

/* The words are those of the term that was split last. */
struct term {
	struct term_word words[TERM_WORDS_MAX];
	size_t count;
	bool exact;		/* some word is, or would be if it was one */
	/* What splitting works with: */
	bool letters[TERM_POINTS];	/* that are folded to themselves */
	uint8_t han[HAN_LAST - HAN_FIRST + 1];	/* what is known of each */
	struct folded folded;
	struct words split;
	char texts[TERM_WORDS_MAX][STEM_MAX];
};

/* Returns 0; -1 without memory and with nothing to close. */
int term_open(struct term *);

void term_close(struct term *);

/*
 * Split a term, which must outlive its words. Returns 0; -1 if it has too many
 * or too long words, or without memory.
 */
int term_split(struct term *, const char *text);

#endif
