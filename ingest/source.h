/* SPDX-License-Identifier: MIT */
/*
 * A source: one place that posts come from. Each is one file that exports
 * one table of this shape, and one line in sources.c.
 *
 * An archive source reads what lies on this machine: it has run().
 *
 * A network source has begin() and parse(), and never opens a connection:
 * it says which URL to ask for, and turns the bytes that came back into
 * posts, the media they want and the next URL (fetch.h). The engine, walk.c
 * and fetcher.c, owns concurrency, rates, retries, cursors and evidence, the
 * same for all sources; saved pages test the parser and a fuzzer reaches it.
 */
#ifndef INGEST_SOURCE_H
#define INGEST_SOURCE_H

#include "ingest/fetch.h"
#include "ingest/media.h"
#include "ingest/options.h"
#include "ingest/sink.h"
#include "wire/fault.h"

/* What an archive source works with; all of it the caller's. */
struct run {
	const struct options *options;	/* of this target */
	struct media *media;		/* where photos are kept, or NULL */
	struct sink *sink;		/* where records go */
};

struct source {
	const char *name;	/* "telegram" */
	const char *synopsis;	/* what follows the options: "NAME..." */
	const char *summary;	/* half a line for the usage */
	const struct option_entry *options; /* ends with a NULL name; or NULL */

	/*
	 * What is wrong with the values of its options, beside their kind;
	 * NULL if nothing can be. Returns 0 or -1.
	 */
	int (*check)(const struct options *, struct fault *);

	/*
	 * Archive: read one target and give each record to sink_emit(). What
	 * cannot be read is reported by sink_failed(), and the rest goes on.
	 * Ends early when sink_stopping(). Returns 0, or -1 if the target as
	 * a whole could not be read or the sink failed.
	 */
	int (*run)(struct run *, const char *target, struct fault *);

	/*
	 * Network: the first request for a target. mark is what an earlier
	 * run left in page->mark, or NULL. Returns 0, or -1 if the target is
	 * no valid name for this source.
	 */
	int (*begin)(const struct options *, const char *target,
	    const char *mark, struct request *, struct fault *);

	/*
	 * Network: what a reply says. Called for each reply of status 2xx,
	 * and for all others too if parses_errors. Returns 0 with the page
	 * filled in, its outcome not "ok" where the reply is not what was
	 * asked for; -1 only without memory.
	 */
	int (*parse)(const struct options *, const struct reply *,
	    struct page *, struct fault *);
	bool keeps_nothing;	/* archive: has only addresses of photos */
	bool parses_errors;
	double rate;		/* requests a second and host, if not given */
	bool wants_robots;	/* robots.txt is obeyed */
};

/* All sources, in the order of the usage; ends with NULL. */
extern const struct source *const sources[];

/* The source of this name, or NULL. */
const struct source *source_find(const char *name);

#endif
