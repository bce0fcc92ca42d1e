/* SPDX-License-Identifier: MIT */
/*
 * Lines to a file descriptor, checked: what was not written is never taken
 * for written. Lines are gathered, and go out when there are many, or when
 * the caller flushes because it is about to wait for input.
 */
#ifndef WIRE_OUTPUT_H
#define WIRE_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/fault.h"

struct output {
	int fd;
	char *buffer;
	size_t used, size;
	bool closed;	/* the reader went away: end quietly */
};

/*
 * Write to fd, which stays the caller's. A file that ends amid a line is given
 * the end of it first, so that nothing is joined on. SIGPIPE must be ignored
 * (filter_open does). Returns 0, or -1 when out of memory.
 */
int output_open(struct output *, int fd, struct fault *);

/* Free the buffer, unwritten lines too; the descriptor stays open. */
void output_close(struct output *);

/*
 * Add bytes; output_line adds a newline after them. Returns 0, or -1 if a
 * write failed; `closed` then tells a broken pipe from an error. Bytes longer
 * than the buffer are written at once.
 */
int output_bytes(struct output *, const char *bytes, size_t, struct fault *);
int output_line(struct output *, const char *bytes, size_t, struct fault *);

/* Write out all that is gathered. Returns 0 or -1 as above. */
int output_flush(struct output *, struct fault *);

/*
 * Write bytes to a descriptor at once, all of them. Returns 0, or -1 with
 * errno.
 */
int output_all(int fd, const void *bytes, size_t length);

#endif
