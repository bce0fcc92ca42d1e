/* SPDX-License-Identifier: MIT */
/*
 * What a post says, as one digest: by it an edited post is told from one that
 * has only gained views. And by which key a post is known.
 */
#ifndef INGEST_CONTENT_H
#define INGEST_CONTENT_H

#include <jansson.h>

#include "wire/digest.h"
#include "wire/fault.h"

#define CONTENT_SIZE SHA256_DIGEST_SIZE
#define CONTENT_NAME_SIZE 16	/* bytes of a SHA-256 that name a post */

/* A post's place among all that were seen. */
struct content_key {
	const char *scope;	/* with its length: the record's own text */
	size_t scope_length;	/* "telegram:klad_demo_shop/" */
	long long number;	/* that its native_id ends with, or 0 */
	unsigned char name[CONTENT_NAME_SIZE];	/* of its id, if number is 0 */
};

/*
 * The SHA-256 of the post's text, links, parts, times of edit and the like,
 * as compact JSON with sorted keys; record.5 names the members. Pictures
 * that have an address count by their number, since services give the same
 * picture under ever new addresses; others by their digest. Link previews
 * are left out: services add them some time after the post.
 * Returns 0, or -1 without memory.
 */
int content_digest(const json_t *record, unsigned char digest[CONTENT_SIZE],
    struct fault *);

/*
 * The key of a record, which must have an "id". It points into the record.
 * Returns 0 or -1.
 */
int content_key(const json_t *record, struct content_key *, struct fault *);

/*
 * The number that a native_id ends with: 17 of "17" and of "-77_17"; 0 if it
 * ends with none that would be written the same again. *length is that of the
 * text before it.
 */
long long content_number(const char *native_id, size_t *length);

#endif
