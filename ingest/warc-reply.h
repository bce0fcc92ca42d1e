/* SPDX-License-Identifier: MIT */
/* What a record of WARC has of a page or a picture: the reply of HTTP. */
#ifndef INGEST_WARC_REPLY_H
#define INGEST_WARC_REPLY_H

#include <stdbool.h>

#include "ingest/text.h"
#include "ingest/warc-read.h"
#include "wire/digest.h"
#include "wire/fault.h"

/* Zero it before first use. "" for headers that it has not. */
struct warc_reply {
	int status;
	char type[256], encoding[64], link[4096], location[8192];
	bool chunked;
	struct text body;	/* decoded */
	char sha256[DIGEST_SIZE];	/* of the body as received */
};

/*
 * Read a response of HTTP, or a resource that has an address of the web and is
 * taken as a response of status 200. Returns 1; 0 if the record is neither; or
 * -1 with the reason.
 */
int warc_reply_read(struct warc_reply *, const struct warc_record *,
    struct fault *);

/* True if the body is a picture, by its first bytes. */
bool warc_reply_is_picture(const struct warc_reply *);

void warc_reply_close(struct warc_reply *);

#endif
