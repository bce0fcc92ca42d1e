/* SPDX-License-Identifier: MIT */
#include "ingest/walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ingest/clock.h"
#include "ingest/visit.h"

/*
 * So many pages are under way at once. While photos of one are fetched and the
 * disk is waited for, the next are; they are written in their order.
 */
#define VISITS_MAX 2

struct walk {
	struct walks *all;
	const struct task *task;
	struct request request;	/* the first */
	struct visit visits[VISITS_MAX]; /* a ring: so many, from here on */
	unsigned begin, count;
	unsigned long written;	/* records so far */
	unsigned pages;		/* that came back */
	int status;		/* of HTTP, the last */
	time_t start;
	double began;		/* by the clock that nobody sets */
	enum outcome doubt;	/* of a page that others followed, or OK */
	char why[FAULT_MAX];
	struct backlog backlog;	/* pages that earlier runs did not reach */
	struct walk *previous, *next;
};

void
walk_free(struct walk *walk)
{
	for (unsigned i = 0; i < VISITS_MAX; i++)
		visit_close(&walk->visits[i]);
	backlog_close(&walk->backlog);
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
tell(const struct walk *walk, const char *url, enum outcome outcome,
    const char *why)
{
	struct walks *all = walk->all;
	struct fault f = { "" };
	struct event event = {
		.source = walk->task->source->name,
		.target = walk->task->target,
		.url = url,
		.outcome = outcome,
		.why = why,
		.status = walk->status,
		.start = walk->start,
		.seconds = clock_now() - walk->began,
		.pages = walk->pages,
		.records = walk->written
	};

	if (events_write(all->events, &event, &f) < 0)
		sink_failed(all->sink, "--events", f.text);
	if (!outcome_is_good(outcome)) {
		fault(&f, "%s: %s", outcome_name(outcome), why);
		sink_failed(all->sink, walk->task->target, f.text);
	}
}

static void
end(struct walk *walk, const char *url, enum outcome outcome, const char *why)
{
	struct walks *all = walk->all;

	tell(walk, url, outcome, why);
	walk_free(walk);
	walks_begin_more(all);
}

static struct visit *
visit_at(struct walk *walk, unsigned place)
{
	return &walk->visits[(walk->begin + place) % VISITS_MAX];
}

static void further(void *owner);

/* Visit this page after the others; takes the url. */
static void
visit(struct walk *walk, char *url, unsigned number)
{
	struct visit *one = visit_at(walk, walk->count++);

	one->all = walk->all;
	one->task = walk->task;
	one->request = &walk->request;
	one->further = further;
	one->owner = walk;
	visit_begin(one, url, number);
}

/* Visit what follows the last page, if that is known and there is room. */
static void
go_ahead(struct walk *walk)
{
	const struct visit *last = visit_at(walk, walk->count - 1);

	if (last->stage != VISIT_ASKED && !last->failed &&
	    walk->count < VISITS_MAX && visit_goes_on(last))
		visit(walk, strdup(last->page->next), last->number + 1);
}

/* The last page is written, and nothing follows. */
static void
end_well(struct walk *walk, const struct visit *last)
{
	const struct page *page = last->page;
	enum outcome outcome = page->outcome;

	if (outcome_is_good(outcome) && walk->doubt != OUTCOME_OK) {
		end(walk, last->url, walk->doubt, walk->why);
		return;
	}

	/* What came before an empty page was not empty. */
	if (outcome == OUTCOME_EMPTY && last->number > 0)
		outcome = OUTCOME_OK;
	if (outcome == OUTCOME_OK && (page->forward ? walk->written == 0 :
	    last->number == 0 && !last->fresh))
		outcome = OUTCOME_NOT_MODIFIED;
	end(walk, last->url, outcome, page->why);
}

/* What a page had that was not understood is told at the end. */
static void
note_doubt(struct walk *walk, const struct visit *visit)
{
	if (outcome_is_good(visit->page->outcome) || walk->doubt != OUTCOME_OK)
		return;
	walk->doubt = visit->page->outcome;
	snprintf(walk->why, sizeof(walk->why), "%s", visit->page->why);
}

/* A page further on that is no more is told once, and not asked for again. */
static void
forget_gone(const struct walk *walk, const struct visit *visit)
{
	struct state *state = walk_state(walk->all, walk->task);

	if (state != NULL && visit->number > 0 &&
	    visit->outcome == OUTCOME_GONE)
		backlog_note(&walk->backlog, state, walk->task, NULL, 0, NULL);
}

/*
 * Write the first page, which is ready, and let it go. False: the walk has
 * ended, or the run ends (see walks_run()).
 */
static bool
write_first(struct walk *walk)
{
	struct visit *first = visit_at(walk, 0);
	unsigned number;
	char *url = NULL;
	long count;

	walk->status = first->status;
	walk->pages += first->status != 0 ? 1 : 0;
	if (first->failed) {
		forget_gone(walk, first);
		end(walk, first->url, first->outcome, first->why);
		return false;
	}
	count = first->unchanged ? 0 : visit_write(first, &walk->backlog);
	if (count < 0 || sink_stopping(walk->all->sink))
		return false;
	walk->written += (unsigned long)count;
	if (walk->count == 1 && outcome_is_good(first->page->outcome))
		url = backlog_take(&walk->backlog, &number);
	if (url != NULL)
		visit(walk, url, number);
	if (walk->count == 1) {
		end_well(walk, first);
		return false;
	}
	note_doubt(walk, first);
	visit_end(first);
	walk->begin = (walk->begin + 1) % VISITS_MAX;
	walk->count--;
	return true;
}

/* A visit has reached a new stage. */
static void
further(void *owner)
{
	struct walk *walk = owner;

	do
		go_ahead(walk);
	while (visit_at(walk, 0)->stage == VISIT_READY && write_first(walk));
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
	walk->task = task;
	walk->start = time(NULL);
	walk->began = clock_now();
	walk->next = all->first;
	if (all->first != NULL)
		all->first->previous = walk;
	all->first = walk;
	all->active++;
	if (first_request(&walk->request, &walk->backlog,
	    walk_state(all, task), task, &f) == 0) {
		visit(walk, strdup(walk->request.url), 0);
		further(walk);
		return;
	}
	tell(walk, walk->request.url, OUTCOME_UNREACHABLE, f.text);
	walk_free(walk);
}
