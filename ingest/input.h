/* SPDX-License-Identifier: MIT */
/*
 * What libxml2 is given of a document, piece by piece, so that reading can
 * end where it would take the library too long.
 */
#ifndef INGEST_INPUT_H
#define INGEST_INPUT_H

#include <stddef.h>

/*
 * Attributes of one element. The library compares each with all before it, so
 * a document with so many is not read on; a few more may fit into what it had
 * been given by then.
 */
#define INPUT_ATTRIBUTES_MAX 256

struct input {
	const char *bytes;	/* what is left */
	size_t length;
};

/*
 * Move up to size bytes into `to`, as xmlInputReadCallback wants them: how
 * many, 0 at the end. The library asks for some 4,000 at a time.
 */
int input_take(struct input *, char *to, int size);

#endif
