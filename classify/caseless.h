/* SPDX-License-Identifier: MIT */
/*
 * Looking for known words in text as it came, whatever their case: for
 * what is matched by shape rather than by lexicon.
 */
#ifndef CLASSIFY_CASELESS_H
#define CLASSIFY_CASELESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The code point at a place, in lower case, and the bytes it takes; 0 at the
 * end of the text and where it is not UTF-8.
 */
int32_t caseless_at(const char *text, size_t length, size_t at,
    size_t *bytes);

/* Whether a code point is a letter of any script. */
bool caseless_is_letter(int32_t point);

/*
 * The bytes of the text at a place that are this word (given in lower case),
 * or 0. A letter must not follow, unless the word is Chinese.
 */
size_t caseless_word(const char *text, size_t length, size_t at,
    const char *word);

/* Whether a letter's words are written without spaces between: Chinese. */
bool caseless_is_han(int32_t point);

#endif
