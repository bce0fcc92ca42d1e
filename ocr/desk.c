/* SPDX-License-Identifier: MIT */
#include "ocr/desk.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ocr/answer.h"
#include "ocr/installed.h"
#include "ocr/media.h"
#include "wire/say.h"

#define DEATHS_MAX 3	/* of one worker in a row before it is ready */
#define SOON 100	/* ms: a worker beside others computes in pieces */

static int
stop(struct desk *desk, const struct fault *f)
{
	if (!desk->stopped)
		desk->why = *f;
	desk->stopped = true;
	return -1;
}

/* ---- the memo ------------------------------------------------------- */

/* Without its memo the stage is slower and as good: say so and go on. */
static void
lose_memo(struct desk *desk, const struct fault *f)
{
	say(NULL, "%s: going on without", f->text);
	memo_close(desk->memo);
	desk->memo = NULL;
}

/* Answer a job with an earlier reading, if there is one. */
static bool
answer_from_memo(struct desk *desk, struct job *job)
{
	struct memo_reading found;
	struct fault f;
	int status;

	if (desk->memo == NULL || desk->drawings >= 0)
		return false;
	if (job->hash != NULL)
		status = memo_find_copy(desk->memo, job->hash, &found, &f);
	else
		status = memo_find_file(desk->memo, job->digest, &found, &f);
	if (status < 0)
		lose_memo(desk, &f);
	if (status <= 0)
		return false;
	queue_finish(desk->queue, job, answer_memo(job, &found));
	json_decref(found.reading);
	return true;
}

static void
keep_in_memo(struct desk *desk, const struct job *job,
    const json_t *element)
{
	json_t *reading;
	struct fault f;

	if (desk->memo == NULL || job->hash == NULL ||
	    json_object_get(element, "error") != NULL)
		return;
	reading = answer_reading(element);
	if (memo_keep(desk->memo, job->digest, job->hash, reading, &f) < 0)
		lose_memo(desk, &f);
	json_decref(reading);
}

/* ---- jobs to workers ------------------------------------------------ */

static void
fail_job(struct desk *desk, struct job *job, const char *why)
{
	queue_finish(desk->queue, job, answer_error(job, why));
}

/* Open the file of a job. Returns its descriptor, or -1: the job failed. */
static int
open_picture(struct desk *desk, struct job *job)
{
	const char *path = answer_path(job);
	struct fault f;
	int fd = -1;

	/* The stage before makes the store, maybe later than we start. */
	if (path != NULL && desk->store < 0)
		desk->store = media_open_store(desk->options->media, &f);
	if (path == NULL)
		fault(&f, "no file");
	else if (desk->store >= 0)
		fd = media_open(desk->store, path,
		    desk->options->limits.bytes, &f);
	if (fd >= 0 && job->digest[0] == '\0' &&
	    digest_file(fd, job->digest, &f) < 0) {
		close(fd);
		fd = -1;
	}
	if (fd < 0)
		fail_job(desk, job, f.text);
	return fd;
}

/* Whether a worker is reading the same file right now. */
static bool
is_being_read(const struct desk *desk, const struct job *job)
{
	for (unsigned i = 0; i < desk->pool.count; i++) {
		const struct pool_worker *worker = &desk->pool.workers[i];

		if (worker->state == WORKER_BUSY &&
		    strcmp(worker->job->digest, job->digest) == 0)
			return desk->memo != NULL && desk->drawings < 0;
	}
	return false;
}

static int
open_drawing(const struct desk *desk, const struct job *job)
{
	char name[DIGEST_SIZE + sizeof(".png")];

	if (desk->drawings < 0)
		return -1;
	snprintf(name, sizeof(name), "%s.png", job->digest);
	return openat(desk->drawings, name, O_WRONLY | O_CREAT | O_TRUNC |
	    O_CLOEXEC | O_NOFOLLOW, 0666);
}

/* Give a worker the next job that needs one. */
static void
give_work(struct desk *desk, struct pool_worker *worker)
{
	struct job *job = NULL;

	while (worker->state == WORKER_IDLE &&
	    (job = queue_waiting(desk->queue, job)) != NULL) {
		int picture, drawing;

		if (job->digest[0] != '\0' && is_being_read(desk, job))
			continue;
		picture = open_picture(desk, job);
		if (picture < 0)
			continue;
		if (!is_being_read(desk, job) &&
		    !answer_from_memo(desk, job)) {
			drawing = open_drawing(desk, job);
			job->state = JOB_RUNNING;
			if (pool_give(&desk->pool, worker, job, picture,
			    drawing) < 0) {
				job->state = JOB_WAITING;
				pool_bury(worker, NULL);
			}
			if (drawing >= 0)
				close(drawing);
		}
		close(picture);
	}
}

void
desk_give_work(struct desk *desk)
{
	struct fault f;

	for (unsigned i = 0; i < desk->pool.count; i++) {
		struct pool_worker *worker = &desk->pool.workers[i];

		if (worker->state == WORKER_IDLE)
			give_work(desk, worker);
		if (worker->state == WORKER_ABSENT &&
		    queue_waiting(desk->queue, NULL) != NULL &&
		    pool_start(&desk->pool, worker, &f) < 0)
			stop(desk, &f);
	}
}

/* ---- what workers say ----------------------------------------------- */

/* A worker is no more. Its picture, if it had one, has an error. */
static void
lose_worker(struct desk *desk, struct pool_worker *worker, const char *why)
{
	struct job *job = worker->job;
	bool started = worker->state != WORKER_STARTING;
	struct fault f;

	pool_bury(worker, &f);
	if (job != NULL)
		fail_job(desk, job, why != NULL ? why : f.text);
	worker->deaths = started ? 0 : worker->deaths + 1;
	if (worker->deaths >= DEATHS_MAX)
		stop(desk, &f);
}

static int
take_hash(struct desk *desk, struct pool_worker *worker,
    const struct message *message)
{
	struct job *job = worker->job;
	struct request answer = { REQUEST_GO_ON, -1, -1 };

	if (message->length != sizeof(*job->hash) || job->hash != NULL)
		return -1;
	job->hash = malloc(sizeof(*job->hash));
	if (job->hash == NULL)
		return -1;
	memcpy(job->hash, message->bytes, sizeof(*job->hash));
	if (answer_from_memo(desk, job)) {
		answer.kind = REQUEST_SKIP;
		worker->state = WORKER_IDLE;
		worker->job = NULL;
	}
	return request_send(worker->socket, &answer, NULL);
}

static int
take_result(struct desk *desk, struct pool_worker *worker,
    const struct message *message)
{
	struct job *job = worker->job;
	json_t *element = answer_result(job, message->bytes,
	    message->length);

	if (element == NULL)
		return -1;
	keep_in_memo(desk, job, element);
	queue_finish(desk->queue, job, element);
	worker->state = WORKER_IDLE;
	worker->job = NULL;
	return 0;
}

/* Returns 0, or -1 if the worker says what it should not. */
static int
take_message(struct desk *desk, struct pool_worker *worker,
    const struct message *message)
{
	struct fault f;

	if (message->kind == MESSAGE_READY &&
	    worker->state == WORKER_STARTING) {
		worker->state = WORKER_IDLE;
		worker->deaths = 0;
		return 0;
	}
	if (message->kind == MESSAGE_FAILED &&
	    worker->state == WORKER_STARTING) {
		fault(&f, "%.*s", (int)message->length, message->bytes);
		return stop(desk, &f);
	}
	if (worker->state != WORKER_BUSY)
		return -1;
	if (message->kind == MESSAGE_HASH)
		return take_hash(desk, worker, message);
	if (message->kind == MESSAGE_RESULT)
		return take_result(desk, worker, message);
	return -1;
}

void
desk_hear(struct desk *desk, struct pool_worker *worker)
{
	struct message message;
	struct fault f;
	int alive = inbox_fill(&worker->inbox, worker->socket, &f);
	int got = 0;

	while (alive >= 0 && worker->inbox.bytes != NULL &&
	    (got = inbox_take(&worker->inbox, &message, &f)) > 0 &&
	    (got = take_message(desk, worker, &message)) == 0)
		continue;
	if (alive < 0 || got < 0)
		lose_worker(desk, worker, "worker sent nonsense");
	else if (alive == 0)
		lose_worker(desk, worker, NULL);
	else if (worker->state == WORKER_IDLE)
		pool_trim(&desk->pool, worker);
}

/* ---- time ----------------------------------------------------------- */

int
desk_time_left(const struct desk *desk)
{
	long long least = -1;

	for (unsigned i = 0; i < desk->pool.count; i++) {
		const struct pool_worker *worker = &desk->pool.workers[i];
		long long left;

		if (worker->state != WORKER_BUSY)
			continue;
		left = pool_left(&desk->pool, worker, NULL);
		left = left < SOON ? SOON : left;
		least = least < 0 || left < least ? left : least;
	}
	return (int)least;
}

void
desk_end_overdue(struct desk *desk)
{
	struct fault f;

	for (unsigned i = 0; i < desk->pool.count; i++) {
		struct pool_worker *worker = &desk->pool.workers[i];

		if (worker->state == WORKER_BUSY &&
		    pool_left(&desk->pool, worker, &f) == 0)
			lose_worker(desk, worker, f.text);
	}
}

/* ---- opening and closing -------------------------------------------- */

/* Open the memo for readings such as those made from here on. */
static int
open_memo(struct desk *desk, struct fault *f)
{
	const struct options *options = desk->options;
	char installed[DIGEST_SIZE], *settings;

	installed_digest(installed);
	if (asprintf(&settings, "%s %s %u %s", KLAD_VERSION,
	    options->languages, options->limits.frames, installed) < 0)
		return fault(f, "out of memory");
	desk->memo = memo_open(options->memo, settings,
	    options->memo_pictures, f);
	free(settings);
	return desk->memo != NULL ? 0 : -1;
}

int
desk_open(struct desk *desk, const struct options *options,
    struct queue *queue, struct fault *f)
{
	*desk = (struct desk){ .options = options, .queue = queue,
		.store = -1, .drawings = -1 };
	if (options->draw != NULL) {
		desk->drawings = media_open_store(options->draw, f);
		if (desk->drawings < 0)
			return -1;
	}
	if (open_memo(desk, f) < 0)
		return -1;
	return pool_open(&desk->pool, options, f);
}

void
desk_close(struct desk *desk)
{
	pool_close(&desk->pool);
	memo_close(desk->memo);
	if (desk->store >= 0)
		close(desk->store);
	if (desk->drawings >= 0)
		close(desk->drawings);
}
