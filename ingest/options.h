/* SPDX-License-Identifier: MIT */
/*
 * Options as tables: each entry names one long option, what it takes, its
 * default and its help. There is one table for all sources (options.c) and
 * one in each source. The command line and the lines of a watch list are
 * read by the same tables, a watch line over the command line.
 */
#ifndef INGEST_OPTIONS_H
#define INGEST_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include "wire/fault.h"

enum option_kind {
	OPTION_FLAG,	/* takes nothing */
	OPTION_TEXT,
	OPTION_WORD,	/* one of those of its argument: "dmy|mdy" */
	OPTION_SOURCE,	/* the name of a source that has pages */
	OPTION_COUNT,	/* 0 or more */
	OPTION_NUMBER,	/* 1 or more */
	OPTION_BYTES,	/* "20M": bytes, with K, M or G of 1024 */
	OPTION_SPAN,	/* "15m": seconds, with s, m, h or d */
	OPTION_RATE,	/* "1/s", "300/5m": a second */
	OPTION_TIME,	/* "2026-01-31", RFC 3339, or "7d" ago */
	OPTION_ZONE	/* "+05:00", "MSK": clock_zone() */
};

struct option_entry {
	const char *name;	/* without the dashes */
	enum option_kind kind;
	const char *argument;	/* "URL"; NULL for a flag */
	const char *usual;	/* the default, as it would be typed, or NULL */
	const char *help;
};

/* Entries of every source that is read page by page, backwards. */
#define OPTIONS_PAGES \
	{ "pages", OPTION_COUNT, "N", "1", \
	    "pages of a target to read, newest first; 0: all" }, \
	{ "since", OPTION_TIME, "TIME", NULL, \
	    "read back to this date, or as long ago as \"7d\"" }

/* The options that do not belong to one source; ends with a NULL name. */
extern const struct option_entry general_options[];

#define OPTIONS_MAX 64	/* given on one command line or watch line */

struct options {
	const struct options *parent;	/* asked when it is not given here */
	const struct option_entry *entries;	/* of the source, or NULL */
	size_t given_count;
	struct {
		const struct option_entry *entry;
		char *value;
	} given[OPTIONS_MAX];
};

/*
 * Note that the option was given with this value ("" for a flag), which is
 * checked against its kind and copied. Returns 0 or -1.
 */
int options_set(struct options *, const struct option_entry *,
    const char *value, struct fault *);

/* The entry of this name, in the source's table or the general; or NULL. */
const struct option_entry *options_find(const struct options *,
    const char *name);

/* Free the values. */
void options_close(struct options *);

/* True if it was given, on the watch line or the command line. */
bool option_given(const struct options *, const char *name);

/*
 * The value given, or else the default of its table. Asking for a name that
 * is in neither table gives NULL, or 0. The text is the options' own.
 */
const char *option_text(const struct options *, const char *name);
long long option_count(const struct options *, const char *name);
size_t option_bytes(const struct options *, const char *name);
double option_span(const struct options *, const char *name);
double option_rate(const struct options *, const char *name);
time_t option_time(const struct options *, const char *name);

/*
 * A date, a time of RFC 3339 in UTC, or how long ago ("7d"); -1 if the text
 * is none of these.
 */
time_t option_read_time(const char *text);

/* Print a table as part of the usage. */
void options_print(const struct option_entry *, FILE *);

#endif
