/* SPDX-License-Identifier: MIT */
/*
 * Where all records go, whatever their source: to standard output, one a
 * line, past what was seen before (--state).
 */
#ifndef INGEST_SINK_H
#define INGEST_SINK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "ingest/signals.h"
#include "ingest/state.h"
#include "wire/fault.h"
#include "wire/progress.h"

struct sink;

/*
 * Open standard output for records. The signals stay the caller's, and the
 * state, which may be NULL. Returns NULL with the reason.
 */
struct sink *sink_open(struct signals *, enum progress_mode, struct state *,
    struct fault *);

/* The state that it was opened with. */
struct state *sink_state(struct sink *);

/*
 * Enter each record that is written into this manifest too (manifest.h).
 * Returns 0 or -1.
 */
int sink_keep_manifest(struct sink *, const char *path, struct fault *);

/*
 * Flush, print the summary and free. Returns the exit status: 0, 1 if
 * something was reported as failed, 2 if standard output failed.
 */
int sink_close(struct sink *);

/*
 * Write the record, unless it was seen before and has not changed. The
 * record stays the caller's. Returns 0, or -1 if standard output failed:
 * nothing more can be written then.
 */
int sink_emit(struct sink *, json_t *record, struct fault *);

/*
 * The same for a record of which state_look() has told this: its content is
 * not worked out again.
 */
int sink_emit_looked(struct sink *, json_t *record, struct news *,
    struct fault *);

/* Write that a post which was seen before is no longer there. */
int sink_emit_gone(struct sink *, json_t *record, struct fault *);

/*
 * The same for a record that is a line already, without its newline: quicker
 * where there is nothing to compare it with.
 */
int sink_emit_line(struct sink *, const char *line, size_t length,
    struct fault *);

/*
 * Report that something could not be read, count it (the exit status will be
 * 1) and go on. place is a path, a URL, or either with a line number.
 */
void sink_failed(struct sink *, const char *place, const char *why);

/*
 * Write out what is gathered. Records are flushed of themselves within a
 * twentieth of a second while more come; a source that is about to wait
 * flushes first. Returns 0, or -1 as sink_emit().
 */
int sink_flush(struct sink *, struct fault *);

/*
 * The same if what is gathered has lain for that long. Returns after how many
 * milliseconds this is to be called again at the latest.
 */
int sink_flush_due(struct sink *);

/* How many records were given so far, and how many failures reported. */
unsigned long sink_written(const struct sink *);
unsigned long sink_failures(const struct sink *);

/* True when records can no longer be written; sink_close() says why. */
bool sink_is_broken(const struct sink *);

/* Wait until this can be read, or a signal comes. */
void sink_wait(struct sink *, int fd);

/* True when the run should end after the record in hand. */
bool sink_stopping(struct sink *);

#endif
