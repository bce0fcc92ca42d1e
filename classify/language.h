/* SPDX-License-Identifier: MIT */
/*
 * The languages that there are lexicons for, and the scripts that they are
 * written in. A word is looked up in every language that its script serves:
 * nobody guesses "the" language of a post, since a post may mix several.
 */
#ifndef CLASSIFY_LANGUAGE_H
#define CLASSIFY_LANGUAGE_H

#include <stddef.h>
#include <stdint.h>

/* A script, or several of them together. */
enum script {
	SCRIPT_NONE = 0,
	SCRIPT_LATIN = 1,
	SCRIPT_CYRILLIC = 2,
	SCRIPT_ARABIC = 4,
	SCRIPT_DEVANAGARI = 8,
	SCRIPT_HAN = 16,
	SCRIPT_OTHER = 32,
	SCRIPT_DIGIT = 64,
	SCRIPT_ALL = 127
};

struct language {
	const char *code;	/* "ru", as in the lexicon's file name */
	unsigned scripts;	/* those that it is written in */
	const char *snowball;	/* libstemmer's name for it, or NULL */
};

enum {
	LANGUAGE_COUNT = 19
};

/* Language number i, 0 to LANGUAGE_COUNT - 1. */
const struct language *language_at(unsigned i);

/* The number of the language with this code, or -1. */
int language_find(const char *code);

/* The script of a letter or digit, SCRIPT_OTHER for the rest. */
enum script script_find(uint32_t point);

/* The same, faster for most letters. */
static inline enum script
script_of(uint32_t point)
{
	if (point >= 'a' && point <= 'z')
		return SCRIPT_LATIN;
	if (point >= 0x0400 && point <= 0x052f)
		return SCRIPT_CYRILLIC;
	if (point >= 0x4e00 && point <= 0x9fff)
		return SCRIPT_HAN;
	return script_find(point);
}

/* The scripts of a word, as a set of enum script. */
unsigned scripts_of(const uint32_t *points, size_t count);

#endif
