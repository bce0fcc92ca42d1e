/* SPDX-License-Identifier: MIT */
/* The source warc, from a file of any bytes to records. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ingest/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* The store stays empty: any picture is too large for it. */
static int
run_source(const char *path)
{
	const struct source *source = source_find("warc");
	struct options options = { .entries = source->options };
	struct signals signals = { .fd = -1 };
	char folder[] = "/tmp/klad-fuzz-XXXXXX";
	struct run run = { .options = &options };

	if (mkdtemp(folder) == NULL)
		return -1;
	run.media = media_open(folder, 0, NULL);
	run.sink = sink_open(&signals, PROGRESS_NEVER, NULL, NULL);
	if (run.media != NULL && run.sink != NULL)
		source->run(&run, path, NULL);
	if (run.sink != NULL)
		sink_close(run.sink);
	media_close(run.media);
	return rmdir(folder);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[64];
	int fd = memfd_create("warc", 0);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		return 0;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (run_source(path) < 0)
		abort();
	close(fd);
	return 0;
}
