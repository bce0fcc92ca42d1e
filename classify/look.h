/* SPDX-License-Identifier: MIT */
/*
 * What the screen has seen of a line so far: the sums that its terms may
 * count, the phrases that are under way, and what may be there besides terms.
 */
#ifndef CLASSIFY_LOOK_H
#define CLASSIFY_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/examine.h"
#include "classify/glance.h"
#include "classify/weights.h"

enum {
	PHRASES_MAX = 64	/* at one place; more are too many to tell */
};

/* A phrase that may go on: where it began, and how far it has come. */
struct phrase {
	uint32_t node;
	const char *start;
};

/* What was seen so far of a line, or of one text in it. */
struct look {
	struct screen *screen;	/* of the caller */
	const struct glancer *glancer;
	double sums[FEATURE_COUNT];
	double loose[FEATURE_COUNT];	/* more, if a drug is named */
	bool drug;
	size_t bytes;		/* of all texts, but for links */
	size_t sign_bytes;	/* that signs may take */
	bool any;		/* something that is not granted */
	unsigned grants;	/* set of enum grant */
	size_t digits;
	bool loud;
	/* In the text at hand: */
	bool ocr;
	struct phrase phrases[PHRASES_MAX];
	size_t phrase_count;
	uint32_t awaits;	/* bits of the keys that phrases want next */
	size_t singles;		/* letters or digits apart, up to here */
};

/* Take a token and its mark into account; length is in bytes. */
void look_take(struct look *, const struct mark *, const char *token,
    size_t length);

/* Take what is no term into account: digits, and what is like an account. */
void look_take_numbers(struct look *, const struct mark *);

#endif
