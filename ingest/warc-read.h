/* SPDX-License-Identifier: MIT */
/*
 * Reading WARC files, 1.0 and 1.1 (ISO 28500:2017), compressed or plain, one
 * record at a time.
 */
#ifndef INGEST_WARC_READ_H
#define INGEST_WARC_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/text.h"
#include "wire/fault.h"

struct warc_reader;

/* One record; valid until the next is read. "" for fields it has not. */
struct warc_record {
	char type[32];		/* "response" */
	char uri[8192];		/* WARC-Target-URI */
	char refers_to[8192];	/* WARC-Refers-To-Target-URI */
	char content[256];	/* Content-Type, of the block */
	char date[64];		/* as in records, or "" */
	char id[256], concurrent[256];	/* WARC-Record-ID, -Concurrent-To */
	bool truncated;		/* it did not come in whole */
	bool broken;		/* none: what stands there is broken */
	unsigned long long offset;	/* of it, or of its gzip member */
	struct text block;	/* of a response: HTTP as it was received */
};

/* Returns NULL with the reason. */
struct warc_reader *warc_read_open(const char *path, struct fault *);

/*
 * Read the next record, whose block may have `most` bytes; the block of a
 * longer one is left empty. Returns 1, 0 at the end, or -1 where the file is
 * broken or cut short. What comes after a break is found again if the file is
 * compressed: for the break there is one record of no type, with the reason.
 */
int warc_read_next(struct warc_reader *, struct warc_record *, size_t most,
    struct fault *);

void warc_read_close(struct warc_reader *);

#endif
