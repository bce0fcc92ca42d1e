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
#include "classify/tokens.h"
#include "classify/weights.h"

enum {
	PHRASES_MAX = 64,	/* at one place; more are too many to tell */
	WAITING_MAX = 16,
	COUNTED_MAX = 64	/* lists of terms; those after them count
				 * each time */
};

/* A list of terms, or a node with some, and how often it has counted. */
struct counted {
	uint32_t place;
	uint32_t times;
};

/* A phrase that may go on: where it began, and how far it has come. */
struct phrase {
	uint32_t node;
	const char *start;
};

/* A token whose mark is not yet looked at. */
struct waiting {
	struct token token;
	struct token *place;
	const char *text;
	size_t length;
};

/* What was seen so far of a line, or of one text in it. */
struct look {
	struct screen *screen;	/* of the caller */
	const struct glancer *glancer;
	double sums[FEATURE_COUNT];
	double loose[FEATURE_COUNT];	/* more, if a drug is named */
	bool drug;
	double least_variety;	/* of one term that counts towards variety */
	struct counted counted[COUNTED_MAX];
	size_t counted_count;
	size_t bytes;		/* of all texts, but for links */
	size_t words, han;	/* words, and characters that are half one */
	size_t sign_bytes;	/* that signs may take */
	bool any;		/* something that is not granted */
	unsigned grants;	/* set of enum grant */
	bool account;		/* something is like one but for its digits */
	bool digits;		/* and there are enough of them somewhere */
	bool loud;
	/* In the text at hand: */
	bool ocr;
	const char *last;	/* the last token with a word in it */
	const char *end;	/* of the last token */
	size_t run;		/* digits in tokens with no other between */
	struct waiting waiting[WAITING_MAX];
	size_t waiting_count;
	size_t zone;		/* bytes that may belong to a number before */
	struct phrase phrases[PHRASES_MAX];
	size_t phrase_count;
	uint32_t awaits;	/* bits of the keys that phrases want next */
	size_t singles;		/* letters or digits apart, up to here */
};

/* Take a token and its mark into account; length is in bytes. */
void look_take(struct look *, const struct mark *, const char *token,
    size_t length);

/* Begin another text. */
void look_begin(struct look *, const char *text);

/* Take a link into account, and what it is like. */
void look_take_link(struct look *, const struct mark *, const char *text,
    size_t length);

#endif
