/* SPDX-License-Identifier: MIT */
/*
 * The worker processes. Each has at most one picture; one that dies, takes
 * too long or has grown too large is replaced by a new one, and what befell
 * its picture is told to the owner.
 */
#ifndef OCR_POOL_H
#define OCR_POOL_H

#include <stdbool.h>
#include <sys/types.h>

#include "ocr/message.h"
#include "ocr/options.h"

struct job;

enum worker_state {
	WORKER_ABSENT, WORKER_STARTING, WORKER_IDLE, WORKER_BUSY
};

struct pool_worker {
	enum worker_state state;
	pid_t pid;
	int socket;
	struct inbox inbox;
	struct job *job;	/* while busy */
	long long deadline;	/* by the clock, while busy; see pool_left */
	long long allowed;	/* of the processor, in milliseconds */
	unsigned deaths;	/* in a row, before it was ready */
};

struct pool {
	struct pool_worker *workers;
	unsigned count;
	const struct options *options;
};

/* Make a pool without any process yet. Returns 0 or -1. */
int pool_open(struct pool *, const struct options *, struct fault *);

/* End all workers, whatever they are doing, and free all. */
void pool_close(struct pool *);

/* Start the process of an absent worker. Returns 0 or -1. */
int pool_start(struct pool *, struct pool_worker *, struct fault *);

/*
 * Give a picture to an idle worker, with its descriptors, and start its
 * clocks. Returns 0, or -1 if the worker turns out to be dead.
 */
int pool_give(struct pool *, struct pool_worker *, struct job *, int picture,
    int drawing);

/*
 * Kill a worker if it still lives, wait for it, and leave it absent. The
 * reason of its end goes into f, in words; if it was still busy, its job is
 * the caller's to answer for.
 */
void pool_bury(struct pool_worker *, struct fault *);

/* Bury an idle worker that holds more than half of its memory. */
void pool_trim(struct pool *, struct pool_worker *);

/* By the clock a picture may take so many times --seconds: it may hang. */
#define POOL_WAIT 5

/*
 * Milliseconds that a busy worker has left for its picture at the least, of
 * the processor or by the clock; 0 when it had more than either allows, and
 * the reason goes into f.
 */
long long pool_left(const struct pool *, const struct pool_worker *,
    struct fault *f);

#endif
