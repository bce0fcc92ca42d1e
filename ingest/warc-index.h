/* SPDX-License-Identifier: MIT */
/*
 * What has to be known of WARC files before their pages can be read again:
 * the pictures, what redirects where, and what each page was asked for.
 */
#ifndef INGEST_WARC_INDEX_H
#define INGEST_WARC_INDEX_H

#include <jansson.h>

#include "ingest/media.h"
#include "ingest/warc-read.h"
#include "ingest/warc-reply.h"
#include "wire/fault.h"

struct warc_index {
	json_t *pictures;	/* address: what a medium says of it */
	json_t *moved;		/* address: where it redirects to */
	/* Id of a response: what klad-ingest noted beside it (warc.h). */
	json_t *asked;
};

/* Returns 0, or -1 without memory; close it either way. */
int warc_index_open(struct warc_index *);
void warc_index_close(struct warc_index *);

/*
 * Enter a record of this file: one with a reply, a picture's bytes going into
 * the store; or with NULL any other, of which metadata and revisits are used.
 * Returns 0 or -1.
 */
int warc_index_add(struct warc_index *, const char *file,
    const struct warc_record *, const struct warc_reply *, struct media *,
    struct fault *);

/*
 * Complete a medium with what is known of the picture at its address, or at
 * where that leads. Returns 0, or -1 without memory.
 */
int warc_index_tell(const struct warc_index *, json_t *medium);

/* What a record says of where another stands: evidence.warc. */
json_t *warc_index_place(const char *file, const struct warc_record *);

#endif
