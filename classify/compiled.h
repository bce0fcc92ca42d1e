/* SPDX-License-Identifier: MIT */
/*
 * Lexicons that were made ready before: their entries and their index, as they
 * lie in memory, in one file a version of the lexicons, which is mapped in the
 * place of reading thousands of rows and stemming their words.
 *
 * The files lie in $XDG_CACHE_HOME/klad, or in .cache/klad of the home folder.
 * Their name is the digest of the lexicons' own bytes and of the build ids of
 * the program and its libraries: whatever changes, another file is looked for,
 * and none can be out of date. A file that is not the user's own, that others
 * may write, or whose bytes have changed is not used. Without such a folder,
 * or where it cannot be written, all is made anew at each start.
 */
#ifndef CLASSIFY_COMPILED_H
#define CLASSIFY_COMPILED_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/index.h"
#include "classify/lexicon.h"

/* Begins as all zero. */
struct compiled {
	char *bytes;		/* the file, mapped; NULL: there is none */
	size_t size;
};

/*
 * Give a lexicon that was opened its entries, and make its index, from the
 * file of its version. Returns false, with none of either, if there is no file
 * that may be used.
 */
bool compiled_find(struct compiled *, struct lexicon *, struct index *);

/*
 * Keep the entries and the index in a file, for the next start. Does nothing
 * where that cannot be done.
 */
void compiled_keep(struct lexicon *, const struct index *);

/* Take back what compiled_find() gave, if it did; the rest is to be freed. */
void compiled_close(struct compiled *, struct lexicon *, struct index *);

#endif
