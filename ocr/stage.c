/* SPDX-License-Identifier: MIT */
#include "ocr/stage.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/answer.h"
#include "ocr/desk.h"
#include "ocr/queue.h"
#include "wire/compact.h"
#include "wire/filter.h"
#include "wire/record.h"

#define STAGE "klad-ocr"

struct stage {
	const struct options *options;
	struct filter filter;
	struct queue queue;
	struct desk desk;
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

/* The line of a record; of one that has become too large, as it came. */
static char *
line_of(struct stage *stage, struct item *item, size_t *length,
    struct fault *f)
{
	struct fault why;
	char *line;

	if (item->count > 0)
		json_object_set(item->record, "ocr", item->ocr);
	line = record_line(item->record, length, &why);
	if (line != NULL)
		return line;
	json_object_del(item->record, "ocr");
	record_add_error(item->record, STAGE, why.text);
	line = record_line(item->record, length, f);
	if (line != NULL)
		filter_failed(&stage->filter, item->number, why.text);
	return line;
}

/* Keep a record that is too large to be written even as it came. */
static void
set_aside(struct stage *stage, const struct item *item, const char *why)
{
	struct line line = { .number = item->number, .kind = LINE_WHOLE };
	char *bytes = compact_json(item->record, false, &line.length);
	struct fault f;

	if (bytes == NULL) {
		fault(&f, "out of memory");
		stop(stage, &f);
		return;
	}
	line.bytes = bytes;
	filter_reject(&stage->filter, &line, why);
	free(bytes);
}

static void
write_record(struct stage *stage, struct item *item)
{
	struct fault f;
	size_t length;
	char *line;

	report_errors(stage, item);
	line = line_of(stage, item, &length, &f);
	if (line == NULL)
		set_aside(stage, item, f.text);
	else if (output_line(&stage->filter.out, line, length, &f) < 0)
		stop(stage, &f);
	else
		stage->filter.progress.written++;
	free(line);
}

/* Write the records at the front that are done. */
static void
write_done(struct stage *stage)
{
	struct item *item;

	while (!stage->filter.stopped &&
	    (item = queue_front(&stage->queue)) != NULL) {
		write_record(stage, item);
		queue_pop(&stage->queue);
	}
}

/* ---- waiting -------------------------------------------------------- */

/* Wait for a worker, the end of its time or, if wanted, for input. */
static void
wait_for_news(struct stage *stage, bool want_input)
{
	struct pollfd fds[OPTIONS_WORKERS_MAX + 1];
	struct fault f;
	unsigned count = stage->desk.pool.count;

	for (unsigned i = 0; i < count; i++)
		fds[i] = (struct pollfd){ stage->desk.pool.workers[i].state ==
		    WORKER_ABSENT ? -1 : stage->desk.pool.workers[i].socket,
		    POLLIN, 0 };
	fds[count] = (struct pollfd){
		want_input ? stage->filter.in.fd : -1, POLLIN, 0 };
	if (output_flush(&stage->filter.out, &f) < 0) {
		stop(stage, &f);
		return;
	}
	if (poll(fds, count + 1, desk_time_left(&stage->desk)) < 0 &&
		    errno != EINTR) {
		fault(&f, "poll: %s", strerror(errno));
		stop(stage, &f);
		return;
	}
	for (unsigned i = 0; i < count; i++)
		if (fds[i].revents != 0)
			desk_hear(&stage->desk, &stage->desk.pool.workers[i]);
	desk_end_overdue(&stage->desk);
	if (stage->desk.stopped)
		stop(stage, &stage->desk.why);
	if (fds[count].revents != 0 &&
	    lines_fill(&stage->filter.in, &f) < 0)
		stop(stage, &f);
}

/* ---- the whole ------------------------------------------------------ */

/* Start one worker, so that missing models are known before any record. */
static void
start_first_worker(struct stage *stage)
{
	struct pool_worker *worker = &stage->desk.pool.workers[0];
	struct fault f;

	while (!stage->filter.stopped && worker->state != WORKER_IDLE) {
		if (worker->state == WORKER_ABSENT &&
		    pool_start(&stage->desk.pool, worker, &f) < 0)
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
		desk_give_work(&stage->desk);
		if (stage->desk.stopped)
			stop(stage, &stage->desk.why);
		write_done(stage);
		if (in->ended && stage->queue.first == NULL)
			break;
		if (!stage->filter.stopped)
			wait_for_news(stage, !in->ended &&
			    queue_has_room(&stage->queue));
	}
}

int
stage_run(const struct options *options)
{
	struct stage stage = { .options = options };
	struct filter_options filter = { options->rejects, "written",
	    options->progress };
	struct fault f;
	int status;

	if (desk_open(&stage.desk, options, &stage.queue, &f) < 0 ||
	    filter_open(&stage.filter, &filter, &f) < 0) {
		status = filter_fail(&f);
	} else {
		start_first_worker(&stage);
		run(&stage);
		status = filter_close(&stage.filter);
	}
	desk_close(&stage.desk);
	queue_clear(&stage.queue);
	return status;
}
