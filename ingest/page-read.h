/* SPDX-License-Identifier: MIT */
/* A page made of what came back, and what its posts are asked about. */
#ifndef INGEST_PAGE_READ_H
#define INGEST_PAGE_READ_H

#include <jansson.h>
#include <stdbool.h>

#include "ingest/background.h"
#include "ingest/fetch.h"
#include "ingest/http.h"
#include "ingest/state.h"
#include "ingest/task.h"

/* A reply to be read in the background. */
struct reading {
	struct job job;		/* the reader's own */
	const struct task *task;
	struct exchange *exchange;
	struct reply reply;
	char *type, *link;	/* of the reply */
	void (*done)(void *owner);
	void *owner;

	/* What came of it, once done() is called; reading_close(). */
	struct page page;
	struct news *news;	/* of each record; only "content" is set */
	bool failed;		/* for this reason: */
	struct fault why;
};

/* Start a reader: see background.h. */
struct background *reader_open(struct fault *);

/* Finish what was given, without its done(), and free it. */
void reader_close(struct background *);

/* True if the source reads a reply like this. */
bool reading_is_wanted(const struct task *, const struct exchange *);

/*
 * Have the exchange decoded, and what is wanted of it read into reading->page
 * by the task's source. url is what was asked for, number counts the pages of
 * the walk; these and the exchange must live until done(owner) is called, in
 * background_collect(). What was read before is freed first, in the
 * background, too: the reading must have been zeroed or used.
 */
void reader_add(struct background *, struct reading *,
    const struct task *, const char *url, unsigned number,
    struct exchange *);

/*
 * Have what came of it freed in the background, and forget it: where one
 * thread frees what another took, both wait for each other.
 */
void reader_free(struct background *, struct reading *);

/* Free what came of it at once, and forget it. */
void reading_close(struct reading *);

/* Where the page's bytes came from, for each record of it; a new object. */
json_t *page_evidence(const struct exchange *);

/* True if the post is not older than --since. */
bool page_is_since(const json_t *record, const struct options *);

/* True if posts of the page still reach that date, or it has no posts. */
bool page_reaches(const struct page *, const struct options *);

#endif
