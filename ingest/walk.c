/* SPDX-License-Identifier: MIT */
#include "ingest/walk.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/discover.h"
#include "ingest/page-media.h"
#include "ingest/page-read.h"
#include "ingest/progression.h"
#include "ingest/shown.h"

struct walk {
	struct walks *all;
	const struct task *task;
	struct request request;	/* the first; its url is the latest */
	struct fetch *page_fetch; /* kept while its page is worked on */
	struct reading reading;
	struct page *page;	/* what came of it */
	unsigned number;	/* of the page, from 0 */
	unsigned long written;	/* records so far */
	unsigned pages;		/* that came back */
	int status;		/* of HTTP, the last */
	struct timespec start;
	struct backlog backlog;	/* pages that earlier runs did not reach */
	json_t *numbers;	/* of all posts on the page */
	json_t *sample;		/* one of its records */
	json_t *evidence;	/* where its bytes came from */
	bool fresh;		/* there is news on the page */
	struct page_media media;
	struct walk *previous, *next;
};

void
walk_free(struct walk *walk)
{
	if (walk->page_fetch != NULL)
		fetch_free(walk->page_fetch);
	reading_close(&walk->reading);
	backlog_close(&walk->backlog);
	json_decref(walk->numbers);
	json_decref(walk->sample);
	json_decref(walk->evidence);
	request_close(&walk->request);
	if (walk->previous != NULL)
		walk->previous->next = walk->next;
	else
		walk->all->first = walk->next;
	if (walk->next != NULL)
		walk->next->previous = walk->previous;
	walk->all->active--;
	free(walk);
}

/* How this target ended: to the events, and a failure to the user. */
static void
tell(const struct walk *walk, enum outcome outcome, const char *why)
{
	struct walks *all = walk->all;
	struct fault f = { "" };
	struct timespec now;
	struct event event = {
		.source = walk->task->source->name,
		.target = walk->task->target,
		.url = walk->request.url,
		.outcome = outcome,
		.why = why,
		.status = walk->status,
		.start = walk->start.tv_sec,
		.pages = walk->pages,
		.records = walk->written
	};

	clock_gettime(CLOCK_REALTIME, &now);
	event.seconds = (double)(now.tv_sec - walk->start.tv_sec) +
	    (double)(now.tv_nsec - walk->start.tv_nsec) / 1e9;
	if (events_write(all->events, &event, &f) < 0)
		sink_failed(all->sink, "--events", f.text);
	if (!outcome_is_good(outcome)) {
		fault(&f, "%s: %s", outcome_name(outcome), why);
		sink_failed(all->sink, walk->task->target, f.text);
	}
}

static void
end(struct walk *walk, enum outcome outcome, const char *why)
{
	struct walks *all = walk->all;

	tell(walk, outcome, why);
	walk_free(walk);
	walks_begin_more(all);
}

static bool
obeys_robots(const struct task *task)
{
	return task->source->wants_robots &&
	    !option_given(task->options, "ignore-robots");
}

static void page_done(struct fetch *, void *owner);

static void
ask_page(struct walk *walk)
{
	const struct task *task = walk->task;
	struct fetch *fetch = calloc(1, sizeof(*fetch));
	struct exchange *x;

	if (fetch == NULL) {
		end(walk, OUTCOME_UNREACHABLE, "out of memory");
		return;
	}
	x = &fetch->exchange;
	x->url = strdup(walk->request.url);
	if (walk->request.accept != NULL)
		x->accept = strdup(walk->request.accept);
	if (walk->request.secret != NULL)
		x->secret = strdup(walk->request.secret);
	x->named = walk->request.named;
	x->source = task->source->name;
	x->target = task->target;
	x->asked = walk->request.url;
	x->max = option_bytes(task->options, "max-page-bytes");
	x->wants_digest = true;
	if (walk->number == 0)
		ask_if_changed(x, sink_state(walk->all->sink), NULL);
	fetch->rate = task->source->rate;
	fetch->obeys_robots = obeys_robots(task);
	fetch->done = page_done;
	fetch->owner = walk;
	fetcher_add(walk->all->fetcher, fetch);
}

/* How many pages may be read in all; 0: no limit. */
static unsigned
pages_max(const struct walk *walk)
{
	const struct options *options = walk->task->options;

	if (!option_given(options, "pages") &&
	    (option_given(options, "since") || walk->page->forward))
		return 0;
	return (unsigned)option_count(options, "pages");
}

/* True if the walk goes on to page->next. */
static bool
goes_on(const struct walk *walk)
{
	const struct options *options = walk->task->options;
	unsigned most = pages_max(walk);

	return walk->page->next != NULL && page_reaches(walk->page, options) &&
	    (walk->fresh || walk->page->forward || walk->number + 1 <
	    (unsigned)option_count(options, "recheck")) &&
	    (most == 0 || walk->number + 1 < most);
}

/* Read this page next; takes the url. */
static void
go_to(struct walk *walk, char *url, unsigned number)
{
	free(walk->request.url);
	walk->request.url = url;
	fetch_free(walk->page_fetch);
	walk->page_fetch = NULL;
	walk->number = number;
	ask_page(walk);
}

static void
next_page(struct walk *walk)
{
	enum outcome outcome = walk->page->outcome;
	char why[FAULT_MAX], *url;
	unsigned number;

	if (sink_stopping(walk->all->sink))
		return;		/* the run ends: see walks_run() */
	if (goes_on(walk)) {
		url = walk->page->next;
		walk->page->next = NULL;
		go_to(walk, url, walk->number + 1);
		return;
	}
	if (outcome_is_good(outcome) &&
	    (url = backlog_take(&walk->backlog, &number)) != NULL) {
		go_to(walk, url, number);
		return;
	}
	/* What came before an empty page was not empty. */
	if (outcome == OUTCOME_EMPTY && walk->number > 0)
		outcome = OUTCOME_OK;
	if (outcome == OUTCOME_OK && (walk->page->forward ?
	    walk->written == 0 : walk->number == 0 && !walk->fresh))
		outcome = OUTCOME_NOT_MODIFIED;
	snprintf(why, sizeof(why), "%s", walk->page->why);
	end(walk, outcome, why);
}

/*
 * A run that is killed amid a page must find this page again, and one that
 * is killed after it the next: before any post of a page counts as seen, the
 * page itself is noted, and with its last post the one after it.
 */
static void
note_progress(struct walk *walk, bool done)
{
	struct state *state = sink_state(walk->all->sink);

	if (state == NULL || (!done && walk->number == 0))
		return;
	if (done && walk->page->mark != NULL)
		state_note_mark(state, walk->task->source->name,
		    walk->task->target, walk->page->mark, NULL);
	if (!done)
		backlog_note(&walk->backlog, state, walk->task,
		    walk->request.url, walk->number, NULL);
	else
		backlog_note(&walk->backlog, state, walk->task,
		    goes_on(walk) ? walk->page->next : NULL, walk->number + 1,
		    NULL);
}

/* The record itself, or what is mentioned in it. */
static int
write_one(struct walk *walk, json_t *record, struct news *news)
{
	struct walks *all = walk->all;

	if (option_given(walk->task->options, "discover"))
		return discover_emit(record, all->discovered, all->sink,
		    NULL);
	/* The same for all records of the page. */
	json_object_set(record, "evidence", walk->evidence);
	return sink_emit_looked(all->sink, record, news, NULL);
}

/* All media of the page are there: write its records. */
static void
write_page(void *owner)
{
	struct walk *walk = owner;
	struct walks *all = walk->all;
	unsigned long before = sink_written(all->sink);
	json_t *record;
	size_t i;

	json_decref(walk->evidence);
	walk->evidence = page_evidence(&walk->page_fetch->exchange);
	note_progress(walk, false);
	json_array_foreach(walk->page->records, i, record) {
		if (!page_is_since(record, walk->task->options))
			continue;
		if (write_one(walk, record, &walk->reading.news[i]) < 0)
			return;	/* the sink has stopped the run */
	}
	page_write_gone(walk->page, walk->numbers, walk->sample, all->sink,
	    NULL);
	shown_settle(walk->page, walk->task, all->sink, NULL);
	if (walk->number == 0)
		note_version(&walk->page_fetch->exchange,
		    sink_state(all->sink), NULL);
	note_progress(walk, true);
	walk->written += sink_written(all->sink) - before;
	next_page(walk);
}

/* True if the media of this record are to be fetched. */
static bool
wants_media(const void *owner, const json_t *record)
{
	const struct walk *walk = owner;
	const struct options *options = walk->task->options;

	return page_is_since(record, options) &&
	    !option_given(options, "no-media") &&
	    !option_given(options, "discover");
}

static void
ask_media(struct walk *walk)
{
	walk->media = (struct page_media){
		.fetcher = walk->all->fetcher,
		.keeper = walk->all->keeper,
		.options = walk->task->options,
		.page = walk->request.url,
		.named = walk->request.named,
		.obeys_robots = obeys_robots(walk->task),
		.done = write_page,
		.owner = walk
	};
	page_media_ask(&walk->media, walk->page->records, wants_media);
}

/* Sort out what is new on the page, before its photos are asked for. */
static int
sort_out(struct walk *walk, struct fault *f)
{
	struct state *state = sink_state(walk->all->sink);
	size_t count = json_array_size(walk->page->records);

	json_decref(walk->numbers);
	json_decref(walk->sample);
	walk->numbers = page_numbers(walk->page);
	walk->sample = json_incref(json_array_get(walk->page->records, 0));
	if (page_drop_known(walk->page, walk->reading.news, state, f) < 0)
		return -1;
	walk->fresh = count == 0 || json_array_size(walk->page->records) > 0;
	return 0;
}

/* The source has read the reply. */
static void
page_is_read(void *owner)
{
	struct walk *walk = owner;
	const struct page *page = walk->page;
	const struct exchange *x = &walk->page_fetch->exchange;
	struct fault f = { "" };

	if (!reading_is_wanted(walk->task, x))
		end(walk, x->outcome, x->why);
	else if (walk->reading.failed)
		end(walk, OUTCOME_UNREACHABLE, walk->reading.why.text);
	else if (page->outcome == OUTCOME_RATE_LIMITED && page->wait > 0 &&
	    fetcher_try_later(walk->all->fetcher, walk->page_fetch,
	    page->wait))
		walk->page_fetch = NULL;
	else if (sort_out(walk, &f) < 0)
		end(walk, OUTCOME_UNREACHABLE, f.text);
	else
		ask_media(walk);
}

static void
read_page(struct walk *walk)
{
	walk->reading.done = page_is_read;
	walk->reading.owner = walk;
	reader_add(walk->all->reader, &walk->reading, walk->task,
	    walk->request.url, walk->number, &walk->page_fetch->exchange);
}

static void
page_done(struct fetch *fetch, void *owner)
{
	struct walk *walk = owner;
	const struct exchange *x = &fetch->exchange;

	walk->page_fetch = fetch;
	walk->status = x->status;
	walk->pages += x->status != 0 ? 1 : 0;
	walk->fresh = false;
	if (x->outcome == OUTCOME_NOT_MODIFIED) {
		reading_close(&walk->reading);
		page_open(walk->page);
		walk->page->outcome = OUTCOME_NOT_MODIFIED;
		next_page(walk);
	} else if (!reading_is_wanted(walk->task, x))
		end(walk, x->outcome, x->why);
	else
		read_page(walk);
}

void
walk_begin(struct walks *all, const struct task *task)
{
	struct walk *walk = calloc(1, sizeof(*walk));
	struct fault f = { "" };

	if (walk == NULL) {
		sink_failed(all->sink, task->target, "out of memory");
		return;
	}
	walk->all = all;
	walk->page = &walk->reading.page;
	walk->task = task;
	clock_gettime(CLOCK_REALTIME, &walk->start);
	walk->next = all->first;
	if (all->first != NULL)
		all->first->previous = walk;
	all->first = walk;
	all->active++;
	if (first_request(&walk->request, &walk->backlog,
	    sink_state(all->sink), task, &f) == 0) {
		ask_page(walk);
		return;
	}
	tell(walk, OUTCOME_UNREACHABLE, f.text);
	walk_free(walk);
}
