/* SPDX-License-Identifier: MIT */
/*
 * The store of media: each file under the SHA-256 of its bytes, as
 * ab/abcdef....jpg below one folder, so that the same photo is kept once and
 * a path can be checked against its content. Files are written under another
 * name and renamed, so that a kill leaves none half there (unfinished.h), and
 * synced before they are told of: what a record names is whole, and safe.
 * Nothing is decoded here; kind and size are read from the first bytes.
 */
#ifndef INGEST_MEDIA_H
#define INGEST_MEDIA_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "ingest/exif.h"
#include "wire/digest.h"
#include "wire/fault.h"

struct media;

/*
 * Open the store in this folder, made if it is missing. A file over max
 * bytes is refused. Returns NULL with the reason.
 */
struct media *media_open(const char *folder, size_t max, struct fault *);

void media_close(struct media *);

/*
 * Keep these bytes. Adds to medium what a record says of them: sha256, path,
 * mime, bytes, width, height and, from EXIF, taken and geo; each absent when
 * unknown. Returns 0, or -1 if they could not be kept.
 */
int media_keep(struct media *, const void *bytes, size_t length,
    json_t *medium, struct fault *);

/* media_keep() for a file, read as it stands. Links are followed. */
int media_keep_file(struct media *, const char *path, json_t *medium,
    struct fault *);

/*
 * media_keep() in steps, so that the disk is waited for once for many files,
 * and on another thread than the one that has the records (keeper.h). A
 * store is for one thread at a time.
 */
struct kept {
	size_t length;
	const char *mime;	/* or NULL: unknown */
	char sha256[DIGEST_SIZE];
	char path[DIGEST_SIZE + 16];	/* in the store */
	int width, height;	/* 0: unknown */
	struct exif exif;
};

/* Write the file, unless it is there. Returns 0 or -1. */
int media_write(struct media *, const void *bytes, size_t length,
    struct kept *, struct fault *);

/* Have it on the disk, and its name. Returns 0; -1: it is lost. */
int media_sync(struct media *, const struct kept *, struct fault *);

/*
 * The same for whatever was written, waited for once: quicker than one by one
 * if there are many. Returns 0 or -1.
 */
int media_sync_all(struct media *);

/* Add to medium what a record says of it. Returns 0 or -1. */
int media_tell(const struct kept *, json_t *medium, struct fault *);

#endif
