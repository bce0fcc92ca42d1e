/* SPDX-License-Identifier: MIT */
/*
 * Keeps media in the store in the background (background.h); the disk is
 * waited for once for all files that have come in meanwhile.
 */
#ifndef INGEST_KEEPER_H
#define INGEST_KEEPER_H

#include <stdbool.h>

#include "ingest/background.h"
#include "ingest/media.h"
#include "ingest/text.h"
#include "wire/fault.h"

/*
 * One medium to keep, in memory of its own that free() frees: zero it, and
 * set bytes, done and owner. It may be the first member of something larger.
 */
struct keeping {
	struct job job;		/* the keeper's own */
	struct text bytes;	/* the keeper's: gone when done() is called */
	void (*done)(struct keeping *, void *owner);
	void *owner;

	/* What came of it. */
	bool failed;		/* for this reason: */
	struct fault why;
	struct kept kept;
};

/*
 * Start it; the store is the keeper's alone while it has something to do.
 * Returns NULL with the reason.
 */
struct background *keeper_open(struct media *, struct fault *);

/* Finish what was given and free it, without its done(). */
void keeper_close(struct background *);

/*
 * Keep this medium, and call done() in background_collect(): its owner's
 * again then, and safe on the disk unless it failed.
 */
void keeper_add(struct background *, struct keeping *);

#endif
