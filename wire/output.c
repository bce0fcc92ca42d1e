/* SPDX-License-Identifier: MIT */
#include "wire/output.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_SIZE (64 * 1024)

int
output_open(struct output *out, int fd, struct fault *f)
{
	memset(out, 0, sizeof(*out));
	out->fd = fd;
	out->size = BUFFER_SIZE;
	out->buffer = malloc(out->size);
	if (out->buffer == NULL)
		return fault(f, "out of memory");
	return 0;
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
