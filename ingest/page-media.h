/* SPDX-License-Identifier: MIT */
/*
 * The media that the records of a page name by their addresses: fetched, and
 * kept in the store. What could not be has an "error" in its record; what
 * failed on this machine is told to the sink as well.
 */
#ifndef INGEST_PAGE_MEDIA_H
#define INGEST_PAGE_MEDIA_H

#include <jansson.h>
#include <stdbool.h>

#include "ingest/fetcher.h"
#include "ingest/keeper.h"
#include "ingest/sink.h"

/* Those of one page. Zero it, and set what stands above the line. */
struct page_media {
	struct fetcher *fetcher;
	struct background *keeper;
	struct sink *sink;
	const struct options *options;	/* of the target */
	const char *page;		/* its address */
	bool named;			/* the user gave the page's host */
	bool obeys_robots;
	void (*done)(void *owner);	/* all media are there, or failed */
	void *owner;

	/* Its own. */
	unsigned awaited;
	bool asking;
};

/*
 * Ask for the media of those records for which `wants` is true. done() is
 * called when all have come, here already if there are none to wait for.
 */
void page_media_ask(struct page_media *, const json_t *records,
    bool (*wants)(const void *owner, const json_t *record));

#endif
