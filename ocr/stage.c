/* SPDX-License-Identifier: MIT */
#include "ocr/stage.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ocr/answer.h"
#include "ocr/media.h"
#include "ocr/memo.h"
#include "ocr/pool.h"
#include "ocr/queue.h"
#include "wire/filter.h"
#include "wire/record.h"
#include "wire/say.h"

#define STAGE "klad-ocr"
#define DEATHS_MAX 3	/* of one worker in a row before it is ready */
#define WORKERS_MAX 64

struct stage {
	const struct options *options;
	struct filter filter;
	struct queue queue;
	struct pool pool;
	struct memo *memo;	/* NULL once it failed */
	int store;		/* folder of the media, or -1: there is none */
	int drawings;		/* folder, or -1 */
	struct fault no_store;	/* why there is none */
};

/* ---- records -------------------------------------------------------- */

static int
stop(struct stage *stage, const struct fault *f)
{
	return filter_stop(&stage->filter, f);
}

static void
take_record(struct stage *stage, const struct line *line)
{
	struct fault f;
	json_t *record = record_parse(line->bytes, line->length, &f), *media;

	if (record == NULL) {
		filter_reject(&stage->filter, line, f.text);
		return;
	}
	media = json_object_get(record, "media");
	if (media != NULL && !json_is_array(media)) {
		record_add_error(record, STAGE, "media: no array");
		filter_failed(&stage->filter, line->number,
		    "media: no array");
	}
	if (queue_add(&stage->queue, record, line->number, line->length,
	    &f) < 0)
		stop(stage, &f);
}

/* Report the first error among the pictures of a record. */
static void
report_errors(struct stage *stage, struct item *item)
{
	char text[FAULT_MAX];
	size_t i;
	json_t *element;

	json_array_foreach(item->ocr, i, element) {
		const char *why = json_string_value(json_object_get(element,
		    "error"));
		const char *path = answer_path(&item->jobs[i]);

		/* What could not be fetched was reported by klad-ingest. */
		if (why == NULL || path == NULL)
			continue;
		snprintf(text, sizeof(text), "%s: %s", path, why);
		filter_failed(&stage->filter, item->number, text);
		return;
	}
}

/* A record that has become too large goes on as it came, and says so. */
static int
write_without_ocr(struct stage *stage, struct item *item, const char *why)
{
	struct fault f;

	filter_failed(&stage->filter, item->number, why);
	json_object_del(item->record, "ocr");
	record_add_error(item->record, STAGE, why);
	return record_write(item->record, &stage->filter.out, &f);
}

/* Write the records at the front that are done. */
static void
write_done(struct stage *stage)
{
	struct item *item;
	struct fault f;

	while (!stage->filter.stopped &&
	    (item = queue_front(&stage->queue)) != NULL) {
		struct output *out = &stage->filter.out;
		size_t size = json_dumpb(item->ocr, NULL, 0, JSON_COMPACT);

		report_errors(stage, item);
		if (item->count > 0)
			json_object_set(item->record, "ocr", item->ocr);
		if (record_write(item->record, out, &f) < 0 &&
		    (out->closed || size == 0 ||
		    write_without_ocr(stage, item, f.text) < 0))
			stop(stage, &f);
		stage->filter.progress.written++;
		queue_pop(&stage->queue);
	}
}

/* ---- the memo ------------------------------------------------------- */

/* Without its memo the stage is slower and as good: say so and go on. */
static void
lose_memo(struct stage *stage, const struct fault *f)
{
	say(NULL, "%s: going on without", f->text);
	memo_close(stage->memo);
	stage->memo = NULL;
}

/* Answer a job with an earlier reading, if there is one. */
static bool
answer_from_memo(struct stage *stage, struct job *job)
{
	struct memo_reading found;
	struct fault f;
	int status;

	if (stage->memo == NULL || stage->drawings >= 0)
		return false;
	if (job->hash != NULL)
		status = memo_find_copy(stage->memo, job->hash, &found, &f);
	else
		status = memo_find_file(stage->memo, job->digest, &found, &f);
	if (status < 0)
		lose_memo(stage, &f);
	if (status <= 0)
		return false;
	queue_finish(&stage->queue, job, answer_memo(job, &found));
	json_decref(found.reading);
	return true;
}

static void
keep_in_memo(struct stage *stage, const struct job *job,
    const json_t *element)
{
	json_t *reading;
	struct fault f;

	if (stage->memo == NULL || job->hash == NULL ||
	    json_object_get(element, "error") != NULL)
		return;
	reading = answer_reading(element);
	if (memo_keep(stage->memo, job->digest, job->hash, reading, &f) < 0)
		lose_memo(stage, &f);
	json_decref(reading);
}

/* ---- jobs to workers ------------------------------------------------ */

static void
fail_job(struct stage *stage, struct job *job, const char *why)
{
	queue_finish(&stage->queue, job, answer_error(job, why));
}

/* Open the file of a job. Returns its descriptor, or -1: the job failed. */
static int
open_picture(struct stage *stage, struct job *job)
{
	const char *path = answer_path(job);
	struct fault f;
	int fd = -1;

	if (path == NULL)
		fault(&f, "no file");
	else if (stage->store < 0)
		fault(&f, "%s", stage->no_store.text);
	else
		fd = media_open(stage->store, path,
		    stage->options->limits.bytes, &f);
	if (fd >= 0 && job->digest[0] == '\0' &&
	    media_digest(fd, job->digest, &f) < 0) {
		close(fd);
		fd = -1;
	}
	if (fd < 0)
		fail_job(stage, job, f.text);
	return fd;
}

/* Whether a worker is reading the same file right now. */
static bool
is_being_read(const struct stage *stage, const struct job *job)
{
	for (unsigned i = 0; i < stage->pool.count; i++) {
		const struct pool_worker *worker = &stage->pool.workers[i];

		if (worker->state == WORKER_BUSY &&
		    strcmp(worker->job->digest, job->digest) == 0)
			return stage->memo != NULL && stage->drawings < 0;
	}
	return false;
}

static int
open_drawing(const struct stage *stage, const struct job *job)
{
	char name[DIGEST_SIZE + sizeof(".png")];

	if (stage->drawings < 0)
		return -1;
	snprintf(name, sizeof(name), "%s.png", job->digest);
	return openat(stage->drawings, name, O_WRONLY | O_CREAT | O_TRUNC |
	    O_CLOEXEC | O_NOFOLLOW, 0666);
}

/* Give a worker the next job that needs one. */
static void
give_work(struct stage *stage, struct pool_worker *worker)
{
	struct job *job = NULL;

	while (worker->state == WORKER_IDLE &&
	    (job = queue_waiting(&stage->queue, job)) != NULL) {
		int picture, drawing;

		if (job->digest[0] != '\0' && is_being_read(stage, job))
			continue;
		picture = open_picture(stage, job);
		if (picture < 0)
			continue;
		if (!is_being_read(stage, job) &&
		    !answer_from_memo(stage, job)) {
			drawing = open_drawing(stage, job);
			job->state = JOB_RUNNING;
			if (pool_give(&stage->pool, worker, job, picture,
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

static void
give_all_work(struct stage *stage)
{
	struct fault f;

	for (unsigned i = 0; i < stage->pool.count; i++) {
		struct pool_worker *worker = &stage->pool.workers[i];

		if (worker->state == WORKER_IDLE)
			give_work(stage, worker);
		if (worker->state == WORKER_ABSENT &&
		    queue_waiting(&stage->queue, NULL) != NULL &&
		    pool_start(&stage->pool, worker, &f) < 0)
			stop(stage, &f);
	}
}

/* ---- what workers say ----------------------------------------------- */

/* A worker is no more. Its picture, if it had one, has an error. */
static void
lose_worker(struct stage *stage, struct pool_worker *worker, const char *why)
{
	struct job *job = worker->job;
	bool started = worker->state != WORKER_STARTING;
	struct fault f;

	pool_bury(worker, &f);
	if (job != NULL)
		fail_job(stage, job, why != NULL ? why : f.text);
	worker->deaths = started ? 0 : worker->deaths + 1;
	if (worker->deaths >= DEATHS_MAX)
		stop(stage, &f);
}

static int
take_hash(struct stage *stage, struct pool_worker *worker,
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
	if (answer_from_memo(stage, job)) {
		answer.kind = REQUEST_SKIP;
		worker->state = WORKER_IDLE;
		worker->job = NULL;
	}
	return request_send(worker->socket, &answer, NULL);
}

static int
take_result(struct stage *stage, struct pool_worker *worker,
    const struct message *message)
{
	struct job *job = worker->job;
	json_t *element = answer_result(job, message->bytes,
	    message->length);

	if (element == NULL)
		return -1;
	keep_in_memo(stage, job, element);
	queue_finish(&stage->queue, job, element);
	worker->state = WORKER_IDLE;
	worker->job = NULL;
	return 0;
}

/* Returns 0, or -1 if the worker says what it should not. */
static int
take_message(struct stage *stage, struct pool_worker *worker,
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
		return stop(stage, &f);
	}
	if (worker->state != WORKER_BUSY)
		return -1;
	if (message->kind == MESSAGE_HASH)
		return take_hash(stage, worker, message);
	if (message->kind == MESSAGE_RESULT)
		return take_result(stage, worker, message);
	return -1;
}

static void
hear_worker(struct stage *stage, struct pool_worker *worker)
{
	struct message message;
	struct fault f;
	int alive = inbox_fill(&worker->inbox, worker->socket, &f);
	int got = 0;

	while (alive >= 0 && worker->inbox.bytes != NULL &&
	    (got = inbox_take(&worker->inbox, &message, &f)) > 0 &&
	    (got = take_message(stage, worker, &message)) == 0)
		continue;
	if (alive < 0 || got < 0)
		lose_worker(stage, worker, "worker sent nonsense");
	else if (alive == 0)
		lose_worker(stage, worker, NULL);
	else if (worker->state == WORKER_IDLE)
		pool_trim(&stage->pool, worker);
}

/* ---- waiting -------------------------------------------------------- */

/* Milliseconds until the first deadline, or -1. */
static int
time_left(const struct stage *stage)
{
	long long least = -1, now = pool_now();

	for (unsigned i = 0; i < stage->pool.count; i++) {
		const struct pool_worker *worker = &stage->pool.workers[i];
		long long left = worker->deadline - now;

		if (worker->state != WORKER_BUSY)
			continue;
		left = left < 0 ? 0 : left;
		least = least < 0 || left < least ? left : least;
	}
	return (int)least;
}

static void
end_overdue(struct stage *stage)
{
	struct fault f;

	fault(&f, "not read within %u s", stage->options->seconds);
	for (unsigned i = 0; i < stage->pool.count; i++)
		if (stage->pool.workers[i].state == WORKER_BUSY &&
		    stage->pool.workers[i].deadline <= pool_now())
			lose_worker(stage, &stage->pool.workers[i], f.text);
}

/* Wait for a worker, a deadline or, if wanted, for input. */
static void
wait_for_news(struct stage *stage, bool want_input)
{
	struct pollfd fds[WORKERS_MAX + 1];
	struct fault f;
	unsigned count = stage->pool.count;

	for (unsigned i = 0; i < count; i++)
		fds[i] = (struct pollfd){ stage->pool.workers[i].state ==
		    WORKER_ABSENT ? -1 : stage->pool.workers[i].socket,
		    POLLIN, 0 };
	fds[count] = (struct pollfd){
		want_input ? stage->filter.in.fd : -1, POLLIN, 0 };
	if (output_flush(&stage->filter.out, &f) < 0) {
		stop(stage, &f);
		return;
	}
	if (poll(fds, count + 1, time_left(stage)) < 0 && errno != EINTR) {
		fault(&f, "poll: %s", strerror(errno));
		stop(stage, &f);
		return;
	}
	for (unsigned i = 0; i < count; i++)
		if (fds[i].revents != 0)
			hear_worker(stage, &stage->pool.workers[i]);
	end_overdue(stage);
	if (fds[count].revents != 0 &&
	    lines_fill(&stage->filter.in, &f) < 0)
		stop(stage, &f);
}

/* ---- the whole ------------------------------------------------------ */

/* Start one worker, so that missing models are known before any record. */
static void
start_first_worker(struct stage *stage)
{
	struct pool_worker *worker = &stage->pool.workers[0];
	struct fault f;

	while (!stage->filter.stopped && worker->state != WORKER_IDLE) {
		if (worker->state == WORKER_ABSENT &&
		    pool_start(&stage->pool, worker, &f) < 0)
			stop(stage, &f);
		else
			wait_for_news(stage, false);
	}
}

static void
run(struct stage *stage)
{
	struct lines *in = &stage->filter.in;
	struct line line;

	while (!stage->filter.stopped) {
		while (queue_has_room(&stage->queue) &&
		    filter_line(&stage->filter, &line))
			take_record(stage, &line);
		give_all_work(stage);
		write_done(stage);
		if (in->ended && stage->queue.first == NULL)
			break;
		if (!stage->filter.stopped)
			wait_for_news(stage, !in->ended &&
			    queue_has_room(&stage->queue));
	}
}

static int
open_all(struct stage *stage, struct fault *f)
{
	const struct options *options = stage->options;
	struct filter_options filter = { options->rejects, "records",
	    options->progress };
	char settings[FAULT_MAX];

	snprintf(settings, sizeof(settings), "%s %s %u", KLAD_VERSION,
	    options->languages, options->limits.frames);
	stage->store = media_open_store(options->media, &stage->no_store);
	if (options->draw != NULL) {
		stage->drawings = media_open_store(options->draw, f);
		if (stage->drawings < 0)
			return -1;
	}
	stage->memo = memo_open(options->memo, settings,
	    options->memo_pictures, f);
	if (stage->memo == NULL || pool_open(&stage->pool, options, f) < 0)
		return -1;
	return filter_open(&stage->filter, &filter, f);
}

int
stage_run(const struct options *options)
{
	struct stage stage = { .options = options, .store = -1,
		.drawings = -1 };
	struct fault f;
	int status;

	if (open_all(&stage, &f) < 0) {
		status = filter_fail(&f);
	} else {
		start_first_worker(&stage);
		run(&stage);
		status = filter_close(&stage.filter);
	}
	pool_close(&stage.pool);
	queue_clear(&stage.queue);
	memo_close(stage.memo);
	return status;
}
