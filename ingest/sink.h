/* SPDX-License-Identifier: MIT */
/*
 * Where all records go, whatever their source: to standard output, one a
 * line, past what was seen before (--state).
 */
#ifndef INGEST_SINK_H
#define INGEST_SINK_H

#include <jansson.h>
#include <stdbool.h>

#include "wire/fault.h"

struct sink;

/*
 * Write the record, unless it was seen before and has not changed. The
 * record stays the caller's. Returns 0, or -1 if standard output failed:
 * nothing more can be written then.
 */
int sink_emit(struct sink *, json_t *record, struct fault *);

/*
 * Report that something could not be read, count it (the exit status will be
 * 1) and go on. place is a path, a URL, or either with a line number.
 */
void sink_failed(struct sink *, const char *place, const char *why);

/* True when the run should end after the record in hand. */
bool sink_stopping(const struct sink *);

#endif
