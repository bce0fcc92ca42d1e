/* SPDX-License-Identifier: MIT */
/*
 * Which posts the newest page of a target showed in the run before, where
 * posts have no numbers that follow each other: by that a deleted one is
 * noticed. It does nothing without a state.
 */
#ifndef INGEST_SHOWN_H
#define INGEST_SHOWN_H

#include "ingest/fetch.h"
#include "ingest/sink.h"
#include "ingest/task.h"
#include "wire/fault.h"

/*
 * Write a record for each post that the page showed in the run before and
 * lacks now, above one that it still shows; then remember what it shows
 * (page->shown; nothing is done if that is NULL). Returns 0 or -1.
 */
int shown_settle(const struct page *, const struct task *, struct sink *,
    struct fault *);

#endif
