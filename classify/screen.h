/* SPDX-License-Identifier: MIT */
/*
 * The screen: may this line raise an alert at all? Most posts hold nothing
 * that could, and need not even be parsed.
 *
 * The line is skimmed, its texts are cut into tokens at blanks, and what each
 * token may add to the signs of an advert is looked up in a memory of tokens;
 * a new one is matched once, by the matcher that examines posts. The sums,
 * put into the model with every context of innocence left out, give a ceiling
 * that the score cannot pass. Selectors, offers and disguises are not looked
 * for: they are taken for granted, where there are digits enough for them.
 * What cannot be told in this way (letters that stand apart, very long tokens)
 * is let pass, and so is every line that is not a record beyond doubt: it is
 * for the parser to say what is wrong.
 *
 * Whoever teaches the examiner a new kind of sign must let the screen know of
 * it: see examine_grant(). tests/classify/screen.sh compares the two.
 */
#ifndef CLASSIFY_SCREEN_H
#define CLASSIFY_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/examine.h"
#include "classify/glance.h"
#include "classify/skim.h"
#include "classify/tokens.h"
#include "wire/fault.h"

/* One in each thread. */
struct screen {
	const struct weights *weights;
	double threshold;
	struct glancer glancer;
	struct skim skim;
	struct tokens tokens;
	uint32_t *han;		/* by character: the place of its mark */
	char *text;		/* a text with its escapes undone */
	size_t text_room;
	double granted[GRANT_SETS][FEATURE_COUNT];
	bool all[GRANT_SETS];	/* does that alone reach the threshold? */
};

/*
 * Open a screen that lets pass what may score as much as the threshold, and
 * keeps that many tokens in memory, a power of two of them. The examiner's
 * matcher does the matching; it must outlive the screen. Returns 0; -1 with
 * the reason and nothing to close.
 */
int screen_open(struct screen *, struct examiner *, double threshold,
    size_t tokens, struct fault *);

void screen_close(struct screen *);

/*
 * May the line raise an alert, or is it perhaps no record? If false, it is a
 * record and cannot.
 */
bool screen_passes(struct screen *, const char *line, size_t length);

#endif
