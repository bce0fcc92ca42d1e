/* SPDX-License-Identifier: MIT */
/*
 * The watch list (--watch FILE): what a command line names, a source with
 * its options and targets, one a line.
 *
 *	# channels of the region
 *	telegram klad_demo_shop klad_demo_other --pages 3
 *	photos "patrol photos"    # a comment
 *
 * Words are parted by blanks; quotes, single or double, keep blanks in a
 * word, and a backslash the character after it (not in single quotes).
 */
#ifndef INGEST_WATCH_H
#define INGEST_WATCH_H

#include <stddef.h>

#include "ingest/command.h"
#include "ingest/options.h"
#include "wire/fault.h"

#define WATCH_LINES_MAX 100000
#define WATCH_WORDS_MAX 1000		/* of a line */
#define WATCH_BYTES_MAX ((size_t)16 * 1024 * 1024)

struct watch_line {
	unsigned long number;		/* in the file, from 1 */
	struct command command;		/* with its targets */
	char **words;			/* what the command points into */
	char *text;			/* what the words point into */
};

struct watch {
	struct watch_line *lines;
	size_t count;
};

/*
 * Read a list out of these bytes; name stands before the line in errors,
 * "watch.list:3: telegrm: unknown source". parent are the options under
 * those of the lines, or NULL, and must outlive the list. Returns 0; -1 with
 * nothing left to free.
 */
int watch_parse(struct watch *, const char *bytes, size_t length,
    const char *name, const struct options *parent, struct fault *);

/* The same for a file. */
int watch_read(struct watch *, const char *path, const struct options *parent,
    struct fault *);

void watch_close(struct watch *);

#endif
