/* SPDX-License-Identifier: MIT */
/*
 * Reading a command line: SOURCE, its targets, and options anywhere among
 * them. A line of a watch list is one, too.
 */
#ifndef INGEST_COMMAND_H
#define INGEST_COMMAND_H

#include <stdio.h>

#include "ingest/options.h"
#include "ingest/source.h"

struct command {
	struct options options;
	const struct source *source;	/* NULL: none was named */
	char **targets;			/* in argv, which is permuted */
	int target_count;
};

/*
 * Read argv; argv[0] is passed over. parent are the options under these, or
 * NULL. Returns 0, or -1 with the reason: an unknown source or option, one
 * that this source does not take, a bad value.
 */
int command_read(struct command *, int argc, char **argv,
    const struct options *parent, struct fault *);

void command_close(struct command *);

/* Print the synopsis, or the whole usage with all sources and options. */
void command_synopsis(FILE *);
void command_usage(FILE *);

#endif
