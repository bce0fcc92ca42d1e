/* SPDX-License-Identifier: MIT */
/* Many walks (walk.h) side by side: all network targets of a round. */
#ifndef INGEST_WALKS_H
#define INGEST_WALKS_H

#include <jansson.h>
#include <stddef.h>

#include "ingest/background.h"
#include "ingest/events.h"
#include "ingest/fetcher.h"
#include "ingest/sink.h"
#include "ingest/task.h"
#include "wire/fault.h"

struct walk;

/* What all walks share; the caller's. */
struct walks {
	struct fetcher *fetcher;
	struct background *keeper;
	struct sink *sink;
	struct events *events;	/* or NULL */
	json_t *discovered;	/* what --discover has printed, by id */

	/* Its own, from here on. */
	struct background *reader;	/* of pages: page-read.h */
	const struct task *waiting; /* tasks not begun yet */
	size_t waiting_count;
	struct walk *first;	/* those under way */
	size_t active, active_max;
};

/*
 * Walk all tasks, so many at a time, and write what they give. Returns 0, or
 * -1 if the run as a whole cannot go on; a target that cannot be read is
 * reported and the others go on.
 */
int walks_run(struct walks *, const struct task *, size_t count,
    struct fault *);

/*
 * Where a walk remembers posts. With --discover nowhere, NULL: it must look
 * at posts that other walks have given, and must not keep those from them
 * that it has looked at. What it prints is remembered, as all records are.
 */
struct state *walk_state(const struct walks *, const struct task *);

/* For a walk that has ended: begin those that wait for its place. */
void walks_begin_more(struct walks *);

#endif
