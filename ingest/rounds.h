/* SPDX-License-Identifier: MIT */
/*
 * What is to be read, from the command line or a watch list, once or again
 * and again (--every): archives one after the other, then all network
 * targets together.
 */
#ifndef INGEST_ROUNDS_H
#define INGEST_ROUNDS_H

#include "ingest/command.h"
#include "ingest/events.h"
#include "ingest/media.h"
#include "ingest/signals.h"
#include "ingest/sink.h"
#include "ingest/warc.h"
#include "wire/fault.h"

/* What the rounds work with; all of it the caller's. */
struct rounds {
	struct media *media;
	struct sink *sink;
	struct signals *signals;
	struct events *events;	/* or NULL */
	struct warc *warc;	/* or NULL */
};

/*
 * Read what the command names, or its --watch list, until it is done or a
 * signal ends it. SIGHUP has the list read anew; a list that is bad then is
 * reported, and the one before stays. Returns 0; -1 if the run could not
 * start or go on. What could not be read was reported to the sink.
 */
int rounds_run(struct rounds *, const struct command *, struct fault *);

#endif
