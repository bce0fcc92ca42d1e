/* SPDX-License-Identifier: MIT */
#include "ocr/worker.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ocr/codes.h"
#include "ocr/draw.h"
#include "ocr/image.h"
#include "ocr/media.h"
#include "ocr/message.h"
#include "ocr/model.h"
#include "ocr/phash.h"
#include "ocr/reader.h"
#include "ocr/result.h"
#include "ocr/sandbox.h"

/*
 * A side shorter than this holds no letter that could be read, and a picture
 * this much longer than wide is a ruler or an attack.
 */
#define SIDE_MIN 8
#define SHAPE_MAX 100

#define KEPT (32 << 20)	/* bytes of memory kept for what comes next */

struct worker {
	int socket;
	const struct options *options;
	struct reader *reader;
};

/* One picture, while its frames are looked at. */
struct task {
	struct worker *worker;
	struct request request;
	json_t *result;
	bool known;		/* the parent has its reading */
	bool gone;		/* the parent is */
	struct fault f;		/* why reading failed, or empty */
};

static bool
is_readable_shape(PIX *rgb)
{
	int width = pixGetWidth(rgb), height = pixGetHeight(rgb);

	return width >= SIDE_MIN && height >= SIDE_MIN &&
	    width / height < SHAPE_MAX && height / width < SHAPE_MAX;
}

/* Send the hash, and learn whether the picture must be read. */
static int
ask_if_known(struct task *task, const struct image_frame *frame)
{
	struct phash hash;
	struct request answer;
	int socket = task->worker->socket;

	memset(&hash, 0, sizeof(hash));
	phash_of(frame->rgb, &hash);
	/* How the first frame looks says nothing about the others. */
	if (!frame->alone)
		hash.width = 0;
	if (message_send(socket, MESSAGE_HASH, &hash, sizeof(hash),
	    NULL) < 0 || !request_receive(socket, &answer))
		task->gone = true;
	else if (answer.kind == REQUEST_SKIP)
		task->known = true;
	return task->gone || task->known;
}

static void
read_codes(struct task *task, const struct image_frame *frame,
    struct codes *codes)
{
	if (codes_read(frame->rgb, codes, &task->f) == 0)
		result_add_codes(task->result, codes, frame->number,
		    frame->reduction);
}

static void
read_lines(struct task *task, const struct image_frame *frame,
    struct reading *reading)
{
	if (is_readable_shape(frame->rgb) &&
	    reader_read(task->worker->reader, frame->rgb, reading,
	    &task->f) == 0)
		result_add_lines(task->result, reading, frame->number,
		    frame->reduction);
}

static int
look(void *context, const struct image_frame *frame)
{
	struct task *task = context;
	struct reading reading = { 0 };
	struct codes codes = { .count = 0 };

	if (frame->number == 0 && ask_if_known(task, frame))
		return 1;
	read_codes(task, frame, &codes);
	read_lines(task, frame, &reading);
	if (frame->number == 0 && task->request.drawing >= 0)
		draw_picture(task->request.drawing, frame->rgb, &reading,
		    &codes);
	reading_free(&reading);
	codes_free(&codes);
	return 0;
}

static void
read_picture(struct task *task)
{
	const struct image_limits *limits = &task->worker->options->limits;
	struct fault f = { "" };
	size_t length;
	void *bytes = media_read(task->request.picture, limits->bytes,
	    &length, &f);

	if (bytes != NULL)
		image_decode(bytes, length, limits, look, task, &f);
	free(bytes);
	result_set_reader(task->result,
	    reader_describe(task->worker->reader));
	if (f.text[0] != '\0')
		result_set_error(task->result, f.text);
	else if (task->f.text[0] != '\0')
		result_set_error(task->result, task->f.text);
}

static int
send_result(const struct task *task)
{
	struct fault f;
	char *json;
	int status = -1;

	result_fit(task->result, MESSAGE_MAX);
	json = json_dumps(task->result, JSON_COMPACT |
	    JSON_REAL_PRECISION(15));
	if (json != NULL)
		status = message_send(task->worker->socket, MESSAGE_RESULT,
		    json, strlen(json), &f);
	free(json);
	return status;
}

/* Returns 0, or -1 when there is nobody left to work for. */
static int
do_task(struct task *task)
{
	int status = 0;

	task->result = result_new();
	if (task->result == NULL)
		return -1;
	read_picture(task);
	close(task->request.picture);
	if (task->request.drawing >= 0)
		close(task->request.drawing);
	if (task->gone)
		status = -1;
	else if (!task->known)
		status = send_result(task);
	json_decref(task->result);
	return status;
}

static int
start(struct worker *worker, struct fault *f)
{
	struct sandbox sandbox = {
		.folder = models_folder(),
		.memory = (size_t)worker->options->memory << 20,
		.drawing = worker->options->limits.bytes,
	};

	worker->reader = reader_new(worker->options->languages, f);
	if (worker->reader == NULL)
		return -1;
	image_prepare();
	/* Or the system takes back each plane, and clears it for the next. */
	mallopt(M_MMAP_THRESHOLD, KEPT);
	mallopt(M_TRIM_THRESHOLD, KEPT);
	return sandbox_enter(&sandbox, f);
}

_Noreturn void
worker_serve(int socket, const struct options *options)
{
	struct worker worker = { socket, options, NULL };
	struct task task = { .worker = &worker };
	struct fault f;

	if (start(&worker, &f) < 0) {
		message_send(socket, MESSAGE_FAILED, f.text, strlen(f.text),
		    NULL);
		_exit(1);
	}
	message_send(socket, MESSAGE_READY, "", 0, NULL);
	while (request_receive(socket, &task.request) &&
	    task.request.kind == REQUEST_PICTURE && do_task(&task) == 0)
		task = (struct task){ .worker = &worker };
	_exit(0);
}
