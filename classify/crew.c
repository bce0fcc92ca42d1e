/* SPDX-License-Identifier: MIT */
#include "classify/crew.h"

#include <stdlib.h>
#include <string.h>

enum {
	TOKENS = 1 << 18,	/* in the screen of a worker, */
	TOKENS_ALL = 1 << 21,	/* and in those of all together */
	BATCHES_EACH = 3	/* one in work, one before, one behind */
};

/* Write all batches that are done and have none before them that is not. */
static void
write_done(struct crew *crew)
{
	while (crew->written < crew->taken) {
		struct batch *batch =
		    &crew->batches[crew->written % crew->size];
		struct fault f;

		if (!batch->done)
			return;
		if (crew->stopped)
			batch_empty(batch);
		else if (batch_write(batch, crew->filter, &f) < 0 ||
		    (crew->written + 1 == crew->filled &&
		    output_flush(&crew->filter->out, &f) < 0))
			filter_stop(crew->filter, &f);
		if (crew->filter->stopped)
			crew->stopped = true;
		crew->written++;
		pthread_cond_signal(&crew->less);
	}
}

/* The work of a thread: take a batch, classify it, write what is due. */
static void *
work(void *context)
{
	struct worker *worker = context;
	struct crew *crew = worker->crew;

	pthread_mutex_lock(&crew->lock);
	for (;;) {
		struct batch *batch;

		while (crew->taken == crew->filled && !crew->ended)
			pthread_cond_wait(&crew->more, &crew->lock);
		if (crew->taken == crew->filled)
			break;
		batch = &crew->batches[crew->taken++ % crew->size];
		classifier_exchange(worker->classifier, crew->news);
		if (!crew->stopped) {
			pthread_mutex_unlock(&crew->lock);
			batch_classify(batch, worker->classifier);
			pthread_mutex_lock(&crew->lock);
		}
		batch->done = true;
		write_done(crew);
	}
	pthread_mutex_unlock(&crew->lock);
	return NULL;
}

/* The batch that is being filled. */
static struct batch *
current(struct crew *crew)
{
	return &crew->batches[crew->filled % crew->size];
}

/* Wait until at most so many batches are not yet written. */
static void
await(struct crew *crew, size_t most)
{
	pthread_mutex_lock(&crew->lock);
	while (crew->filled - crew->written > most)
		pthread_cond_wait(&crew->less, &crew->lock);
	pthread_mutex_unlock(&crew->lock);
}

/* Hand the batch over that is being filled, and wait for room for another. */
static void
hand_over(struct crew *crew)
{
	struct batch *batch = current(crew);

	if (batch->count == 0)
		return;
	if (crew->jobs == 1) {
		batch_classify(batch, crew->workers[0].classifier);
		batch->done = true;
		crew->filled++;
		crew->taken++;
		write_done(crew);
		return;
	}
	pthread_mutex_lock(&crew->lock);
	crew->filled++;
	pthread_cond_signal(&crew->more);
	pthread_mutex_unlock(&crew->lock);
	await(crew, crew->size - 1);
}

/* A line that is longer than a batch: done here, while the workers rest. */
static void
take_long(struct crew *crew, const struct line *line)
{
	struct line own = *line;
	struct batch batch = { .lines = &own, .count = 1 };
	struct fault f;

	hand_over(crew);
	await(crew, 0);
	batch_classify(&batch, crew->workers[0].classifier);
	if (!crew->stopped && batch_write(&batch, crew->filter, &f) < 0)
		filter_stop(crew->filter, &f);
	if (crew->filter->stopped)
		crew->stopped = true;
	free(batch.outcomes);
}

static void
take(struct crew *crew, const struct line *line)
{
	struct fault f;
	int added = batch_add(current(crew), line);

	if (added == 0) {
		hand_over(crew);
		added = line->length <= BATCH_BYTES ?
		    batch_add(current(crew), line) : 0;
	}
	if (added == 0)
		take_long(crew, line);
	if (added < 0) {
		fault(&f, "out of memory");
		filter_stop(crew->filter, &f);
		crew->stopped = true;
	}
}

/*
 * The next line, if one is in memory. What is longer than a batch may turn
 * out too long for a record, and be reported: not before those before it.
 */
static bool
next_line(struct crew *crew, struct line *line)
{
	const struct lines *in = &crew->filter->in;
	bool careful = crew->filter->progress.line;
	bool got;

	if (in->inside || in->end - in->start > BATCH_BYTES) {
		hand_over(crew);
		await(crew, 0);
	}
	/* A line of progress shows what the workers count. */
	if (careful)
		pthread_mutex_lock(&crew->lock);
	got = filter_line(crew->filter, line) == 1;
	if (careful)
		pthread_mutex_unlock(&crew->lock);
	return got;
}

void
crew_run(struct crew *crew)
{
	struct line line;
	struct fault f;

	while (!crew->stopped) {
		if (next_line(crew, &line)) {
			take(crew, &line);
			continue;
		}
		hand_over(crew);
		if (crew->filter->in.ended)
			break;
		if (crew->attend != NULL)
			crew->attend(crew, crew->context);
		if (lines_fill(&crew->filter->in, &f) < 0) {
			await(crew, 0);
			filter_stop(crew->filter, &f);
			crew->stopped = true;
		}
	}
	await(crew, 0);
}

/*
 * A power of two. Each worker hears what the others learn, and so needs room
 * for as much as one alone.
 */
static size_t
tokens_each(size_t jobs)
{
	size_t tokens = TOKENS;

	while (tokens * jobs > TOKENS_ALL)
		tokens /= 2;
	return tokens;
}

static void
close_classifiers(struct classifier **classifiers, size_t jobs)
{
	for (size_t i = 0; i < jobs; i++) {
		classifier_close(classifiers[i]);
		free(classifiers[i]);
	}
}

/* Open a classifier, joined to the first of them if there are several. */
static int
open_classifier(struct classifier **classifiers, size_t i, size_t jobs,
    const struct detector *detector, const struct settings *settings,
    struct fault *f)
{
	if (classifier_open(classifiers[i], detector, settings,
	    tokens_each(jobs), f) < 0)
		return -1;
	if (jobs == 1 || classifier_join(classifiers[i], classifiers[0]) == 0)
		return 0;
	classifier_close(classifiers[i]);
	return fault(f, "out of memory");
}

/* Open a classifier for each worker, or none. */
static int
open_classifiers(struct classifier **classifiers, size_t jobs,
    const struct detector *detector, const struct settings *settings,
    struct fault *f)
{
	for (size_t i = 0; i < jobs; i++) {
		classifiers[i] = malloc(sizeof(**classifiers));
		if (classifiers[i] == NULL)
			fault(f, "out of memory");
		else if (open_classifier(classifiers, i, jobs, detector,
		    settings, f) == 0)
			continue;
		free(classifiers[i]);
		close_classifiers(classifiers, i);
		return -1;
	}
	return 0;
}

static int
start_threads(struct crew *crew, struct fault *f)
{
	int error = 0;

	for (size_t i = 0; i < crew->jobs && error == 0; i++) {
		struct worker *worker = &crew->workers[i];

		worker->crew = crew;
		if (crew->jobs > 1)
			error = pthread_create(&worker->thread, NULL, work,
			    worker);
		crew->threads += crew->jobs > 1 && error == 0;
	}
	return error == 0 ? 0 : fault(f, "thread: %s", strerror(error));
}

int
crew_open(struct crew *crew, struct filter *filter,
    const struct detector *detector, const struct settings *settings,
    size_t jobs, struct fault *f)
{
	*crew = (struct crew){ .filter = filter, .jobs = jobs,
	    .size = jobs > 1 ? jobs * BATCHES_EACH : 1,
	    .lock = PTHREAD_MUTEX_INITIALIZER,
	    .more = PTHREAD_COND_INITIALIZER,
	    .less = PTHREAD_COND_INITIALIZER };
	crew->workers = calloc(jobs, sizeof(*crew->workers));
	crew->batches = calloc(crew->size, sizeof(*crew->batches));
	if (jobs > 1)
		crew->news = calloc(1, sizeof(*crew->news));
	if (crew->workers == NULL || crew->batches == NULL ||
	    (jobs > 1 && crew->news == NULL))
		fault(f, "out of memory");
	else if (crew_change(crew, detector, settings, f) == 0 &&
	    start_threads(crew, f) == 0)
		return 0;
	crew_close(crew);
	return -1;
}

int
crew_change(struct crew *crew, const struct detector *detector,
    const struct settings *settings, struct fault *f)
{
	struct classifier *classifiers[CREW_JOBS_MAX] = { NULL };

	if (open_classifiers(classifiers, crew->jobs, detector, settings,
	    f) < 0)
		return -1;
	hand_over(crew);
	await(crew, 0);
	/* What the old ones learned does not hold for the new ones. */
	if (crew->news != NULL)
		crew->news->count = 0;
	for (size_t i = 0; i < crew->jobs; i++) {
		struct classifier *old = crew->workers[i].classifier;

		crew->workers[i].classifier = classifiers[i];
		if (old != NULL)
			close_classifiers(&old, 1);
	}
	return 0;
}

void
crew_close(struct crew *crew)
{
	pthread_mutex_lock(&crew->lock);
	crew->ended = true;
	pthread_cond_broadcast(&crew->more);
	pthread_mutex_unlock(&crew->lock);
	for (size_t i = 0; i < crew->threads; i++)
		pthread_join(crew->workers[i].thread, NULL);
	for (size_t i = 0; crew->workers != NULL && i < crew->jobs; i++)
		if (crew->workers[i].classifier != NULL)
			close_classifiers(&crew->workers[i].classifier, 1);
	for (size_t i = 0; crew->batches != NULL && i < crew->size; i++)
		batch_free(&crew->batches[i]);
	free(crew->workers);
	free(crew->batches);
	free(crew->news);
}
