/* SPDX-License-Identifier: MIT */
#include "ingest/page-read.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/content.h"
#include "ingest/post.h"
#include "wire/record.h"

bool
reading_is_wanted(const struct task *task, const struct exchange *x)
{
	return x->outcome == OUTCOME_OK ||
	    (task->source->parses_errors && x->status >= 400);
}

/* The reply, decoded. */
static int
take_reply(struct reading *reading, struct fault *f)
{
	struct exchange *x = reading->exchange;

	http_decode(x);
	/* Each is the library's until the next is asked for. */
	reading->type = strdup(http_header(x, "Content-Type"));
	reading->link = strdup(http_header(x, "Link"));
	if (reading->type == NULL || reading->link == NULL)
		return fault(f, "out of memory");
	reading->reply.type = reading->type;
	reading->reply.link = reading->link;
	reading->reply.bytes = x->body.bytes == NULL ? "" : x->body.bytes;
	reading->reply.length = x->body.length;
	return 0;
}

static int
make_page(struct reading *reading, struct fault *f)
{
	struct page *page = &reading->page;
	const struct task *task = reading->task;
	json_t *record;
	size_t i;

	/* The page before: memory goes back to where it is taken from. */
	reading_close(reading);
	if (take_reply(reading, f) < 0)
		return -1;
	if (!reading_is_wanted(task, reading->exchange))
		return fault(f, "%s", reading->exchange->why);
	if (page_open(page) < 0)
		return fault(f, "out of memory");
	if (task->source->parse(task->options, &reading->reply, page, f) < 0)
		return -1;
	text_free(&reading->exchange->body);
	reading->news = calloc(json_array_size(page->records) + 1,
	    sizeof(*reading->news));
	if (reading->news == NULL)
		return fault(f, "out of memory");
	json_array_foreach(page->records, i, record)
		if (content_digest(record, reading->news[i].content, f) < 0)
			return -1;
	return 0;
}

/* The job is the first member of its reading. */
static struct reading *
reading_of(struct job *job)
{
	return (struct reading *)(void *)job;
}

/* On the reader's thread. */
static void
work(void *context, struct job *batch)
{
	(void)context;
	for (; batch != NULL; batch = batch->next) {
		struct reading *reading = reading_of(batch);

		if (reading->exchange == NULL)
			reading_close(reading);
		else
			reading->failed = make_page(reading,
			    &reading->why) < 0;
	}
}

static void
finish(struct job *job)
{
	struct reading *reading = reading_of(job);

	reading->done(reading->owner);
}

struct background *
reader_open(struct fault *f)
{
	/* One at a time: as soon as a page is read, it is gone on with. */
	return background_open(work, NULL, 1, f);
}

/* What reader_free() made; other readings are somebody's. */
static void
drop(struct job *job)
{
	if (reading_of(job)->exchange == NULL)
		free(reading_of(job));
}

void
reader_close(struct background *reader)
{
	background_close(reader, drop);
}

void
reader_add(struct background *reader, struct reading *reading,
    const struct task *task, const char *url, unsigned number,
    struct exchange *x)
{
	reading->task = task;
	reading->exchange = x;
	reading->reply = (struct reply){
		.target = task->target,
		.url = url,
		.final_url = x->url,
		.status = x->status,
		.fetched = x->fetched,
		.number = number
	};
	reading->job.done = finish;
	reading->job.bytes = x->wire.length;
	background_add(reader, &reading->job);
}

void
reader_free(struct background *reader, struct reading *reading)
{
	struct reading *last = malloc(sizeof(*last));

	if (last == NULL) {
		reading_close(reading);
		return;
	}
	*last = *reading;
	last->exchange = NULL;
	last->job.bytes = 0;
	last->job.done = drop;
	*reading = (struct reading){ .exchange = NULL };
	background_add(reader, &last->job);
}

void
reading_close(struct reading *reading)
{
	page_close(&reading->page);
	free(reading->type);
	free(reading->link);
	free(reading->news);
	reading->type = reading->link = NULL;
	reading->news = NULL;
}

json_t *
page_evidence(const struct exchange *x)
{
	char when[RECORD_TIME_SIZE];

	record_time(x->fetched, when);
	return json_pack("{s:s, s:o, s:i, s:s, s:O*}", "fetched", when,
	    "final_url", post_string(x->url, strlen(x->url)), "http_status",
	    x->status, "sha256", x->sha256, "warc", x->kept);
}

bool
page_is_since(const json_t *record, const struct options *options)
{
	char since[RECORD_TIME_SIZE];
	const char *when = json_string_value(json_object_get(
	    json_object_get(record, "post"), "published"));

	if (when == NULL || !option_given(options, "since"))
		return true;
	record_time(option_time(options, "since"), since);
	/* RFC 3339 in UTC sorts as text. */
	return strcmp(when, since) >= 0;
}

bool
page_reaches(const struct page *page, const struct options *options)
{
	json_t *record;
	size_t i;

	json_array_foreach(page->records, i, record)
		if (page_is_since(record, options))
			return true;
	return json_array_size(page->records) == 0;
}
