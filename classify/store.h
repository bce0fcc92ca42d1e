/* SPDX-License-Identifier: MIT */
/*
 * A few files that are made again when they are missing, in a folder of the
 * user's: $XDG_CACHE_HOME/klad, or .cache/klad of the home folder (XDG Base
 * Directory Specification). Those that were not used for the longest time make
 * room for new ones.
 */
#ifndef CLASSIFY_STORE_H
#define CLASSIFY_STORE_H

#include <stddef.h>
#include <stdio.h>

#define STORE_FILES_MAX 4	/* that are kept */
#define STORE_NAME_MAX 96	/* bytes of a name here, and the zero */

struct store {
	int folder;
	char fresh[STORE_NAME_MAX];	/* the name of what is being written */
};

/*
 * Open the folder, which is made if need be. Returns 0; -1 if there is none,
 * and nothing to close.
 */
int store_open(struct store *);

void store_close(struct store *);

/*
 * Map a whole file into memory, to be read, for the caller to unmap. Returns
 * NULL if there is none, if it is not the user's own, or if others may write
 * to it.
 */
void *store_map(const struct store *, const char *name, size_t *size);

/* Begin a new file. Returns NULL if that cannot be done. */
FILE *store_create(struct store *);

/*
 * End the new file: under this name, on disk, or not at all without a name or
 * if that cannot be done.
 */
void store_keep(struct store *, FILE *, const char *name);

#endif
