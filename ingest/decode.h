/* SPDX-License-Identifier: MIT */
/*
 * Bodies as they were received, made into what they stand for. Both take a
 * ceiling, since a few bytes may unfold to any size.
 */
#ifndef INGEST_DECODE_H
#define INGEST_DECODE_H

#include "ingest/outcome.h"
#include "ingest/text.h"
#include "wire/fault.h"

/*
 * Take the chunks (RFC 9112, 7.1) out of a body, in place. Returns 0, or -1
 * if they are broken.
 */
int decode_chunks(struct text *body, struct fault *);

/*
 * Undo a Content-Encoding (RFC 9110, 8.4.1): gzip, x-gzip, deflate, identity
 * or "". to is overwritten. Returns OUTCOME_OK; OUTCOME_TOO_LARGE if more
 * than max bytes come out; OUTCOME_UNREACHABLE if the bytes are broken or
 * the encoding is not known.
 */
enum outcome decode_content(const char *encoding, const char *bytes,
    size_t length, size_t max, struct text *to, struct fault *);

#endif
