/* SPDX-License-Identifier: MIT */
/*
 * The signals that a run listens to, taken from a descriptor at points where
 * it is safe to act on them: SIGTERM and SIGINT end it after the record in
 * hand, SIGHUP has the watch list read again.
 */
#ifndef INGEST_SIGNALS_H
#define INGEST_SIGNALS_H

#include <stdbool.h>

#include "wire/fault.h"

struct signals {
	int fd;
	bool stop;
	bool reload;
};

/* Block the signals, before any thread is started. Returns 0 or -1. */
int signals_open(struct signals *, struct fault *);

/* Note what has arrived; does not wait. */
void signals_poll(struct signals *);

/* Wait for a signal, at most so many seconds, and note it. */
void signals_wait(struct signals *, double seconds);

/* Wait for a signal, which is noted, or until this can be read. */
void signals_wait_or_read(struct signals *, int fd);

void signals_close(struct signals *);

#endif
