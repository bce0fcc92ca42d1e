/* SPDX-License-Identifier: MIT */
/* Lines of other tools: any bytes, as a file whose records nobody reads. */
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ingest/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct source *source = source_find("lines");
	struct options options = { .entries = source->options };
	struct signals signals = { .fd = -1 };
	struct run run = {
		.options = &options,
		.sink = sink_open(&signals, PROGRESS_NEVER, NULL, NULL)
	};
	int fd = memfd_create("lines", 0);
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (run.sink != NULL && write(fd, data, size) == (ssize_t)size)
		source->run(&run, path, NULL);
	close(fd);
	if (run.sink != NULL)
		sink_close(run.sink);
	return 0;
}
