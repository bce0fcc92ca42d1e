/* SPDX-License-Identifier: MIT */
/*
 * The record that passes between the stages: one JSON object a line, as
 * record.5 lays down. Here is what every stage needs of it: reading a line,
 * writing it again with the keys nobody knows left as they are, and noting
 * an error inside it.
 */
#ifndef WIRE_RECORD_H
#define WIRE_RECORD_H

#include <jansson.h>
#include <stddef.h>
#include <time.h>

#include "wire/fault.h"

#define RECORD_VERSION 1
#define RECORD_MAX ((size_t)16 * 1024 * 1024)	/* bytes of a line */

/*
 * Values of a record, with those inside others. In memory a value takes a
 * hundred times the bytes that it may have in the line.
 */
#define RECORD_VALUES_MAX 100000

#define RECORD_SURE 60	/* confidence from which a word counts as read */

#define RECORD_TIME_SIZE 32	/* room for an RFC 3339 time in UTC */

/*
 * Parse one line of JSON, with no more values than a record may have and no
 * key twice in an object. Returns a new reference, or NULL with the reason.
 */
json_t *record_json(const char *bytes, size_t length, struct fault *);

/*
 * Parse one line. It must be an object with "v" 1 and a string "id", and of
 * at most RECORD_VALUES_MAX values; an array or object with nothing in it
 * counts as two. Returns a new reference, or NULL with the reason.
 */
json_t *record_parse(const char *bytes, size_t length, struct fault *);

/*
 * The record as one line without the newline, to be freed by the caller; NULL
 * with the reason if it is over RECORD_MAX bytes or without memory.
 */
char *record_line(const json_t *record, size_t *length, struct fault *);

/*
 * Add {stage, error} to the record's "errors", so that it can go on.
 * Returns 0, or -1 without memory.
 */
int record_add_error(json_t *record, const char *stage, const char *error);

/* A time as RFC 3339 in UTC with seconds, "2026-01-31T12:00:00Z". */
void record_time(time_t, char text[RECORD_TIME_SIZE]);

#endif
