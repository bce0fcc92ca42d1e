/* SPDX-License-Identifier: MIT */
/*
 * How often each entry of the lexicons hit, for those who keep them: entries
 * that never hit, and those that hit where no advert is.
 */
#ifndef CLASSIFY_STATS_H
#define CLASSIFY_STATS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#include "classify/map.h"
#include "classify/score.h"
#include "wire/fault.h"

struct tally {
	unsigned long hits;	/* places */
	unsigned long posts;	/* records that had one */
	unsigned long alerts;	/* those of them that raised an alert */
};

/* Shared by all threads; begins with stats_open(). */
struct stats {
	pthread_mutex_t lock;
	/* By language, term and category, so that it outlives a lexicon. */
	struct map keys;
	struct tally *tallies;
	size_t room;
	bool failed;		/* without memory for all */
};

/* Begin with nothing counted; stats_close() frees what was. */
void stats_open(struct stats *);

void stats_close(struct stats *);

/* Count the signs of one record, whose entries are of this lexicon. */
void stats_count(struct stats *, const struct lexicon *, const struct sign *,
    size_t count, bool alert);

/* What was counted of an entry. */
struct tally stats_of(const struct stats *, const struct lexicon *,
    const struct entry *);

/*
 * Whether the file can be written, before a run of days finds that it cannot:
 * it is made if it is not there, and else left as it is. Returns 0, or -1
 * with the reason.
 */
int stats_try(const char *path, struct fault *);

/*
 * Write a row for each entry of the lexicon into a file, the most frequent
 * first: tab separated, with a row that names the columns. Returns 0, or -1
 * with the reason.
 */
int stats_write(struct stats *, const struct lexicon *, const char *path,
    struct fault *);

#endif
