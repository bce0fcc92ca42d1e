/* SPDX-License-Identifier: MIT */
/*
 * The elements of "ocr" in a record: what a worker or the memo gave, told
 * which medium it belongs to. A worker has decoded bytes from outside, so of
 * its result only what belongs there is taken over.
 */
#ifndef OCR_ANSWER_H
#define OCR_ANSWER_H

#include <jansson.h>

#include "ocr/memo.h"
#include "ocr/queue.h"

/* The path of its file, or NULL if it has none. */
const char *answer_path(const struct job *);

/* An element with the reason why the picture was not read. */
json_t *answer_error(const struct job *, const char *why);

/*
 * An element of a worker's result. Returns NULL if that is no result.
 */
json_t *answer_result(const struct job *, const char *json, size_t length);

/* An element with the reading of an earlier picture. */
json_t *answer_memo(const struct job *, const struct memo_reading *);

/* What of an element is worth keeping in the memo. */
json_t *answer_reading(const json_t *element);

#endif
