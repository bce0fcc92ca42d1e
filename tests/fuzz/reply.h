/* SPDX-License-Identifier: MIT */
/* What the fuzz targets of network sources share: a reply of any bytes. */
#ifndef FUZZ_REPLY_H
#define FUZZ_REPLY_H

#include <stdint.h>
#include <stdlib.h>

#include "ingest/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/*
 * Have the source parse the bytes as what came from this address. What comes
 * out can be written, and is never a post without id. Returns 0.
 */
static inline int
fuzz_reply(const char *name, const char *target, const char *url,
    const uint8_t *data, size_t size)
{
	const struct source *source = source_find(name);
	struct options options = { .entries = source->options };
	struct reply reply = {
		.target = target, .url = url, .final_url = url,
		.type = "text/html", .link = "", .status = 200,
		.bytes = (const char *)data, .length = size
	};
	struct page page;
	json_t *record;
	size_t i;

	if (page_open(&page) < 0)
		return 0;
	source->parse(&options, &reply, &page, NULL);
	json_array_foreach(page.records, i, record) {
		char *line = json_dumps(record, 0);

		if (line == NULL || json_object_get(record, "id") == NULL)
			abort();
		free(line);
	}
	page_close(&page);
	return 0;
}

#endif
