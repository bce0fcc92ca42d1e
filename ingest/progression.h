/* SPDX-License-Identifier: MIT */
/*
 * What a run remembers of each target between runs, over state.h: which
 * posts of a page are new, which are gone, and which pages a walk that was
 * cut short still had before it. All of it does nothing without a state.
 *
 * A walk stops at the first page without news. If an earlier one was killed
 * half-way, what lies below that page was never read; so the address of the
 * page to go on with is noted before each page's posts are, and a later run
 * takes it up after its own walk.
 */
#ifndef INGEST_PROGRESSION_H
#define INGEST_PROGRESSION_H

#include <jansson.h>
#include <stdbool.h>

#include "ingest/fetch.h"
#include "ingest/http.h"
#include "ingest/sink.h"
#include "ingest/state.h"
#include "ingest/task.h"

/* Pages that are still to be read: lines of "NUMBER URL", or "". */
struct backlog {
	char *lines;
};

/*
 * The first request of a target, from where an earlier run left a mark, and
 * the pages that it left. Returns 0, or -1 with the reason.
 */
int first_request(struct request *, struct backlog *, struct state *,
    const struct task *, struct fault *);

/* Take the first page out; its URL is to be freed. NULL if there is none. */
char *backlog_take(struct backlog *, unsigned *number);

/* Note the backlog, with this page (unless NULL) before the others. */
int backlog_note(const struct backlog *, struct state *,
    const struct task *, const char *url, unsigned number, struct fault *);

void backlog_close(struct backlog *);

/*
 * Take the posts that are known and unchanged out of the page. Of each that
 * is left, news tells what the state says: it comes with the content of each
 * record, and may be NULL without a state. Returns 0, or -1 with the reason.
 */
int page_drop_known(struct page *, struct news *, struct state *,
    struct fault *);

/*
 * Write a record for each post that was seen between page->first and ->last
 * and is in neither `numbers` nor page->others. sample is any record of the
 * channel. Returns how many, or -1.
 */
int page_write_gone(const struct page *, const json_t *numbers,
    const json_t *sample, struct sink *, struct fault *);

/* The numbers of the page's records, as an array; NULL without memory. */
json_t *page_numbers(const struct page *);

/* Ask for it only if it changed since the last time. */
int ask_if_changed(struct exchange *, struct state *, struct fault *);

/* Note what the reply says of its version. */
int note_version(const struct exchange *, struct state *, struct fault *);

#endif
