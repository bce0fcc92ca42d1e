/* SPDX-License-Identifier: MIT */
/*
 * A record examined: all signs in all its carriers, the selectors and offers,
 * and what they score together.
 */
#ifndef CLASSIFY_EXAMINE_H
#define CLASSIFY_EXAMINE_H

#include <jansson.h>

#include "classify/contacts.h"
#include "classify/detector.h"
#include "classify/match.h"
#include "classify/offers.h"
#include "classify/post.h"
#include "classify/score.h"
#include "wire/fault.h"

enum {
	SIGNS_MAX = 1000,	/* of one record; the rest is passed over */
	EXAMINE_OFFERS_MAX = 100
};

/* A selector or an offer, and the carrier that it stands in. */
struct found_contact {
	struct contact contact;	/* the value is the finding's */
	uint32_t carrier;
};

struct found_offer {
	struct offer offer;
	uint32_t carrier;
};

enum intent {
	INTENT_SALE,
	INTENT_RECRUITMENT,
	INTENT_MARKETPLACE,
	INTENT_PURCHASE
};

/* What works on records, one in each thread; and what it found last. */
struct examiner {
	const struct detector *detector;
	struct stemmers stemmers;
	struct matcher matcher;
	struct post post;
	struct sign *signs;		/* SIGNS_MAX of them */
	size_t sign_count;
	struct found_contact *contacts;	/* CONTACTS_MAX of them */
	size_t contact_count;
	struct found_offer *offers;	/* EXAMINE_OFFERS_MAX of them */
	size_t offer_count;
	size_t words, bytes;		/* of all carriers together */
	struct score score;
	enum intent intent;
};

/* Returns 0; -1 with the reason and nothing to close. */
int examine_open(struct examiner *, const struct detector *, struct fault *);

void examine_close(struct examiner *);

/*
 * Examine a record; what was found is valid until the next call and as long
 * as the record. Returns 0, or -1 without memory.
 */
int examine_record(struct examiner *, const json_t *record, struct fault *);

/* What a post must show before it can hold certain signs that are no terms. */
enum grant {
	GRANT_NUMBER = 1,	/* a digit, or letters enough for an address */
	GRANT_ONION = 2		/* letters enough for an onion address */
};

/*
 * The most that selectors, offers and amounts may count in a post that shows
 * this set of enum grant: what the screen takes for granted. Density is not
 * among it.
 */
void examine_grant(unsigned set, double sums[FEATURE_COUNT]);

/* The name of an intent: "sale". */
const char *intent_name(enum intent);

#endif
