/* SPDX-License-Identifier: MIT */
/*
 * What kind of file some bytes are, by their magic numbers, never by a name
 * or a Content-Type.
 */
#ifndef INGEST_KIND_H
#define INGEST_KIND_H

#include <stddef.h>

struct kind {
	const char *mime;	/* "image/jpeg", or NULL: unknown */
	const char *suffix;	/* "jpg"; "bin" when unknown */
};

/* The kind of these bytes; the first 16 are enough. */
struct kind kind_of(const void *bytes, size_t length);

#endif
