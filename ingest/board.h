/* SPDX-License-Identifier: MIT */
/*
 * Imageboards by their JSON: threads, catalogs and index pages in the shape
 * of 4chan (4chan-API, pages/) and of 2ch (wakaba's successors).
 */
#ifndef INGEST_BOARD_H
#define INGEST_BOARD_H

#include <stdbool.h>

#include "ingest/fetch.h"

#define BOARD_POSTS_MAX 20000	/* read of one page */

/* True if the reply looks like JSON. */
bool board_is_one(const struct reply *);

/*
 * Fill the page with the posts of the reply. images is where the pictures
 * are, or NULL: i.4cdn.org for a.4cdn.org, else the host of the page.
 * Returns 0, or -1 without memory.
 */
int board_read(const struct reply *, const char *images, struct page *);

#endif
