/* SPDX-License-Identifier: MIT */
/*
 * Files of the media store. A path in a record comes from outside: it is
 * opened below the store, and nothing on it may lead out, neither "../" nor
 * a symbolic link (openat2(2) with RESOLVE_BENEATH).
 */
#ifndef OCR_MEDIA_H
#define OCR_MEDIA_H

#include <stddef.h>

#include "wire/fault.h"

/* Open the folder of the store. Returns a descriptor, or -1. */
int media_open_store(const char *path, struct fault *);

/*
 * Open a file below the store for reading, which must be a regular one of at
 * most `most` bytes. Returns a descriptor, to be closed by the caller, or -1.
 */
int media_open(int store, const char *path, size_t most, struct fault *);

/*
 * All bytes of fd, at most `most`, to be freed by the caller; NULL with the
 * reason on failure.
 */
void *media_read(int fd, size_t most, size_t *length, struct fault *);

#endif
