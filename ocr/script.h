/* SPDX-License-Identifier: MIT */
/*
 * What a piece of text is written in. Tesseract's models do not say that they
 * are out of their depth, they make up words of their own letters; which
 * script a word is in, and whether it mixes two, tells more.
 */
#ifndef OCR_SCRIPT_H
#define OCR_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>

struct script_count {
	size_t letters;		/* of any script */
	size_t digits;
	size_t others;		/* signs and punctuation */
	size_t latin;
	size_t latin_marked;	/* Latin letters that English has not */
	size_t cyrillic;
	size_t special;		/* Cyrillic letters that Russian has not */
	size_t han;		/* Chinese and Japanese */
	size_t arabic;
	size_t devanagari;
};

/*
 * Count the characters of a text in UTF-8; malformed bytes count as others.
 */
struct script_count script_of(const char *text);

/*
 * Whether it starts like a Telegram name or link, or has the signs of one
 * (an underscore, a dot between Latin letters), in any look-alike letters.
 */
bool script_is_handle(const char *text);

#endif
