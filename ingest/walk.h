/* SPDX-License-Identifier: MIT */
/*
 * A walk: one target of a network source, from its first page backwards. A
 * page is fetched and parsed, then the media of its posts, and when all of
 * them are kept its records are written, before the next page is asked for.
 */
#ifndef INGEST_WALK_H
#define INGEST_WALK_H

#include "ingest/events.h"
#include "ingest/fetcher.h"
#include "ingest/keeper.h"
#include "ingest/sink.h"
#include "ingest/task.h"
#include "wire/fault.h"

/* What all walks share; the caller's. */
struct walks {
	struct fetcher *fetcher;
	struct keeper *keeper;
	struct sink *sink;
	struct events *events;	/* or NULL */

	json_t *discovered;	/* what --discover has printed */
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
int walk_all(struct walks *, const struct task *, size_t count,
    struct fault *);

#endif
