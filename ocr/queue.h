/* SPDX-License-Identifier: MIT */
/*
 * The records that are being worked on, in the order of the input, and the
 * pictures on them. Pictures are done in any order; records leave from the
 * front, when all their pictures are done. The queue is bounded in records
 * and bytes, so that a slow picture at its front holds up the input and not
 * the memory.
 */
#ifndef OCR_QUEUE_H
#define OCR_QUEUE_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "ocr/phash.h"
#include "wire/digest.h"
#include "wire/fault.h"

#define QUEUE_RECORDS_MAX 256
#define QUEUE_BYTES_MAX ((size_t)64 * 1024 * 1024)

enum job_state { JOB_WAITING, JOB_RUNNING, JOB_DONE };

/* One picture of a record. */
struct job {
	struct item *item;
	enum job_state state;
	size_t index;			/* of media[] and ocr[] */
	char digest[DIGEST_SIZE]; /* of the file; empty before it is read */
	struct phash *hash;		/* of its first frame, or NULL */
};

/* One record. */
struct item {
	struct item *next;
	json_t *record;
	json_t *ocr;		/* what will be its "ocr" */
	unsigned long number;	/* its line on stdin */
	size_t bytes;		/* about what it takes */
	struct job *jobs;
	size_t count, undone;
	size_t waiting;		/* no job before this one waits */
};

struct queue {
	struct item *first, *last;
	size_t records, bytes;
};

/* Whether there is room for one more record. */
bool queue_has_room(const struct queue *);

/*
 * Add a record of the given line, with a waiting job for each medium. The
 * queue takes the reference. Returns 0, or -1 without memory.
 */
int queue_add(struct queue *, json_t *record, unsigned long number,
    size_t bytes, struct fault *);

/* Note the result of a job, whose reference the queue takes. */
void queue_finish(struct queue *, struct job *, json_t *result);

/* The first record if all its jobs are done, or NULL. It stays queued. */
struct item *queue_front(struct queue *);

/* Remove the first record and free it. */
void queue_pop(struct queue *);

/*
 * The first waiting job after `after`, or the first of all for NULL; NULL when
 * there is none.
 */
struct job *queue_waiting(struct queue *, const struct job *after);

/* Free all. */
void queue_clear(struct queue *);

#endif
