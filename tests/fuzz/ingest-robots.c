/* SPDX-License-Identifier: MIT */
/* robots.txt: the path that is asked for, a newline, and the file. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/robots.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *end = memchr(data, '\n', size);
	size_t length = end == NULL ? 0 : (size_t)(end - data);
	char *path = strndup((const char *)data, length);
	struct robots *robots = robots_parse((const char *)data + length,
	    size - length, "klad-ingest", NULL);

	robots_allow(robots, path);
	robots_free(robots);
	free(path);
	return 0;
}
