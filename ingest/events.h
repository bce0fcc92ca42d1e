/* SPDX-License-Identifier: MIT */
/*
 * Event lines (--events FILE or descriptor): how the reading of each target
 * ended, one JSON object a line, shaped after the Elastic Common Schema as
 * the alerts are, with event.kind "event". ingest.1 lists the members.
 */
#ifndef INGEST_EVENTS_H
#define INGEST_EVENTS_H

#include <time.h>

#include "ingest/outcome.h"
#include "wire/fault.h"

struct events;

/* One target, read once. */
struct event {
	const char *source, *target;
	const char *url;	/* that was asked for last, or NULL */
	enum outcome outcome;
	const char *why;	/* when not good; or NULL */
	int status;		/* of HTTP, or 0 */
	time_t start;
	double seconds;		/* that it took */
	unsigned pages;		/* replies that were read */
	unsigned long records;	/* written */
};

/*
 * Open what --events names: a file to add to, or the number of a descriptor
 * that is open already. Returns NULL with the reason.
 */
struct events *events_open(const char *where, struct fault *);

void events_close(struct events *);

/*
 * Write one event, in one write, so that several runs may share a file. With
 * NULL for events it does nothing. Returns 0 or -1.
 */
int events_write(struct events *, const struct event *, struct fault *);

#endif
