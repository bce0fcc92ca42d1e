/* SPDX-License-Identifier: MIT */
/*
 * What tells: without it no post can raise an alert, whatever else is in it.
 *
 * The features of the model are tried in turn, from the most common on: those
 * that may all have their full strength without the score reaching the
 * threshold do not tell; what is left does. A term that counts towards one of
 * those must be in the post; or, if it has several words, the two longest of
 * those that stand together. Any word in disguise tells as well, if that is
 * such a feature.
 */
#ifndef CLASSIFY_TELLING_H
#define CLASSIFY_TELLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/examine.h"
#include "classify/forms.h"

/* What is known of a token, which is a stretch of text between blanks. */
enum telling_mark {
	MARK_TELLS = 1,
	MARK_EMPTY = 2,		/* no word in it */
	MARK_FIRST_SINGLE = 4,	/* its first word is one letter or digit, */
	MARK_LAST_SINGLE = 8,	/* its last, */
	MARK_SEVERAL = 16,	/* and it has more than one */
	/* In disguise, its word may be part of a term of several words. */
	MARK_DISGUISED = 1 << 29
};

#define MARK_ANY (UINT32_C(1) << 31)	/* every token has it */

/*
 * Of each term of several words one pair that stands together is chosen, and
 * given a number of MARK_PAIRS, which is the bit of both words; many pairs
 * share one.
 */
enum {
	MARK_PAIRS = 12,
	MARK_LEADS = 5,		/* the first bit of a word that leads a pair, */
	MARK_FOLLOWS = MARK_LEADS + MARK_PAIRS	/* and of one that follows */
};

#define TELLING_POINTS 0x600	/* Latin, Greek, Cyrillic, Hebrew */

struct telling {
	struct matcher *matcher;	/* the caller's */
	struct forms_wanted wanted;	/* the words of terms that tell */
	struct slots pairs;	/* nodes: their key and that before are one */
	bool features[FEATURE_COUNT];	/* those that tell */
	bool all;		/* everything tells: the threshold is low */
	bool onion;		/* the address of a hidden service tells */
	uint16_t plain[TELLING_POINTS];	/* the letter that a point is folded
					 * to, or 0 if it is more than that */
};

/*
 * What tells with this threshold. The examiner's matcher does the matching; it
 * must outlive this. Returns 0; -1 with the reason and nothing to close.
 */
int telling_open(struct telling *, struct examiner *, double threshold,
    struct fault *);

void telling_close(struct telling *);

/* Does the term count towards a feature that tells? */
bool telling_entry(const struct telling *, const struct entry *);

/*
 * The marks that a word, or token, would have to have, any of them, to be a
 * pair with one before it that has these, or one in disguise.
 */
static inline uint32_t
telling_partner(uint32_t before)
{
	const uint32_t leads = ((UINT32_C(1) << MARK_PAIRS) - 1) << MARK_LEADS;

	return (before & MARK_DISGUISED) != 0 ? UINT32_MAX :
	    (before & leads) << (MARK_FOLLOWS - MARK_LEADS) | MARK_DISGUISED;
}

/* Are two keys, one behind the other, the pair of a term that tells? */
bool telling_is_pair(const struct telling *, uint32_t lead, uint32_t follow);

/* Is there such a pair in truth, in a text of the two? */
bool telling_meet(struct telling *, const char *text, size_t length,
    bool ocr);

/* Does any term in a text tell, or a word in disguise? */
bool telling_text(struct telling *, const char *text, size_t length,
    bool ocr);

/*
 * The marks of a token: a set of enum telling_mark. ocr says that it was read
 * from a picture. Without memory it tells.
 */
uint32_t telling_marks(struct telling *, const char *token, size_t length,
    bool ocr);

#endif
