/* SPDX-License-Identifier: MIT */
/*
 * Evidence (--warc DIR): each exchange as it was on the wire, in files of
 * WARC 1.1 (ISO 28500:2017), one gzip member a record, so that any record
 * can be read by itself.
 *
 * A file that is being written is called NAME.warc.gz.open, and loses the
 * ".open" when it is closed or full. What a killed run left open is cut back
 * to its last whole record and closed by the next run.
 */
#ifndef INGEST_WARC_H
#define INGEST_WARC_H

#include <jansson.h>
#include <stddef.h>

#include "ingest/http.h"
#include "wire/fault.h"

struct warc;

/*
 * Write into this folder, made if it is missing; a new file is begun when
 * one is over `most` bytes. Returns NULL with the reason.
 */
struct warc *warc_open(const char *folder, size_t most, struct fault *);

/* Returns 0, or -1 if the last file could not be closed. */
int warc_close(struct warc *, struct fault *);

/*
 * Write the response, if there was one, and the request; of one that did not
 * come in whole WARC-Truncated says so. The values of
 * Authorization, Proxy-Authorization and Cookie are withheld. With the
 * response of a page goes a record of metadata, that names its source, its
 * target and the URL before redirects, so that it can be read again. *place
 * becomes what a record's evidence.warc says, {file, offset, record_id} of the
 * response, to be freed by json_decref(); NULL if there was no response.
 * Returns 0 or -1.
 */
int warc_add(struct warc *, const struct exchange *, json_t **place,
    struct fault *);

#endif
