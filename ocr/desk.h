/* SPDX-License-Identifier: MIT */
/*
 * Where pictures are handed out: each goes to the memo first, then to an idle
 * worker, and its answer to the queue. What befalls a worker ends here as the
 * error of one picture.
 */
#ifndef OCR_DESK_H
#define OCR_DESK_H

#include <stdbool.h>

#include "ocr/memo.h"
#include "ocr/options.h"
#include "ocr/pool.h"
#include "ocr/queue.h"

struct desk {
	const struct options *options;
	struct queue *queue;
	struct pool pool;
	struct memo *memo;	/* NULL once it failed */
	int store;		/* folder of the media; -1: not opened yet */
	int drawings;		/* folder, or -1 */
	bool stopped;		/* nothing can be read any more */
	struct fault why;	/* the reason of that */
};

/*
 * Open the memo and the folders. Returns 0 or -1; the caller calls
 * desk_close() in either case. The queue stays the caller's.
 */
int desk_open(struct desk *, const struct options *, struct queue *,
    struct fault *);

/* End the workers and free all. */
void desk_close(struct desk *);

/* Give every idle worker what waits; start workers while more waits. */
void desk_give_work(struct desk *);

/* Take what a worker has to say; its socket can be read. */
void desk_hear(struct desk *, struct pool_worker *);

/* Milliseconds until a picture may be overdue, or -1 when none is read. */
int desk_time_left(const struct desk *);

/* End the workers that have been too long on their picture. */
void desk_end_overdue(struct desk *);

#endif
