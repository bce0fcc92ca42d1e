/* SPDX-License-Identifier: MIT */
/* WARC files: any bytes. */
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ingest/warc-read.h"

#define BLOCK_MAX 65536

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct warc_record record = { .block.bytes = NULL };
	struct warc_reader *reader;
	char path[64];
	int fd = memfd_create("warc", 0);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		return 0;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	reader = warc_read_open(path, NULL);
	while (reader != NULL && warc_read_next(reader, &record, BLOCK_MAX,
	    NULL) > 0)
		continue;
	warc_read_close(reader);
	text_free(&record.block);
	close(fd);
	return 0;
}
