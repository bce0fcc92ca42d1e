/* SPDX-License-Identifier: MIT */
/*
 * A thread that does jobs in the background, in the order in which they come,
 * so that the net does not wait for them.
 */
#ifndef INGEST_BACKGROUND_H
#define INGEST_BACKGROUND_H

#include <stddef.h>

#include "wire/fault.h"

struct background;

/* The first member of what there is to do; zero it, and set the first two. */
struct job {
	void (*done)(struct job *);	/* in background_collect() */
	size_t bytes;		/* of memory that it holds till it is done */
	struct job *next;	/* in a batch, and the background's own */
};

/*
 * Start it. work() is called on the thread with a batch of jobs, linked by
 * next: as many as have come meanwhile, up to batch_max. Returns NULL with
 * the reason.
 */
struct background *background_open(void (*work)(void *context, struct job *),
    void *context, unsigned batch_max, struct fault *);

/*
 * Finish what was given and free it; drop(), if not NULL, is called for jobs
 * instead of their done().
 */
void background_close(struct background *, void (*drop)(struct job *));

/* Do this job. Waits while those not finished have too many bytes. */
void background_add(struct background *, struct job *);

/* Call done() for all that are finished. Returns how many are not. */
unsigned long background_collect(struct background *);

/* A descriptor that can be read when there is something to collect. */
int background_fd(const struct background *);

#endif
