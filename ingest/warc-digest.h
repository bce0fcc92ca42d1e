/* SPDX-License-Identifier: MIT */
/*
 * Digests as they stand in WARC files (ISO 28500:2017, 5.8): the name of the
 * algorithm, and the digest in base32 (RFC 4648) or hexadecimal digits.
 */
#ifndef INGEST_WARC_DIGEST_H
#define INGEST_WARC_DIGEST_H

#include <stdbool.h>

#include "ingest/text.h"

#define WARC_DIGEST_SIZE 64	/* "sha256:", 56 digits with their padding */

/* Of both one after the other; either may be NULL. */
void warc_digest(const struct text *head, const struct text *body,
    char text[WARC_DIGEST_SIZE]);

/*
 * False if the bytes have another digest than is said, by SHA-256 or SHA-1;
 * what is said by others, or nothing, cannot be told.
 */
bool warc_digest_agrees(const char *said, const struct text *bytes);

#endif
