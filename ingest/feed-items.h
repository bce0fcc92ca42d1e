/* SPDX-License-Identifier: MIT */
/* The items of a feed as records. */
#ifndef INGEST_FEED_ITEMS_H
#define INGEST_FEED_ITEMS_H

#include "ingest/fetch.h"

#define FEED_ITEMS_MAX 10000	/* read of one feed */

/* What a feed says of itself. */
struct feed {
	const struct reply *reply;
	char *title;
	char *base;	/* XML: that addresses are meant from */
};

/* One item; strings are "" or NULL where it has none. */
struct feed_item {
	const char *guid, *link, *title, *author;
	const char *published, *updated;	/* as written */
	const char *content;	/* HTML, or plain text */
	const char *base;	/* that addresses are meant from */
};

/*
 * Make the record of an item, without media but those in its content. Its
 * identity is the guid, else the link, else a digest of title and date.
 * NULL without memory.
 */
json_t *feed_record(const struct feed *, const struct feed_item *);

/*
 * Put the record of an item on the page, taking it; one that neither says nor
 * shows anything, nor leads anywhere, is dropped. Returns 0 or -1.
 */
int feed_keep(struct page *, json_t *record);

/* Fill the page from a reply. Return 0, or -1 without memory. */
int feed_read_xml(const struct reply *, struct page *);
int feed_read_json(const struct reply *, struct page *);

#endif
