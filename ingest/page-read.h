/* SPDX-License-Identifier: MIT */
/* A page made of what came back, and what its posts are asked about. */
#ifndef INGEST_PAGE_READ_H
#define INGEST_PAGE_READ_H

#include <jansson.h>
#include <stdbool.h>

#include "ingest/fetch.h"
#include "ingest/http.h"
#include "ingest/task.h"

/*
 * Have the task's source read a reply into the page; what was in that is
 * freed. url is what was asked for, number counts the pages of the walk.
 * Returns 0, or -1 without memory.
 */
int page_read(struct page *, const struct task *, const char *url,
    unsigned number, const struct exchange *, struct fault *);

/* Where the page's bytes came from, for each record of it; a new object. */
json_t *page_evidence(const struct exchange *);

/* True if the post is not older than --since. */
bool page_is_since(const json_t *record, const struct options *);

/* True if posts of the page still reach that date, or it has no posts. */
bool page_reaches(const struct page *, const struct options *);

#endif
