/* SPDX-License-Identifier: MIT */
/*
 * feed URL...: RSS 2.0, RSS 1.0, Atom and JSON Feed. XML is read without
 * DTDs and entities; one that declares entities is refused.
 */
#include <string.h>

#include "ingest/feed-items.h"
#include "ingest/source.h"
#include "wire/line.h"

static const struct option_entry options_feed[] = {
	OPTIONS_PAGES,
	{ .name = NULL }
};

static int
begin(const struct options *options, const char *target, const char *mark,
    struct request *request, struct fault *f)
{
	(void)options;
	(void)mark;
	return request_address(request, target, "application/atom+xml, "
	    "application/rss+xml, application/feed+json, "
	    "application/xml;q=0.9, */*;q=0.5", f);
}

static int
parse(const struct options *options, const struct reply *reply,
    struct page *page, struct fault *f)
{
	struct reply bare = *reply;
	int result;

	(void)options;
	/* Blanks and marks come before feeds that are pasted together. */
	while (bare.length > 0 && bare.bytes[0] != '\0' &&
	    strchr(" \t\r\n" LINE_MARK, bare.bytes[0]) != NULL) {
		bare.bytes++;
		bare.length--;
	}
	if (bare.length > 0 && bare.bytes[0] == '{')
		result = feed_read_json(&bare, page);
	else
		result = feed_read_xml(&bare, page);
	return result < 0 ? fault(f, "out of memory") : 0;
}

const struct source source_feed = {
	.name = "feed",
	.synopsis = "URL...",
	.summary = "RSS, Atom and JSON Feed",
	.options = options_feed,
	.begin = begin,
	.parse = parse,
	.rate = 1,
};
