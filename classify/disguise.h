/* SPDX-License-Identifier: MIT */
/*
 * The ways in which people disguise a word, each with the function that
 * undoes it. Whether the result is a word at all is not known here: forms.c
 * looks it up.
 */
#ifndef CLASSIFY_DISGUISE_H
#define CLASSIFY_DISGUISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/forms.h"

/* Points that the longest result has: one Latin letter may make two. */
#define DISGUISE_MAX ((size_t)FORMS_WORD_MAX * 2)

struct disguise {
	enum form_how how;
	bool ocr;		/* only in words that were read from pictures */
	unsigned choices;	/* how many readings there are */
	/*
	 * Write reading number `choice` of the word into out; returns its
	 * points, or 0 where this disguise is not there.
	 */
	size_t (*undo)(const uint32_t *word, size_t count, unsigned choice,
	    uint32_t out[DISGUISE_MAX]);
};

enum {
	DISGUISE_COUNT = 9
};

/* Disguise number i, 0 to DISGUISE_COUNT - 1, the surest first. */
const struct disguise *disguise_at(unsigned i);

/* Does the word mix letters of two scripts? */
bool disguise_is_mixed(const uint32_t *word, size_t count);

#endif
