/* SPDX-License-Identifier: MIT */
/*
 * The screen: may this line raise an alert at all? Most posts hold nothing
 * that could, and need not even be parsed.
 *
 * The line is skimmed, and its texts are looked at: does anything in them tell
 * (look.h)? If not, the line is passed over. If so, the terms of the texts are
 * matched, and the line passes if they may score enough (bound.h).
 *
 * Every line that is not a record beyond doubt is let pass: it is for the
 * parser to say what is wrong. tests/classify/screen.sh compares what is said
 * with the screen and without.
 */
#ifndef CLASSIFY_SCREEN_H
#define CLASSIFY_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/examine.h"
#include "classify/look.h"
#include "classify/skim.h"
#include "wire/fault.h"

/* A line that was skimmed. Texts without escapes have their hash. */
struct skimmed {
	const char *line;	/* NULL: none */
	bool beyond_doubt;	/* that it is a record */
	struct skim skim;
};

/* One in each thread. */
struct screen {
	struct examiner *examiner;	/* the caller's */
	double threshold;
	struct look look;
	struct skimmed lines[2];	/* this one and the next, in turns */
	unsigned turn;
	char *text;		/* a text with its escapes undone */
	size_t text_room;
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
 * Say which line comes after the one that is asked for next, so that what is
 * remembered of its texts is there when it is asked for. It must stay.
 */
void screen_expect(struct screen *, const char *line, size_t length);

/*
 * May the line raise an alert, or is it perhaps no record? If false, it is a
 * record and cannot.
 */
bool screen_passes(struct screen *, const char *line, size_t length);

#endif
