/* SPDX-License-Identifier: MIT */
/*
 * The store of media: each file under the SHA-256 of its bytes, as
 * ab/abcdef....jpg below one folder, so that the same photo is kept once and
 * a path can be checked against its content. Files are written under another
 * name, synced and renamed: what has its name is whole. Nothing is decoded
 * here; kind and size are read from the first bytes.
 */
#ifndef INGEST_MEDIA_H
#define INGEST_MEDIA_H

#include <jansson.h>
#include <stddef.h>

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

/*
 * The same, but for the waiting: the file is only there after the next
 * media_settle(), which waits for many at once. A record that names it must
 * not be written before.
 */
int media_keep_later(struct media *, const void *bytes, size_t length,
    json_t *medium, struct fault *);

/* Sync what was kept for later. Returns 0, or -1 if some of it is lost. */
int media_settle(struct media *, struct fault *);

/* media_keep() for a file, read as it stands. Links are followed. */
int media_keep_file(struct media *, const char *path, json_t *medium,
    struct fault *);

#endif
