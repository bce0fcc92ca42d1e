/* SPDX-License-Identifier: MIT */
#include "ingest/background.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define BYTES_MAX ((size_t)128 * 1024 * 1024)	/* of jobs not finished */

/* In the order in which they came. */
struct queue {
	struct job *first, **last;
};

struct background {
	void (*work)(void *context, struct job *);
	void *context;
	unsigned batch_max;
	pthread_t thread;
	int wake;		/* eventfd: something is finished */

	pthread_mutex_t lock;	/* for all below */
	pthread_cond_t changed;	/* what is below */
	struct queue waiting, finished;
	size_t bytes;		/* of what is not finished */
	bool ending;

	unsigned long open;	/* given and not collected; the owner's */
};

static void
put(struct queue *queue, struct job *job)
{
	job->next = NULL;
	*queue->last = job;
	queue->last = &job->next;
}

static struct job *
take(struct queue *queue)
{
	struct job *job = queue->first;

	if (job == NULL)
		return NULL;
	queue->first = job->next;
	if (queue->first == NULL)
		queue->last = &queue->first;
	return job;
}

/* Some of what waits, as a list; waits for it. NULL: it is to end. */
static struct job *
take_batch(struct background *background)
{
	struct job *batch = NULL, **last = &batch;

	pthread_mutex_lock(&background->lock);
	while (background->waiting.first == NULL && !background->ending)
		pthread_cond_wait(&background->changed, &background->lock);
	for (unsigned i = 0; i < background->batch_max &&
	    background->waiting.first != NULL; i++) {
		*last = take(&background->waiting);
		last = &(*last)->next;
	}
	*last = NULL;
	pthread_mutex_unlock(&background->lock);
	return batch;
}

static void *
run(void *context)
{
	static const uint64_t one = 1;
	struct background *background = context;
	struct job *batch, *next;

	while ((batch = take_batch(background)) != NULL) {
		background->work(background->context, batch);
		pthread_mutex_lock(&background->lock);
		for (; batch != NULL; batch = next) {
			next = batch->next;
			background->bytes -= batch->bytes;
			put(&background->finished, batch);
		}
		pthread_cond_broadcast(&background->changed);
		pthread_mutex_unlock(&background->lock);
		/* It cannot fail but when full, and then it is readable. */
		if (write(background->wake, &one, sizeof(one)) < 0)
			continue;
	}
	return NULL;
}

static void
release(struct background *background)
{
	if (background->wake >= 0)
		close(background->wake);
	pthread_cond_destroy(&background->changed);
	pthread_mutex_destroy(&background->lock);
	free(background);
}

struct background *
background_open(void (*work)(void *, struct job *), void *context,
    unsigned batch_max, struct fault *f)
{
	struct background *background = calloc(1, sizeof(*background));
	int error;

	if (background == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	background->work = work;
	background->context = context;
	background->batch_max = batch_max;
	background->waiting.last = &background->waiting.first;
	background->finished.last = &background->finished.first;
	pthread_mutex_init(&background->lock, NULL);
	pthread_cond_init(&background->changed, NULL);
	background->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	error = background->wake < 0 ? errno :
	    pthread_create(&background->thread, NULL, run, background);
	if (error == 0)
		return background;
	fault(f, "a thread: %s", strerror(error));
	release(background);
	return NULL;
}

void
background_close(struct background *background, void (*drop)(struct job *))
{
	struct job *job;

	if (background == NULL)
		return;
	pthread_mutex_lock(&background->lock);
	background->ending = true;
	pthread_cond_broadcast(&background->changed);
	pthread_mutex_unlock(&background->lock);
	pthread_join(background->thread, NULL);
	while ((job = take(&background->finished)) != NULL)
		if (drop != NULL)
			drop(job);
	release(background);
}

void
background_add(struct background *background, struct job *job)
{
	background->open++;
	pthread_mutex_lock(&background->lock);
	while (background->bytes > BYTES_MAX)
		pthread_cond_wait(&background->changed, &background->lock);
	background->bytes += job->bytes;
	put(&background->waiting, job);
	pthread_cond_broadcast(&background->changed);
	pthread_mutex_unlock(&background->lock);
}

unsigned long
background_collect(struct background *background)
{
	struct job *job;
	uint64_t count;

	/* Nothing to read is as good: then nothing is finished. */
	if (read(background->wake, &count, sizeof(count)) < 0)
		return background->open;
	for (;;) {
		pthread_mutex_lock(&background->lock);
		job = take(&background->finished);
		pthread_mutex_unlock(&background->lock);
		if (job == NULL)
			return background->open;
		background->open--;
		job->done(job);
	}
}

int
background_fd(const struct background *background)
{
	return background->wake;
}
