/* SPDX-License-Identifier: MIT */
#include "ingest/warc-file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

#include "wire/output.h"

#define GZIP (15 + 16)	/* zlib's windowBits for a gzip member */
#define SUFFIX ".warc.gz.open"
#define BLOCK ((size_t)64 * 1024)

int
warc_file_begin(struct warc_file *file, struct fault *f)
{
	char path[WARC_NAME_MAX + 8], when[32];
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(when, sizeof(when), "%Y%m%d%H%M%S", &tm);
	for (unsigned number = 0; number < 100000; number++) {
		snprintf(file->name, sizeof(file->name),
		    "klad-%s-%d-%05u.warc.gz", when, (int)getpid(), number);
		snprintf(path, sizeof(path), "%s.open", file->name);
		if (faccessat(file->folder, file->name, F_OK, 0) == 0)
			continue;
		file->fd = openat(file->folder, path,
		    O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (file->fd >= 0 || errno != EEXIST)
			break;
	}
	if (file->fd < 0 || flock(file->fd, LOCK_EX) < 0)
		return fault(f, "%s: %s", path, strerror(errno));
	file->size = 0;
	return 0;
}

int
warc_file_add(struct warc_file *file, const struct text *record,
    struct fault *f)
{
	z_stream z = { .next_in = (Bytef *)record->bytes };
	size_t size;
	Bytef *packed;
	int result = -1;

	if (record->failed || deflateInit2(&z, Z_DEFAULT_COMPRESSION,
	    Z_DEFLATED, GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return fault(f, "out of memory");
	size = deflateBound(&z, record->length);
	packed = malloc(size);
	z.avail_in = (uInt)record->length;
	z.next_out = packed;
	z.avail_out = (uInt)size;
	if (packed == NULL || deflate(&z, Z_FINISH) != Z_STREAM_END)
		fault(f, "out of memory");
	else if (output_all(file->fd, packed, z.total_out) < 0)
		fault(f, "%s: %s", file->name, strerror(errno));
	else
		result = 0;
	file->size += result == 0 ? (long long)z.total_out : 0;
	deflateEnd(&z);
	free(packed);
	return result;
}

int
warc_file_end(struct warc_file *file, struct fault *f)
{
	char path[WARC_NAME_MAX + 8];
	int result = 0;

	if (file->fd < 0)
		return 0;
	snprintf(path, sizeof(path), "%s.open", file->name);
	if (fdatasync(file->fd) < 0 || renameat(file->folder, path,
	    file->folder, file->name) < 0)
		result = fault(f, "%s: %s", path, strerror(errno));
	close(file->fd);
	file->fd = -1;
	return result;
}

/* Where the last whole member ends; -1 if the file cannot be read. */
static long long
whole(int fd, unsigned char *in, unsigned char *out)
{
	z_stream z = { .next_in = in };
	long long end = 0, at = 0;
	int got = Z_OK;
	ssize_t count = 0;

	if (inflateInit2(&z, GZIP) != Z_OK)
		return -1;
	while (got == Z_OK || got == Z_BUF_ERROR) {
		if (z.avail_in == 0) {
			count = pread(fd, in, BLOCK, at);
			if (count <= 0)
				break;
			at += count;
			z.next_in = in;
			z.avail_in = (uInt)count;
		}
		z.next_out = out;
		z.avail_out = (uInt)BLOCK;
		got = inflate(&z, Z_NO_FLUSH);
		if (got != Z_STREAM_END)
			continue;
		end = at - z.avail_in;
		got = inflateReset(&z);
	}
	inflateEnd(&z);
	return count < 0 ? -1 : end;
}

static int
cut(int fd, struct fault *f)
{
	unsigned char *in = malloc(2 * BLOCK);
	long long end = in == NULL ? -1 : whole(fd, in, in + BLOCK);

	free(in);
	return end < 0 || ftruncate(fd, end) < 0 ?
	    fault(f, "%s", strerror(errno)) : 0;
}

static int
repair_one(int folder, const char *path, struct fault *f)
{
	char name[NAME_MAX + 1];
	struct fault why = { "" };
	int result = 0;
	int fd = openat(folder, path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);

	/* Locked: another run is writing it. */
	if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) < 0) {
		if (fd >= 0)
			close(fd);
		return 0;
	}
	snprintf(name, sizeof(name), "%.*s",
	    (int)(strlen(path) - strlen(".open")), path);
	if (cut(fd, &why) < 0)
		result = fault(f, "%s: %s", path, why.text);
	else if (renameat(folder, path, folder, name) < 0)
		result = fault(f, "%s: %s", path, strerror(errno));
	close(fd);
	return result;
}

int
warc_file_repair(int folder, struct fault *f)
{
	int copy = dup(folder), result = 0;
	DIR *files = copy < 0 ? NULL : fdopendir(copy);
	const struct dirent *entry;

	if (files == NULL)
		return fault(f, "%s", strerror(errno));
	rewinddir(files);
	while (result == 0 && (entry = readdir(files)) != NULL) {
		size_t length = strlen(entry->d_name);

		if (length > strlen(SUFFIX) && strcmp(entry->d_name +
		    length - strlen(SUFFIX), SUFFIX) == 0)
			result = repair_one(folder, entry->d_name, f);
	}
	closedir(files);
	return result;
}
