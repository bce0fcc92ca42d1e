/* SPDX-License-Identifier: MIT */
/* Preview pages of Telegram: any bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct source *source = source_find("telegram");
	struct options options = { .entries = source->options };
	struct reply reply = {
		.target = "klad_demo_shop",
		.url = "https://t.me/s/klad_demo_shop?before=900",
		.final_url = "https://t.me/s/klad_demo_shop?before=900",
		.type = "text/html", .link = "", .status = 200,
		.bytes = (const char *)data, .length = size
	};
	struct page page;
	json_t *record;
	size_t i;

	page_open(&page);
	source->parse(&options, &reply, &page, NULL);
	/* What comes out can be written, and is never a post without id. */
	json_array_foreach(page.records, i, record) {
		char *line = json_dumps(record, 0);

		if (line == NULL || json_object_get(record, "id") == NULL)
			abort();
		free(line);
	}
	page_close(&page);
	return 0;
}
