/* SPDX-License-Identifier: MIT */
#include "ingest/visit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/discover.h"
#include "ingest/shown.h"

static void
reach(struct visit *visit, enum visit_stage stage)
{
	visit->stage = stage;
	visit->further(visit->owner);
}

static void
set_failed(struct visit *visit, enum outcome outcome, const char *why)
{
	visit->failed = true;
	visit->outcome = outcome;
	snprintf(visit->why, sizeof(visit->why), "%s", why);
}

static void
fail(struct visit *visit, enum outcome outcome, const char *why)
{
	set_failed(visit, outcome, why);
	reach(visit, VISIT_READY);
}

static bool
obeys_robots(const struct task *task)
{
	return task->source->wants_robots &&
	    !option_given(task->options, "ignore-robots");
}

/* How many pages may be read in all; 0: no limit. */
static unsigned
pages_max(const struct visit *visit)
{
	const struct options *options = visit->task->options;

	if (!option_given(options, "pages") &&
	    (option_given(options, "since") || visit->page->forward))
		return 0;
	return (unsigned)option_count(options, "pages");
}

bool
visit_goes_on(const struct visit *visit)
{
	const struct options *options = visit->task->options;
	const struct page *page = visit->page;
	unsigned most = pages_max(visit);

	return page->next != NULL && page_reaches(page, options) &&
	    (visit->fresh || page->forward || visit->number + 1 <
	    (unsigned)option_count(options, "recheck")) &&
	    (most == 0 || visit->number + 1 < most);
}

/* ---- writing --------------------------------------------------------- */

/*
 * A run that is killed amid a page must find this page again, and one that
 * is killed after it the next: before any post of a page counts as seen, the
 * page itself is noted, and with its last post the one after it. With it: a
 * page whose posts were all seen would be where the next run stops.
 */
static void
note_progress(const struct visit *visit, const struct backlog *backlog,
    bool done)
{
	struct state *state = walk_state(visit->all, visit->task);
	const struct task *task = visit->task;
	const struct page *page = visit->page;

	if (state == NULL)
		return;
	if (!done) {
		/* The first page is read in any case. */
		if (visit->number > 0)
			backlog_note(backlog, state, task, visit->url,
			    visit->number, NULL);
		return;
	}
	if (page->mark != NULL)
		state_note_mark(state, task->source->name, task->target,
		    page->mark, NULL);
	/* What was not understood is to be looked at again, and named. */
	if (visit->number == 0 && page->outcome == OUTCOME_OK)
		note_version(&visit->fetch->exchange, state, NULL);
	backlog_note(backlog, state, task, visit_goes_on(visit) ? page->next :
	    NULL, visit->number + 1, NULL);
}

/* The record itself, or what is mentioned in it. */
static int
write_one(const struct visit *visit, json_t *record, struct news *news)
{
	struct walks *all = visit->all;

	if (option_given(visit->task->options, "discover"))
		return discover_emit(record, all->discovered, all->sink,
		    NULL);
	/* The same for all records of the page. */
	json_object_set(record, "evidence", visit->evidence);
	return sink_emit_looked(all->sink, record, news, NULL);
}

/* Something else may have given the post since the page was sorted out. */
static bool
is_wanted(const struct visit *visit, size_t i)
{
	const json_t *record = json_array_get(visit->page->records, i);
	struct state *state = walk_state(visit->all, visit->task);
	struct news news = visit->reading.news[i];

	return page_is_since(record, visit->task->options) &&
	    (state == NULL || state_look_again(state, record, &news, NULL) <
	    0 || news.kind != NEWS_SAME);
}

/* How many records from the first on end with the last one to be written. */
static size_t
count_wanted(const struct visit *visit)
{
	size_t count = json_array_size(visit->page->records);

	while (count > 0 && !is_wanted(visit, count - 1))
		count--;
	return count;
}

long
visit_write(struct visit *visit, const struct backlog *backlog)
{
	struct sink *sink = visit->all->sink;
	const struct task *task = visit->task;
	struct state *state = walk_state(visit->all, task);
	unsigned long before = sink_written(sink);
	size_t count = count_wanted(visit);

	visit->evidence = page_evidence(&visit->fetch->exchange);
	note_progress(visit, backlog, false);
	/* What was not understood may be the post that seems to be gone. */
	if (state != NULL && outcome_is_good(visit->page->outcome)) {
		page_write_gone(visit->page, visit->numbers, visit->sample,
		    sink, NULL);
		shown_settle(visit->page, task, sink, NULL);
	}
	for (size_t i = 0; i < count; i++) {
		json_t *record = json_array_get(visit->page->records, i);

		/* Any record may be followed by a flush, this one too. */
		if (i == count - 1)
			note_progress(visit, backlog, true);
		if (page_is_since(record, task->options) && write_one(visit,
		    record, &visit->reading.news[i]) < 0)
			return -1;
	}
	if (count == 0)
		note_progress(visit, backlog, true);
	return (long)(sink_written(sink) - before);
}

/* ---- getting there ---------------------------------------------------- */

static void
media_are_there(void *owner)
{
	reach(owner, VISIT_READY);
}

/* True if the media of this record are to be fetched. */
static bool
wants_media(const void *owner, const json_t *record)
{
	const struct visit *visit = owner;
	const struct options *options = visit->task->options;

	return page_is_since(record, options) &&
	    !option_given(options, "no-media") &&
	    !option_given(options, "discover");
}

static void
ask_media(struct visit *visit)
{
	visit->media = (struct page_media){
		.fetcher = visit->all->fetcher,
		.keeper = visit->all->keeper,
		.sink = visit->all->sink,
		.options = visit->task->options,
		.page = visit->url,
		.named = visit->request->named,
		.obeys_robots = obeys_robots(visit->task),
		.done = media_are_there,
		.owner = visit
	};
	page_media_ask(&visit->media, visit->page->records, wants_media);
}

/* Sort out what is new on the page, before its photos are asked for. */
static int
sort_out(struct visit *visit, struct fault *f)
{
	struct page *page = visit->page;
	size_t count = json_array_size(page->records);

	visit->numbers = page_numbers(page);
	visit->sample = json_incref(json_array_get(page->records, 0));
	if (page_drop_known(page, visit->reading.news,
	    walk_state(visit->all, visit->task), f) < 0)
		return -1;
	visit->fresh = count == 0 || json_array_size(page->records) > 0;
	return 0;
}

/* The source has read the reply. */
static void
page_is_read(void *owner)
{
	struct visit *visit = owner;
	const struct page *page = visit->page;
	struct exchange *x = &visit->fetch->exchange;
	struct fault f = { "" };

	text_free(&x->wire);
	if (!reading_is_wanted(visit->task, x)) {
		fail(visit, x->outcome, x->why);
	} else if (visit->reading.failed) {
		fail(visit, OUTCOME_UNREACHABLE, visit->reading.why.text);
	} else if (page->outcome == OUTCOME_RATE_LIMITED && page->wait > 0 &&
	    fetcher_try_later(visit->all->fetcher, visit->fetch,
	    page->wait)) {
		visit->fetch = NULL;
	} else if (sort_out(visit, &f) < 0) {
		fail(visit, OUTCOME_UNREACHABLE, f.text);
	} else {
		reach(visit, VISIT_SORTED);
		ask_media(visit);
	}
}

static void
page_has_come(struct fetch *fetch, void *owner)
{
	struct visit *visit = owner;
	struct exchange *x = &fetch->exchange;

	visit->fetch = fetch;
	visit->status = x->status;
	if (x->outcome == OUTCOME_NOT_MODIFIED) {
		reading_close(&visit->reading);
		page_open(visit->page);
		visit->page->outcome = OUTCOME_NOT_MODIFIED;
		visit->unchanged = true;
		reach(visit, VISIT_READY);
	} else if (!reading_is_wanted(visit->task, x)) {
		fail(visit, x->outcome, x->why);
	} else {
		visit->reading.done = page_is_read;
		visit->reading.owner = visit;
		reader_add(visit->all->reader, &visit->reading, visit->task,
		    visit->url, visit->number, x);
	}
}

static struct fetch *
make_fetch(struct visit *visit)
{
	const struct request *request = visit->request;
	const struct task *task = visit->task;
	struct fetch *fetch = calloc(1, sizeof(*fetch));
	struct exchange *x;

	if (fetch == NULL)
		return NULL;
	x = &fetch->exchange;
	x->url = strdup(visit->url);
	if (request->accept != NULL)
		x->accept = strdup(request->accept);
	if (request->secret != NULL)
		x->secret = strdup(request->secret);
	x->named = request->named;
	x->source = task->source->name;
	x->target = task->target;
	x->asked = visit->url;
	x->max = option_bytes(task->options, "max-page-bytes");
	x->wants_digest = true;
	fetch->rate = task->source->rate;
	fetch->obeys_robots = obeys_robots(task);
	fetch->done = page_has_come;
	fetch->owner = visit;
	return fetch;
}

void
visit_begin(struct visit *visit, char *url, unsigned number)
{
	struct fetch *fetch;

	visit->stage = VISIT_ASKED;
	visit->url = url;
	visit->number = number;
	visit->status = 0;
	visit->page = &visit->reading.page;
	visit->fresh = visit->unchanged = visit->failed = false;
	fetch = url == NULL ? NULL : make_fetch(visit);
	if (fetch == NULL) {
		set_failed(visit, OUTCOME_UNREACHABLE, "out of memory");
		visit->stage = VISIT_READY;
		return;
	}
	/* What has not changed does not say what is on the pages after it. */
	if (number == 0 && option_count(visit->task->options, "recheck") <= 1)
		ask_if_changed(&fetch->exchange, walk_state(visit->all,
		    visit->task), NULL);
	fetcher_add(visit->all->fetcher, fetch);
}

void
visit_end(struct visit *visit)
{
	if (visit->fetch != NULL)
		fetch_free(visit->fetch);
	visit->fetch = NULL;
	json_decref(visit->numbers);
	json_decref(visit->sample);
	json_decref(visit->evidence);
	visit->numbers = visit->sample = visit->evidence = NULL;
	free(visit->url);
	visit->url = NULL;
}

void
visit_close(struct visit *visit)
{
	visit_end(visit);
	if (visit->all != NULL && visit->all->reader != NULL)
		reader_free(visit->all->reader, &visit->reading);
	else
		reading_close(&visit->reading);
}
