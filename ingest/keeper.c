/* SPDX-License-Identifier: MIT */
#include "ingest/keeper.h"

#include <stdlib.h>

#define BATCH_MAX 256		/* files that are open at once */
#define MANY 8			/* so many are quicker synced together */

/* A job is the first member of its keeping, and that of what it is part of. */
static struct keeping *
keeping_of(struct job *job)
{
	return (struct keeping *)(void *)job;
}

/* Write all of them. Returns how many were not in the store before. */
static unsigned
write_batch(struct media *media, struct job *batch)
{
	unsigned count = 0;

	for (struct job *job = batch; job != NULL; job = job->next) {
		struct keeping *one = keeping_of(job);

		one->failed = media_write(media, one->bytes.bytes,
		    one->bytes.length, &one->kept, &one->why) < 0;
		text_free(&one->bytes);
		count += !one->failed && one->kept.fd >= 0 ? 1 : 0;
	}
	return count;
}

/* Write them, have them on the disk, and only then under their names. */
static void
keep(void *context, struct job *batch)
{
	struct media *media = context;
	struct fault why = { "" };
	bool many = write_batch(media, batch) >= MANY;
	bool synced = many && media_sync_all(media, NULL) == 0, failed;

	for (struct job *job = batch; job != NULL; job = job->next) {
		struct keeping *one = keeping_of(job);

		one->kept.synced = synced;
		if (!one->failed)
			one->failed = media_settle(media, &one->kept,
			    &one->why) < 0;
	}
	failed = (many ? media_sync_all(media, &why) :
	    media_sync(media, &why)) < 0;
	for (struct job *job = batch; failed && job != NULL;
	    job = job->next) {
		keeping_of(job)->failed = true;
		keeping_of(job)->why = why;
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

	keeping->done(keeping, keeping->owner);
}

void
keeper_add(struct background *keeper, struct keeping *keeping)
{
	keeping->job.done = done;
	keeping->job.bytes = keeping->bytes.length;
	background_add(keeper, &keeping->job);
}
