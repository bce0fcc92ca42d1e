/* SPDX-License-Identifier: MIT */
/*
 * A walk: one target of a network source, from its first page backwards. A
 * page is fetched and parsed, then the media of its posts, and when all of
 * them are kept its records are written. A few pages are under way at once,
 * and are written in their order.
 */
#ifndef INGEST_WALK_H
#define INGEST_WALK_H

#include "ingest/walks.h"

/* Begin one. It ends by itself, with an event, and frees itself then. */
void walk_begin(struct walks *, const struct task *);

/* Drop one that has not ended. */
void walk_free(struct walk *);

#endif
