/* SPDX-License-Identifier: MIT */
/*
 * A manifest of the records written: a chain of digests, so that a line that
 * was altered, taken out, put in or moved shows later. For each record it
 * has one line of text:
 *
 *	DIGEST CHAIN
 *
 * DIGEST is the SHA-256 of the record's line without its newline; CHAIN that
 * of the CHAIN before it (of the first, 64 zeros) and this DIGEST, both as
 * their 64 hexadecimal digits, one after the other. Whoever keeps the last
 * CHAIN elsewhere can prove all that came before it.
 */
#ifndef INGEST_MANIFEST_H
#define INGEST_MANIFEST_H

#include <stddef.h>

#include "wire/fault.h"

struct manifest;

/*
 * Open a manifest to add to; one that is there already is gone on with, and
 * the half of a line that a killed run left at its end is cut off. The path
 * stays the caller's, as long as the manifest is open. Returns NULL with the
 * reason, also if another run has it open.
 */
struct manifest *manifest_open(const char *path, struct fault *);

/* Add a record. Returns 0 or -1. */
int manifest_add(struct manifest *, const char *line, size_t length,
    struct fault *);

/* Write out what was added. Returns 0 or -1. */
int manifest_flush(struct manifest *, struct fault *);

/* Free; NULL is let pass. What was not flushed is lost. */
void manifest_close(struct manifest *);

/*
 * Compare a file of records, "-" for standard input, with its manifest. Returns
 * 0 if they agree, 1 with the first difference and its line, -1 if one of them
 * cannot be read. Lines that the manifest does not tell of, between and after
 * those that it does, are a difference that the rest is compared in spite of.
 */
int manifest_verify(const char *manifest, const char *file, struct fault *);

#endif
