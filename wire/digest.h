/* SPDX-License-Identifier: MIT */
/*
 * SHA-256 (FIPS 180-4), by nettle, as the 64 lower-case hexadecimal digits
 * that stand in records and alerts.
 */
#ifndef WIRE_DIGEST_H
#define WIRE_DIGEST_H

#include <nettle/sha2.h>
#include <stddef.h>

#include "wire/fault.h"

#define DIGEST_SIZE 65	/* 64 digits and the terminating zero */

/* The digest of length bytes. */
void digest_bytes(const void *bytes, size_t length, char hex[DIGEST_SIZE]);

/*
 * The digest of a whole file, whose offset does not move. Returns 0, or -1
 * when it cannot be read.
 */
int digest_file(int fd, char hex[DIGEST_SIZE], struct fault *);

/* The digest of what sha256_update() was given; resets the context. */
void digest_end(struct sha256_ctx *, char hex[DIGEST_SIZE]);

#endif
