/* SPDX-License-Identifier: MIT */
/*
 * The model that weighs the signs in a post, as lexicons/weights.tsv has it:
 * points for single features (`substance`), and for features that stand
 * together (`substance×sale`). lexicon.5 describes the file.
 */
#ifndef CLASSIFY_WEIGHTS_H
#define CLASSIFY_WEIGHTS_H

#include <stddef.h>
#include <stdint.h>

#include "classify/lexicon.h"
#include "wire/fault.h"

/* What a sign may count towards. */
enum feature {
	FEATURE_SUBSTANCE,	/* terms that clearly name a drug */
	FEATURE_SLANG,		/* terms that may name one */
	FEATURE_FORM,
	FEATURE_SALE,
	FEATURE_PRICE,
	FEATURE_QUALITY,
	FEATURE_DROP,
	FEATURE_DELIVERY,
	FEATURE_CONTACT,
	FEATURE_PAYMENT,
	FEATURE_RECRUITMENT,	/* terms of hiring for the trade */
	FEATURE_JOB,		/* terms of any offer of work */
	FEATURE_MARKETPLACE,
	FEATURE_PURCHASE,	/* requests to buy in Chinese, */
	FEATURE_REQUEST,	/* and in the other languages */
	FEATURE_HANDLE,		/* a selector: name, link, number */
	FEATURE_OFFER,		/* an amount for a price */
	FEATURE_AMOUNT,		/* an amount alone */
	FEATURE_VARIETY,	/* further substances after the first */
	FEATURE_DISGUISE,	/* letters of two scripts, spelled-out words */
	FEATURE_DENSITY,	/* the share of the text that signs take */
	FEATURE_CHINESE,	/* terms in Chinese, which are short */
	FEATURE_COURT,		/* from here on in the order of categories */
	FEATURE_MEDICINE,
	FEATURE_HELP,
	FEATURE_COOKING,
	FEATURE_GARDENING,
	FEATURE_MUSIC,
	FEATURE_GAMES,
	FEATURE_NEWS,
	FEATURE_TALK,
	FEATURE_GOODS,
	FEATURE_DENIAL,
	FEATURE_PROSE,		/* the share of the text that talk takes */
	FEATURE_GROUPS,		/* from here on, groups of the others */
	FEATURE_DRUG = FEATURE_GROUPS,	/* substance and slang */
	FEATURE_TRADE,		/* all that tells of buying and selling */
	FEATURE_COUNT
};

enum {
	PART_MAX = 160,		/* rows of a model */
	PART_FEATURES_MAX = 3,	/* features that one part joins */
	PART_NAME_MAX = 48,
	LEVEL_COUNT = 3
};

/* The features whose strengths are multiplied, and what that is worth. */
struct part {
	char name[PART_NAME_MAX];
	double points;
	uint8_t features[PART_FEATURES_MAX];
	uint8_t count;
};

struct weights {
	struct part parts[PART_MAX];
	size_t count;
	double full[FEATURE_COUNT];	/* the sum of weights at which a
					 * feature has its full strength, 1 */
	double levels[LEVEL_COUNT];	/* thresholds low, medium, high */
};

/*
 * A group's strength is the sum of its members' strengths, each times its
 * share, over the group's `full`; at most 1.
 */
struct member {
	enum feature group, feature;
	double share;
};

/* All members of all groups, and how many they are. */
const struct member *weights_members(size_t *count);

/* The name of a feature in weights.tsv. */
const char *feature_name(enum feature);

/*
 * Read a threshold: the word low, medium or high, or a number over 0 and up
 * to 100. Returns 0, or -1 with the reason.
 */
int weights_threshold(const struct weights *, const char *word,
    double *threshold, struct fault *);

/* Read weights.tsv. Returns 0, or -1 with the reason. */
int weights_read(struct weights *, const char *path, char *bytes,
    size_t length, struct fault *);

#endif
