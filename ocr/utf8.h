/* SPDX-License-Identifier: MIT */
/* Bytes of a bar code as text that can stand in a record. */
#ifndef OCR_UTF8_H
#define OCR_UTF8_H

#include <stddef.h>

/*
 * UTF-8 (RFC 3629) as it is, anything else taken as ISO 8859-1, which is what
 * codes are by their standards; NUL bytes are left out. Returns a string that
 * the caller frees, or NULL without memory.
 */
char *utf8_from_bytes(const char *bytes, size_t length);

#endif
