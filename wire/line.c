/* SPDX-License-Identifier: MIT */
#include "wire/line.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_SIZE (64 * 1024)	/* a pipe's usual capacity */

int
lines_open(struct lines *in, int fd, size_t ceiling, struct fault *f)
{
	memset(in, 0, sizeof(*in));
	in->fd = fd;
	in->ceiling = ceiling;
	in->size = ceiling < FIRST_SIZE ? ceiling + 1 : FIRST_SIZE;
	in->buffer = malloc(in->size);
	if (in->buffer == NULL)
		return fault(f, "out of memory");
	return 0;
}

void
lines_close(struct lines *in)
{
	free(in->buffer);
	in->buffer = NULL;
}

/* Give length bytes as a line, and go on after them and `skip` more. */
static int
give(struct lines *in, struct line *line, size_t length, size_t skip)
{
	bool last = skip == 1 || in->ended;
	const char *bytes = in->buffer + in->start;
	size_t mark = in->taken == 0 ? line_mark(bytes, length) : 0;

	if (!in->inside)
		in->number++;
	line->bytes = bytes + mark;
	line->length = length - mark;
	line->number = in->number;
	line->offset = in->taken;
	line->kind = last ? LINE_LAST_PIECE : LINE_PIECE;
	if (last && !in->inside && length <= in->ceiling)
		line->kind = LINE_WHOLE;
	in->inside = !last;
	in->start += length + skip;
	in->taken += length + skip;
	in->scanned = in->start;
	return 1;
}

int
lines_take(struct lines *in, struct line *line)
{
	const char *newline = memchr(in->buffer + in->scanned, '\n',
	    in->end - in->scanned);
	size_t held = in->end - in->start;

	if (newline != NULL)
		return give(in, line,
		    (size_t)(newline - (in->buffer + in->start)), 1);
	in->scanned = in->end;
	if (in->ended && (held > 0 || in->inside))
		return give(in, line, held, 0);
	if (held > in->ceiling)
		return give(in, line, held, 0);
	return 0;
}

/* Make room to read into: move the bytes held to the front, or grow. */
static int
make_room(struct lines *in, struct fault *f)
{
	size_t held = in->end - in->start, size;
	char *buffer;

	if (in->start > 0) {
		memmove(in->buffer, in->buffer + in->start, held);
		in->scanned -= in->start;
		in->start = 0;
		in->end = held;
	}
	if (in->end < in->size)
		return 0;
	size = in->size * 2;
	if (size > in->ceiling + 1)
		size = in->ceiling + 1;
	buffer = realloc(in->buffer, size);
	if (buffer == NULL)
		return fault(f, "out of memory");
	in->buffer = buffer;
	in->size = size;
	return 0;
}

int
lines_fill(struct lines *in, struct fault *f)
{
	ssize_t got;

	if (make_room(in, f) < 0)
		return -1;
	got = read(in->fd, in->buffer + in->end, in->size - in->end);
	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return 0;
	if (got < 0)
		return fault(f, "%sread: %s",
		    in->fd == STDIN_FILENO ? "stdin: " : "", strerror(errno));
	if (got == 0)
		in->ended = true;
	in->end += (size_t)got;
	return 0;
}

int
lines_next(struct lines *in, struct line *line, struct fault *f)
{
	for (;;) {
		if (lines_take(in, line))
			return 1;
		if (in->ended)
			return 0;
		if (lines_fill(in, f) < 0)
			return -1;
	}
}

size_t
line_mark(const char *bytes, size_t length)
{
	static const char mark[] = LINE_MARK;
	size_t size = sizeof(mark) - 1;

	return length >= size && memcmp(bytes, mark, size) == 0 ? size : 0;
}

bool
line_is_blank(const struct line *line)
{
	for (size_t i = 0; i < line->length; i++)
		if (memchr(" \t\r", line->bytes[i], 3) == NULL)
			return false;
	return true;
}
