/* SPDX-License-Identifier: MIT */
#include "wire/output.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUFFER_SIZE (64 * 1024)

/*
 * Does the file end amid a line, as a run that was killed may leave it? It is
 * opened once more, since it need not be open for reading.
 */
static bool
is_amid_line(int fd)
{
	char path[32], last = '\n';
	struct stat st;
	int again;

	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size == 0)
		return false;
	if ((fcntl(fd, F_GETFL) & O_APPEND) == 0 &&
	    lseek(fd, 0, SEEK_CUR) != st.st_size)
		return false;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	again = open(path, O_RDONLY | O_CLOEXEC);
	if (again < 0)
		return false;
	if (pread(again, &last, 1, st.st_size - 1) < 0)
		last = '\n';
	close(again);
	return last != '\n';
}

int
output_open(struct output *out, int fd, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	out->fd = fd;
	out->size = BUFFER_SIZE;
	out->buffer = malloc(out->size);
	if (out->buffer == NULL)
		return fault(f, "out of memory");
	return is_amid_line(fd) ? output_bytes(out, "\n", 1, f) : 0;
}

void
output_close(struct output *out)
{
	free(out->buffer);
	out->buffer = NULL;
	out->used = 0;
}

int
output_all(int fd, const void *bytes, size_t length)
{
	const char *from = bytes;

	while (length > 0) {
		ssize_t wrote = write(fd, from, length);

		if (wrote >= 0) {
			from += wrote;
			length -= (size_t)wrote;
		} else if (errno == EAGAIN) {
			struct pollfd ready = { fd, POLLOUT, 0 };

			poll(&ready, 1, -1);
		} else if (errno != EINTR) {
			return -1;
		}
	}
	return 0;
}

static int
write_all(struct output *out, const char *bytes, size_t length,
    struct fault *f)
{
	if (output_all(out->fd, bytes, length) == 0)
		return 0;
	out->closed = errno == EPIPE;
	return fault(f, "%swrite: %s",
	    out->fd == STDOUT_FILENO ? "stdout: " : "", strerror(errno));
}

int
output_flush(struct output *out, struct fault *f)
{
	size_t used = out->used;

	out->used = 0;
	return write_all(out, out->buffer, used, f);
}

int
output_bytes(struct output *out, const char *bytes, size_t length,
    struct fault *f)
{
	if (length == 0)
		return 0;
	if (length > out->size - out->used && output_flush(out, f) < 0)
		return -1;
	if (length > out->size)
		return write_all(out, bytes, length, f);
	memcpy(out->buffer + out->used, bytes, length);
	out->used += length;
	return 0;
}

int
output_line(struct output *out, const char *bytes, size_t length,
    struct fault *f)
{
	if (output_bytes(out, bytes, length, f) < 0)
		return -1;
	return output_bytes(out, "\n", 1, f);
}
