/* SPDX-License-Identifier: MIT */
/*
 * What was read on a picture as the JSON of one element of "ocr" in the
 * record (klad-record(5)), before it is told which picture that was.
 */
#ifndef OCR_RESULT_H
#define OCR_RESULT_H

#include <jansson.h>

#include "ocr/codes.h"
#include "ocr/reading.h"

/* A result without lines and codes; NULL without memory. */
json_t *result_new(void);

/*
 * Add what was read on frame `number`. Its boxes count pixels of a frame that
 * was made smaller `reduction` times. Returns 0, or -1 without memory.
 */
int result_add_lines(json_t *result, const struct reading *, unsigned number,
    int reduction);
int result_add_codes(json_t *result, const struct codes *, unsigned number,
    int reduction);

/*
 * Leave out the last lines, and then codes, that make a result longer than
 * `most` bytes of JSON, and note that as its error.
 */
void result_fit(json_t *result, size_t most);

/* Note what has read it, see reader_describe(); takes the reference. */
void result_set_reader(json_t *result, json_t *reader);

/* Note why the picture was not read, or not to its end. */
void result_set_error(json_t *result, const char *why);

#endif
