/* SPDX-License-Identifier: MIT */
/* The HTTP response that stands in a record of WARC. */
#ifndef INGEST_WARC_REPLY_H
#define INGEST_WARC_REPLY_H

#include <stdbool.h>

#include "ingest/text.h"
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

/* Read the block of a record of type response. Returns 0 or -1. */
int warc_reply_read(struct warc_reply *, const struct text *block,
    struct fault *);

/* True if the body is a picture, by its first bytes. */
bool warc_reply_is_picture(const struct warc_reply *);

void warc_reply_close(struct warc_reply *);

#endif
