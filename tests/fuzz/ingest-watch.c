/* SPDX-License-Identifier: MIT */
/* Watch lists: any bytes. */
#include <stdint.h>

#include "ingest/watch.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct watch watch;
	struct fault f;

	if (watch_parse(&watch, (const char *)data, size, "list", NULL,
	    &f) == 0)
		watch_close(&watch);
	return 0;
}
