/* SPDX-License-Identifier: MIT */
/*
 * The score of a post: how much its signs together look like an advert for
 * drugs, from 0 to 100.
 *
 * Each sign counts towards one or more features, with a weight; a feature has
 * the strength min(1, sum of weights / full); a part of the model is worth
 * its points times the strengths of its features; the score is the sum of the
 * parts, cut to 0..100. The points of each part are shared out over the signs
 * that made it, so that the signs, the parts and the carriers each add up to
 * the score: nothing is unexplained. A sign that comes again counts once.
 */
#ifndef CLASSIFY_SCORE_H
#define CLASSIFY_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/lexicon.h"
#include "classify/weights.h"

enum carrier_kind {
	CARRIER_TEXT,
	CARRIER_OCR,
	CARRIER_CODE,
	CARRIER_KIND_COUNT
};

/* The features that a sign may count towards: places of sign.amounts. */
enum {
	AMOUNT_OWN,		/* that of its category or type */
	AMOUNT_VARIETY,		/* a further substance */
	AMOUNT_SUBSTANCE,	/* which a term of the trade names as well */
	AMOUNT_SHARE,		/* of the text that it takes */
	AMOUNT_CHINESE,
	SIGN_AMOUNTS
};

/* The weight of a sign in one feature. */
struct amount {
	uint8_t feature;	/* enum feature */
	double weight;
};

/* One thing in a post that says something about it. */
struct sign {
	const struct entry *entry;	/* the term, or NULL */
	const char *type;	/* without an entry: what it is instead */
	uint8_t how;		/* enum form_how */
	uint8_t carrier_kind;	/* enum carrier_kind */
	bool again;	/* the same as a sign before: counts for naught */
	uint32_t carrier;	/* number of the carrier in the post */
	uint32_t offset, length;	/* bytes of the carrier's text */
	/* The first is given for signs without an entry, else a result. */
	struct amount amounts[SIGN_AMOUNTS];
	double points;		/* the result: its share of the score */
};

struct score {
	double total;			/* 0 to 100, two decimals */
	double parts[PART_MAX];		/* points, as weights' parts */
	double values[PART_MAX];	/* product of strengths, 0 to 1 */
	double carriers[CARRIER_KIND_COUNT];
	double strengths[FEATURE_COUNT];
};

/*
 * What a term counts towards: its category's feature, the substance that it
 * names, variety, its language. Unused amounts have the weight 0.
 */
void score_amounts(const struct entry *, struct amount[SIGN_AMOUNTS]);

/*
 * Weigh the signs: sets amounts, again and points of each. words and bytes
 * are the size of the post: in a long post single signs say less, and a post
 * of little but signs says more.
 */
void score_signs(const struct weights *, struct sign *, size_t count,
    size_t words, size_t bytes, struct score *);

/*
 * The sum of weights of the feature density where signs take so many bytes of
 * a post.
 */
double score_density(size_t sign_bytes, size_t bytes);

/* What is left of the weight of signs in a post of so many words. */
double score_dilution(size_t words);

/*
 * The most that signs with these sums of weights may score, whatever else is
 * in the post, and if any of them should be none: for the screen.
 */
double score_ceiling(const struct weights *,
    const double sums[FEATURE_COUNT]);

/* Scores are rounded to hundredths, sums in another order to much less. */
#define SCORE_SLACK 0.01

#endif
