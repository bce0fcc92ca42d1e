/* SPDX-License-Identifier: MIT */
/*
 * Terms of the lexicons in a piece of text. At each word the longest term
 * wins; of equally long ones that with an exact word, then the one that needs
 * the least undoing, then one that says `ignore`, then the heaviest.
 */
#ifndef CLASSIFY_MATCH_H
#define CLASSIFY_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/fold.h"
#include "classify/forms.h"
#include "classify/index.h"
#include "classify/lexicon.h"
#include "classify/words.h"

struct hit {
	uint32_t entry;		/* index into the lexicon, or HIT_MIXED */
	uint32_t start, end;	/* bytes of the original */
	uint8_t how;		/* enum form_how */
};

/* A word that mixes the letters of two scripts: a sign by itself. */
#define HIT_MIXED UINT32_MAX

/* The forms of one word: a part of matcher.forms. */
struct span {
	uint32_t first, count;
};

/* What matching works with; one for each thread. */
struct matcher {
	const struct lexicon *lexicon;
	const struct index *index;
	struct form_finder finder;
	struct folded folded;
	struct words words;
	struct span *spans;	/* by word */
	size_t span_room;
	struct form *forms;
	size_t form_count, form_room;
	size_t spelled_until;	/* words before this are in no spelled word */
	struct hit *hits;	/* the result, in the order of the text */
	size_t hit_count, hit_room;
};

/*
 * Begin; what is given must outlive the matcher. Returns 0, or -1 without
 * memory; it may be closed then.
 */
int match_open(struct matcher *, const struct lexicon *,
    const struct index *, const struct stemmers *);

void match_close(struct matcher *);

/*
 * Find the terms in length bytes (less than 4 GiB) and leave them in `hits`,
 * those that say `ignore` too. ocr says that the text was read from a picture.
 * Returns 0, or -1 without memory.
 */
int match_text(struct matcher *, const char *bytes, size_t length, bool ocr);

/*
 * As match_text, but with the terms that count only beside a drug, whatever
 * is beside them: for a piece of text that was taken out of its context.
 */
int match_any(struct matcher *, const char *bytes, size_t length, bool ocr);

/*
 * The two halves of match_any(): split a text into words, and find the terms
 * in them. Returns 0, or -1 without memory.
 */
int match_words(struct matcher *, const char *bytes, size_t length);
int match_terms(struct matcher *, bool ocr);

/* The letters of word i, as many as there is room for; returns their count. */
size_t match_points(const struct matcher *, size_t i,
    uint32_t points[FORMS_WORD_MAX]);

/*
 * The term that these letters are, written apart in the text, from letter
 * 0 to the end; HIT_MIXED if they are none. Used by spelled.c.
 */
int match_letters(struct matcher *, const uint32_t *points, size_t count,
    bool ocr, struct hit *);

/* Drop the hits of terms that go with a drug, where none is beside them. */
void match_drop_loose(struct matcher *);

/* Does the entry win over another of the very same words? */
bool match_outweighs(const struct entry *, const struct entry *other);

/* Add a hit. Returns 0, or -1 without memory. */
int match_add(struct matcher *, const struct hit *);

#endif
