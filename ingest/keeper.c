/* SPDX-License-Identifier: MIT */
#include "ingest/keeper.h"

#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define WAITING_MAX ((size_t)128 * 1024 * 1024)	/* bytes in the queue */
#define BATCH_MAX 256		/* files that are open at once */
#define MANY 8			/* so many are quicker synced together */

/* In the order in which they came. */
struct queue {
	struct keeping *first, **last;
};

struct keeper {
	struct media *media;
	pthread_t thread;
	int wake;		/* eventfd: something is finished */

	pthread_mutex_t lock;	/* for all below */
	pthread_cond_t changed;	/* what waits, or that it is to end */
	struct queue waiting, finished;
	size_t waiting_bytes;
	bool ending;

	unsigned long open;	/* given and not collected; the owner's */
};

static void
put(struct queue *queue, struct keeping *keeping)
{
	keeping->next = NULL;
	*queue->last = keeping;
	queue->last = &keeping->next;
}

static struct keeping *
take(struct queue *queue)
{
	struct keeping *keeping = queue->first;

	if (keeping == NULL)
		return NULL;
	queue->first = keeping->next;
	if (queue->first == NULL)
		queue->last = &queue->first;
	return keeping;
}

/* Some of what waits, as a list; waits for it. NULL: it is to end. */
static struct keeping *
take_batch(struct keeper *keeper)
{
	struct keeping *batch = NULL, **last = &batch;

	pthread_mutex_lock(&keeper->lock);
	while (keeper->waiting.first == NULL && !keeper->ending)
		pthread_cond_wait(&keeper->changed, &keeper->lock);
	for (int i = 0; i < BATCH_MAX && keeper->waiting.first != NULL; i++) {
		*last = take(&keeper->waiting);
		keeper->waiting_bytes -= (*last)->bytes.length;
		last = &(*last)->next;
	}
	*last = NULL;
	pthread_cond_broadcast(&keeper->changed);
	pthread_mutex_unlock(&keeper->lock);
	return batch;
}

/* Write all of them. Returns how many were not in the store before. */
static unsigned
write_batch(struct media *media, struct keeping *batch)
{
	unsigned count = 0;

	for (struct keeping *one = batch; one != NULL; one = one->next) {
		one->failed = media_write(media, one->bytes.bytes,
		    one->bytes.length, &one->kept, &one->why) < 0;
		text_free(&one->bytes);
		count += !one->failed && one->kept.fd >= 0 ? 1 : 0;
	}
	return count;
}

/* Write them, have them on the disk, and only then under their names. */
static void
keep(struct media *media, struct keeping *batch)
{
	struct fault why = { "" };
	bool many = write_batch(media, batch) >= MANY;
	bool synced = many && media_sync_all(media, NULL) == 0, failed;
	struct keeping *one;

	for (one = batch; one != NULL; one = one->next) {
		one->kept.synced = synced;
		if (!one->failed)
			one->failed = media_settle(media, &one->kept,
			    &one->why) < 0;
	}
	failed = (many ? media_sync_all(media, &why) :
	    media_sync(media, &why)) < 0;
	for (one = batch; failed && one != NULL; one = one->next) {
		one->failed = true;
		one->why = why;
	}
}

static void *
work(void *context)
{
	static const uint64_t one = 1;
	struct keeper *keeper = context;
	struct keeping *batch, *next;

	while ((batch = take_batch(keeper)) != NULL) {
		keep(keeper->media, batch);
		pthread_mutex_lock(&keeper->lock);
		for (; batch != NULL; batch = next) {
			next = batch->next;
			put(&keeper->finished, batch);
		}
		pthread_mutex_unlock(&keeper->lock);
		/* It cannot fail but when full, and then it is readable. */
		if (write(keeper->wake, &one, sizeof(one)) < 0)
			continue;
	}
	return NULL;
}

struct keeper *
keeper_open(struct media *media, struct fault *f)
{
	struct keeper *keeper = calloc(1, sizeof(*keeper));
	int error;

	if (keeper == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	keeper->media = media;
	keeper->waiting.last = &keeper->waiting.first;
	keeper->finished.last = &keeper->finished.first;
	pthread_mutex_init(&keeper->lock, NULL);
	pthread_cond_init(&keeper->changed, NULL);
	keeper->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	error = keeper->wake < 0 ? errno :
	    pthread_create(&keeper->thread, NULL, work, keeper);
	if (error == 0)
		return keeper;
	fault(f, "a thread for media: %s", strerror(error));
	if (keeper->wake >= 0)
		close(keeper->wake);
	pthread_cond_destroy(&keeper->changed);
	pthread_mutex_destroy(&keeper->lock);
	free(keeper);
	return NULL;
}

void
keeper_close(struct keeper *keeper)
{
	struct keeping *keeping;

	if (keeper == NULL)
		return;
	pthread_mutex_lock(&keeper->lock);
	keeper->ending = true;
	pthread_cond_broadcast(&keeper->changed);
	pthread_mutex_unlock(&keeper->lock);
	pthread_join(keeper->thread, NULL);
	while ((keeping = take(&keeper->finished)) != NULL)
		free(keeping);
	close(keeper->wake);
	pthread_cond_destroy(&keeper->changed);
	pthread_mutex_destroy(&keeper->lock);
	free(keeper);
}

void
keeper_add(struct keeper *keeper, struct keeping *keeping)
{
	keeper->open++;
	pthread_mutex_lock(&keeper->lock);
	while (keeper->waiting_bytes > WAITING_MAX)
		pthread_cond_wait(&keeper->changed, &keeper->lock);
	keeper->waiting_bytes += keeping->bytes.length;
	put(&keeper->waiting, keeping);
	pthread_cond_broadcast(&keeper->changed);
	pthread_mutex_unlock(&keeper->lock);
}

unsigned long
keeper_collect(struct keeper *keeper)
{
	struct keeping *keeping;
	uint64_t count;

	/* Nothing to read is as good: then nothing is finished. */
	if (read(keeper->wake, &count, sizeof(count)) < 0 && errno != EAGAIN)
		return keeper->open;
	for (;;) {
		pthread_mutex_lock(&keeper->lock);
		keeping = take(&keeper->finished);
		pthread_mutex_unlock(&keeper->lock);
		if (keeping == NULL)
			return keeper->open;
		keeper->open--;
		keeping->done(keeping, keeping->owner);
	}
}

int
keeper_fd(const struct keeper *keeper)
{
	return keeper->wake;
}
