/* SPDX-License-Identifier: MIT */
/*
 * One page of a walk (walk.h): asked for, read, its media fetched and kept,
 * and then written.
 */
#ifndef INGEST_VISIT_H
#define INGEST_VISIT_H

#include <jansson.h>
#include <stdbool.h>

#include "ingest/page-media.h"
#include "ingest/page-read.h"
#include "ingest/progression.h"
#include "ingest/walks.h"

enum visit_stage {
	VISIT_ASKED,
	VISIT_SORTED,	/* it is known what is new on it, and what follows */
	VISIT_READY	/* its media are safe, or it has failed */
};

/* Zero it and set the first members; it can be used for page after page. */
struct visit {
	struct walks *all;
	const struct task *task;
	const struct request *request;	/* how the first page was asked for */
	void (*further)(void *owner);	/* called at each new stage */
	void *owner;

	/* What came of it. */
	enum visit_stage stage;
	char *url;
	unsigned number;	/* of the page, from 0 */
	int status;		/* of HTTP, or 0 */
	struct page *page;
	bool fresh;		/* there is news on the page */
	bool unchanged;		/* since the last run, says the server */
	bool failed;		/* with this outcome: */
	enum outcome outcome;
	char why[FAULT_MAX];

	/* Its own. */
	struct fetch *fetch;	/* kept while its page is worked on */
	struct reading reading;
	json_t *numbers;	/* of all posts on the page */
	json_t *sample;		/* one of its records */
	json_t *evidence;	/* where its bytes came from */
	struct page_media media;
};

/* Begin with this page; takes the url. further() is not called in here. */
void visit_begin(struct visit *, char *url, unsigned number);

/* True if the walk goes on to page->next. From VISIT_SORTED on. */
bool visit_goes_on(const struct visit *);

/*
 * Write the records of a page that is ready. Returns how many; -1 if the sink
 * has stopped the run.
 */
long visit_write(struct visit *, const struct backlog *);

/*
 * Free what it holds, but for the page, which goes when the next has been
 * fetched: on the thread that made it.
 */
void visit_end(struct visit *);

/* Free all that is left. */
void visit_close(struct visit *);

#endif
