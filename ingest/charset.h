/* SPDX-License-Identifier: MIT */
/* What text is written in, where nothing says it or what says it lies. */
#ifndef INGEST_CHARSET_H
#define INGEST_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/text.h"

/*
 * What a byte order mark says, or the zeros of markup in UTF-16: "utf-8",
 * "utf-16", "utf-16le", "utf-16be"; NULL if there are neither.
 */
const char *charset_marked(const char *bytes, size_t length);

/*
 * The charset that a Content-Type or a <meta> names, copied to name; false if
 * it names none.
 */
bool charset_named(const char *type, char *name, size_t size);

/*
 * "utf-8", also if there are a few bad bytes in it, as services make them
 * that cut text anywhere. Else "windows-1252" if letters outside of ASCII stand
 * alone; and "gb18030", "windows-1251" or "koi8-r" if they follow each other.
 */
const char *charset_guess(const char *bytes, size_t length);

/*
 * Add bytes that ought to be UTF-8, each bad one made U+FFFD, zero bytes too.
 * Returns 0, or -1 without memory.
 */
int charset_repair(const char *bytes, size_t length, struct text *);

/*
 * Add bytes of this charset as UTF-8, what is none of it as U+FFFD. Returns
 * 0, or -1 without memory or if the system does not know the charset: then
 * nothing was added.
 */
int charset_convert(const char *charset, const char *bytes, size_t length,
    struct text *);

/*
 * Add a document as sound UTF-8, without its mark. What it is written in is
 * told by its mark; else by its bytes, if they are UTF-8; else by the first
 * of those who say it, if that can be; else by the second; else by a guess.
 * first and second are names of charsets, or "" or NULL. Returns 0, or -1
 * without memory.
 */
int charset_decode(const char *bytes, size_t length, const char *first,
    const char *second, struct text *);

#endif
