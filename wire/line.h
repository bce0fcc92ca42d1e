/* SPDX-License-Identifier: MIT */
/*
 * Lines from a file descriptor, with a ceiling on their length.
 *
 *	struct lines in;
 *	struct line line;
 *
 *	if (lines_open(&in, STDIN_FILENO, RECORD_MAX, f) < 0)
 *		...
 *	while ((got = lines_next(&in, &line, f)) > 0)
 *		use(line.bytes, line.length);
 *	lines_close(&in);
 *
 * A line over the ceiling arrives in pieces, so that it can be set aside
 * whole in bounded memory. A caller that polls uses lines_take() and
 * lines_fill() by themselves. A byte order mark, which programs for Windows
 * begin a stream with, is none of its first line.
 */
#ifndef WIRE_LINE_H
#define WIRE_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/fault.h"

#define LINE_MARK "\xef\xbb\xbf"	/* U+FEFF in UTF-8 */

enum line_kind {
	LINE_WHOLE,	/* a line within the ceiling */
	LINE_PIECE,	/* a piece of one that is too long; more follow */
	LINE_LAST_PIECE	/* the end of one that is too long, maybe empty */
};

struct line {
	const char *bytes;	/* not terminated; valid until the next call */
	size_t length;		/* without the newline */
	unsigned long number;	/* 1 is the first line */
	unsigned long long offset;	/* of its first byte in the stream */
	enum line_kind kind;
};

/* The members are the reader's own, but for `ended`. */
struct lines {
	int fd;
	char *buffer;
	size_t size, ceiling;
	size_t start, scanned, end;
	unsigned long long taken;	/* bytes given, newlines counted */
	unsigned long number;	/* of the last line given */
	bool inside;		/* of a line that is too long */
	bool ended;		/* the end of the file was read */
};

/*
 * Start reading fd, which stays the caller's. Memory is at most ceiling + 1
 * bytes, taken as long lines arrive. Returns 0, or -1 when out of memory.
 */
int lines_open(struct lines *, int fd, size_t ceiling, struct fault *);

/* Free what the reader holds; the descriptor stays open. */
void lines_close(struct lines *);

/*
 * Give the next line that is already in memory. Returns 1, or 0 if more
 * must be read first (or, once `ended` is set, if that was all). At the end
 * of the file a last line without newline is given as any other.
 */
int lines_take(struct lines *, struct line *);

/*
 * Read once from the descriptor, which may block; sets `ended` at the end.
 * Returns 0 (also when interrupted, or when a non-blocking descriptor has
 * nothing), or -1 on a read error or without memory. What lines_take() gave
 * before is no longer valid.
 */
int lines_fill(struct lines *, struct fault *);

/* The bytes of a byte order mark in UTF-8 at the beginning: 3, or 0. */
size_t line_mark(const char *bytes, size_t length);

/* True if a line has nothing but spaces, tabs and carriage returns. */
bool line_is_blank(const struct line *);

/* Take and fill until there is a line: 1 a line, 0 the end, -1 a failure. */
int lines_next(struct lines *, struct line *, struct fault *);

#endif
