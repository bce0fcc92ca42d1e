/* SPDX-License-Identifier: MIT */
/*
 * Keeps media in the store on a thread of its own, so that the net does not
 * wait for the disk, and the disk is waited for once for all files that have
 * come in meanwhile.
 */
#ifndef INGEST_KEEPER_H
#define INGEST_KEEPER_H

#include <stdbool.h>

#include "ingest/media.h"
#include "ingest/text.h"
#include "wire/fault.h"

struct keeper;

/*
 * One medium to keep, in memory of its own that free() frees: zero it, and
 * set the first three. It may be the first member of something larger.
 */
struct keeping {
	struct text bytes;	/* the keeper's: gone when done() is called */
	void (*done)(struct keeping *, void *owner);
	void *owner;

	/* What came of it. */
	bool failed;		/* for this reason: */
	struct fault why;
	struct kept kept;
	struct keeping *next;	/* the keeper's own */
};

/*
 * Start it; the store is the keeper's alone while it has something to do.
 * Returns NULL with the reason.
 */
struct keeper *keeper_open(struct media *, struct fault *);

/* Finish what was given and free it, without its done(). */
void keeper_close(struct keeper *);

/*
 * Keep this medium, and call done() in keeper_collect(): its owner's again
 * then, and safe on the disk unless it failed. Waits while too many bytes
 * are waiting already.
 */
void keeper_add(struct keeper *, struct keeping *);

/* Call done() for all that is finished. Returns how many are not. */
unsigned long keeper_collect(struct keeper *);

/* A descriptor that can be read when there is something to collect. */
int keeper_fd(const struct keeper *);

#endif
