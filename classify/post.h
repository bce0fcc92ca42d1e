/* SPDX-License-Identifier: MIT */
/*
 * What of a record can be read: its text, the texts that go with it, the
 * lines that were read in its pictures, and what its bar codes say. Each is a
 * carrier, with a name that the alert refers to.
 */
#ifndef CLASSIFY_POST_H
#define CLASSIFY_POST_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "classify/score.h"

/* More of them in one record are passed over. */
#define POST_CARRIERS_MAX 4096

struct carrier {
	char name[32];		/* text, part:1, link:0, ocr:0/2, code:0/0 */
	enum carrier_kind kind;
	bool doubtful;		/* read with little confidence */
	bool link;		/* an address, not words */
	const char *text;	/* the record's */
	size_t length;
	const json_t *seen;	/* the record's line or code; NULL for text */
};

/* Begins as all zero. */
struct post {
	struct carrier *carriers;
	size_t count, room;
};

/*
 * Gather the carriers of a record, replacing what was there. They live as
 * long as the record. Returns 0, or -1 without memory.
 */
int post_gather(struct post *, const json_t *record);

void post_free(struct post *);

#endif
