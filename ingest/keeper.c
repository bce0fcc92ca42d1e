/* SPDX-License-Identifier: MIT */
#include "ingest/keeper.h"

#include <stdlib.h>

#define BATCH_MAX 256		/* files that are synced at once */
#define MANY 8			/* so many are quicker synced together */

/* A job is the first member of its keeping, and that of what it is part of. */
static struct keeping *
keeping_of(struct job *job)
{
	return (struct keeping *)(void *)job;
}

/* Write all of them. Returns how many could be. */
static unsigned
write_batch(struct media *media, struct job *batch)
{
	unsigned count = 0;

	for (struct job *job = batch; job != NULL; job = job->next) {
		struct keeping *one = keeping_of(job);

		one->failed = media_write(media, one->bytes.bytes,
		    one->bytes.length, &one->kept, &one->why) < 0;
		count += !one->failed ? 1 : 0;
	}
	return count;
}

/* Write them and have them on the disk, all at once or one by one. */
static void
keep(void *context, struct job *batch)
{
	struct media *media = context;
	bool synced = write_batch(media, batch) >= MANY &&
	    media_sync_all(media) == 0;

	for (struct job *job = batch; job != NULL; job = job->next) {
		struct keeping *one = keeping_of(job);

		if (!one->failed && !synced)
			one->failed = media_sync(media, &one->kept,
			    &one->why) < 0;
	}
}

struct background *
keeper_open(struct media *media, struct fault *f)
{
	return background_open(keep, media, BATCH_MAX, f);
}

static void
drop(struct job *job)
{
	text_free(&keeping_of(job)->bytes);
	free(keeping_of(job));
}

void
keeper_close(struct background *keeper)
{
	background_close(keeper, drop);
}

static void
done(struct job *job)
{
	struct keeping *keeping = keeping_of(job);

	/* By the thread that took the memory: else they wait for each other. */
	text_free(&keeping->bytes);
	keeping->done(keeping, keeping->owner);
}

void
keeper_add(struct background *keeper, struct keeping *keeping)
{
	keeping->job.done = done;
	keeping->job.bytes = keeping->bytes.length;
	background_add(keeper, &keeping->job);
}
