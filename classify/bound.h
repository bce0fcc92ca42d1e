/* SPDX-License-Identifier: MIT */
/*
 * The most that a post may score, by its terms: these are matched as they are
 * when it is examined. Selectors, offers and amounts are not looked for, but
 * taken for granted where there are digits or letters enough for them, and
 * contexts of innocence are left out.
 *
 * Whoever teaches the examiner a new kind of sign must let this know of it:
 * see examine_grant().
 */
#ifndef CLASSIFY_BOUND_H
#define CLASSIFY_BOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/match.h"
#include "classify/weights.h"

enum {
	BOUND_ENTRIES_MAX = 64,	/* that are told apart; more are too many */
	BOUND_ONION = 56	/* letters of an onion address */
};

struct bound {
	struct matcher *matcher;	/* the caller's */
	double sums[FEATURE_COUNT];
	uint32_t entries[BOUND_ENTRIES_MAX];	/* that have counted */
	size_t entry_count;
	size_t words, bytes;	/* of the texts */
	size_t sign_bytes;	/* that signs may take */
	unsigned grants;	/* set of enum grant */
	bool unknown;		/* too much to tell */
};

/* Begin a post. The matcher does the matching. */
void bound_begin(struct bound *, struct matcher *);

/* Add a text to it. ocr says that it was read from a picture. */
void bound_add_text(struct bound *, const char *text, size_t length, bool ocr);

/* Add a link. */
void bound_add_link(struct bound *, const char *text, size_t length);

/* May what was added score as much? */
bool bound_reaches(const struct bound *, const struct weights *,
    double threshold);

#endif
