/* SPDX-License-Identifier: MIT */
/* Replies to the source mastodon: any bytes. */
#include <stdint.h>

#include "ingest/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct source *source = source_find("mastodon");
	struct options options = { .entries = source->options };
	struct reply reply = {
		.target = "example.org", .url = "https://example.org/b/1",
		.final_url = "https://example.org/b/1", .type = "text/html",
		.link = "", .status = 200, .bytes = (const char *)data,
		.length = size
	};
	struct page page;
	struct fault f;

	if (page_open(&page) < 0)
		return 0;
	source->parse(&options, &reply, &page, &f);
	page_close(&page);
	return 0;
}
