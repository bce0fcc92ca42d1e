/* SPDX-License-Identifier: MIT */
/*
 * A string of JSON (RFC 8259, 7): what it takes, and the writing of it into
 * memory that the caller has made room in. The bytes are sound UTF-8, which is
 * not looked at.
 */
#ifndef WIRE_QUOTE_H
#define WIRE_QUOTE_H

#include <stddef.h>

/* How many bytes it takes, with its quotes and escapes. */
size_t quote_length(const char *bytes, size_t length);

/* Write it; quoted is what quote_length() gave. Returns where it ends. */
char *quote_write(char *to, size_t quoted, const char *bytes, size_t length);

#endif
