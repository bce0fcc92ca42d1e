/* SPDX-License-Identifier: MIT */
/*
 * The readings of earlier pictures, so that none is read twice: an SQLite
 * file, which several processes may share, or memory only. A picture is found
 * by the digest of its file, or as a copy by its perceptual hash (phash.h).
 * Readings are kept apart by the settings that they were made with. The
 * oldest are dropped when there are too many.
 */
#ifndef OCR_MEMO_H
#define OCR_MEMO_H

#include <jansson.h>

#include "ocr/phash.h"
#include "wire/digest.h"
#include "wire/fault.h"

struct memo;

/* A reading that was found. */
struct memo_reading {
	char digest[DIGEST_SIZE];	/* of the picture that was read */
	uint64_t bits;			/* its perceptual hash */
	json_t *reading;		/* the caller's reference */
};

/*
 * Open or create the store at path; NULL keeps it in memory. settings is what
 * readings depend on. Returns NULL with the reason on failure; the caller
 * ends it with memo_close().
 */
struct memo *memo_open(const char *path, const char *settings,
    unsigned long pictures, struct fault *);

void memo_close(struct memo *);

/*
 * Look for the reading of a file, or of a copy. Returns 1 when found, 0 when
 * not, -1 on failure.
 */
int memo_find_file(struct memo *, const char *digest, struct memo_reading *,
    struct fault *);
int memo_find_copy(struct memo *, const struct phash *,
    struct memo_reading *, struct fault *);

/* Keep a reading. Returns 0, or -1 on failure, such as a full disk. */
int memo_keep(struct memo *, const char *digest, const struct phash *,
    const json_t *reading, struct fault *);

#endif
