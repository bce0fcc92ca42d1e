/* SPDX-License-Identifier: MIT */
/* What klad-classify was asked for on its command line; see classify.1. */
#ifndef CLASSIFY_OPTIONS_H
#define CLASSIFY_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/classifier.h"
#include "wire/fault.h"
#include "wire/filter.h"

enum {
	FOLDERS_MAX = 16
};

enum mode {
	MODE_ALERTS,		/* records in, alerts out */
	MODE_EXPLAIN,		/* records in, text for people out */
	MODE_EVAL,		/* figures from labelled posts */
	MODE_LINT,		/* faults of the lexicons */
	MODE_HELP,
	MODE_VERSION
};

struct options {
	enum mode mode;
	const char *folders[FOLDERS_MAX];	/* ours, then the overlays */
	size_t folder_count;
	const char *threshold;	/* low, medium, high or a number */
	struct settings settings;	/* but for the threshold */
	size_t jobs;		/* threads that work */
	const char *stats;	/* file for the hits per entry, or NULL */
	const char *labelled;	/* file of posts for MODE_EVAL */
	const char *corpus;	/* file of records for MODE_LINT, or NULL */
	struct filter_options filter;
};

/*
 * Read the arguments; what is not given has its default. Strings point into
 * the arguments and the environment. Returns 0, or -1 with the reason.
 */
int options_parse(struct options *, int count, char **arguments,
    struct fault *);

/* The text for --help, and its first lines for a mistake. */
extern const char options_synopsis[], options_help[];

#endif
