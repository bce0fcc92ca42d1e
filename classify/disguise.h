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

/* What a word has in it. */
enum trait {
	TRAIT_LATIN = 1,
	TRAIT_CYRILLIC = 2,
	TRAIT_MIXED = 4,	/* letters of several scripts, or of none */
	TRAIT_DIGIT = 8,
	TRAIT_SIGN = 16,	/* @, $ or an apostrophe */
	TRAIT_DOUBLE = 32,	/* a letter twice in a row */
	TRAIT_PURE = 64		/* nothing but letters of one of the two */
};

struct disguise {
	enum form_how how;
	unsigned needs;		/* set of enum trait: the word has some */
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

/* The traits of a word, a set of enum trait. */
unsigned disguise_traits(const uint32_t *word, size_t count);

#endif
