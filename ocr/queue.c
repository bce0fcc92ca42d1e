/* SPDX-License-Identifier: MIT */
#include "ocr/queue.h"

#include <stdlib.h>

bool
queue_has_room(const struct queue *queue)
{
	return queue->records < QUEUE_RECORDS_MAX &&
	    queue->bytes < QUEUE_BYTES_MAX;
}

static void
free_item(struct item *item)
{
	for (size_t i = 0; i < item->count; i++)
		free(item->jobs[i].hash);
	free(item->jobs);
	json_decref(item->record);
	json_decref(item->ocr);
	free(item);
}

static struct item *
make_item(json_t *record, unsigned long number, size_t bytes)
{
	size_t count = json_array_size(json_object_get(record, "media"));
	struct item *item = calloc(1, sizeof(*item));

	if (item == NULL)
		return NULL;
	item->jobs = calloc(count + 1, sizeof(*item->jobs));
	item->ocr = json_array();
	if (item->jobs == NULL || item->ocr == NULL) {
		free(item->jobs);
		json_decref(item->ocr);
		free(item);
		return NULL;
	}
	item->record = record;
	item->number = number;
	item->bytes = bytes;
	item->count = item->undone = count;
	for (size_t i = 0; i < count; i++) {
		item->jobs[i] = (struct job){ .item = item, .index = i };
		json_array_append_new(item->ocr, json_null());
	}
	return item;
}

int
queue_add(struct queue *queue, json_t *record, unsigned long number,
    size_t bytes, struct fault *f)
{
	struct item *item = make_item(record, number, bytes);

	if (item == NULL) {
		json_decref(record);
		return fault(f, "out of memory");
	}
	if (queue->last != NULL)
		queue->last->next = item;
	else
		queue->first = item;
	queue->last = item;
	queue->records++;
	queue->bytes += bytes;
	return 0;
}

void
queue_finish(struct queue *queue, struct job *job, json_t *result)
{
	struct item *item = job->item;
	size_t bytes = json_dumpb(result, NULL, 0, JSON_COMPACT);

	json_array_set_new(item->ocr, job->index, result);
	job->state = JOB_DONE;
	free(job->hash);
	job->hash = NULL;
	item->undone--;
	item->bytes += bytes;
	queue->bytes += bytes;
}

struct job *
queue_waiting(struct queue *queue, const struct job *after)
{
	struct item *item = after != NULL ? after->item : queue->first;
	size_t i = after != NULL ? after->index + 1 : 0;

	for (; item != NULL; item = item->next, i = 0) {
		while (item->waiting < item->count &&
		    item->jobs[item->waiting].state != JOB_WAITING)
			item->waiting++;
		for (i = i > item->waiting ? i : item->waiting;
		    i < item->count; i++)
			if (item->jobs[i].state == JOB_WAITING)
				return &item->jobs[i];
	}
	return NULL;
}

struct item *
queue_front(struct queue *queue)
{
	if (queue->first == NULL || queue->first->undone > 0)
		return NULL;
	return queue->first;
}

void
queue_pop(struct queue *queue)
{
	struct item *item = queue->first;

	queue->first = item->next;
	if (queue->first == NULL)
		queue->last = NULL;
	queue->records--;
	queue->bytes -= item->bytes;
	free_item(item);
}

void
queue_clear(struct queue *queue)
{
	while (queue->first != NULL)
		queue_pop(queue);
}
