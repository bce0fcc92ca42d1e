/* SPDX-License-Identifier: MIT */
/*
 * Counts of labelled posts, and the figures that follow from them.
 */
#ifndef CLASSIFY_FIGURES_H
#define CLASSIFY_FIGURES_H

#include <stddef.h>

#include "classify/labelled.h"

/* A language as a whole, or one label, kind or sort within it. */
struct group {
	const char *lang;	/* the posts'; "all" for all of them */
	char label[64];		/* "other, news"; "" for the whole language */
	size_t adverts, found;	/* adverts, and those that are raised */
	size_t others, raised;	/* other posts, and those that are raised */
	size_t clusters, clusters_found;	/* of the whole language */
};

struct figures {
	struct group *groups;	/* by language and label; "all" first */
	size_t count, room;
};

/*
 * Count the posts at a threshold. Returns 0; -1 without memory and with
 * nothing to free.
 */
int figures_make(struct figures *, const struct labelled_posts *,
    double threshold);

void figures_free(struct figures *);

/* Shares from 0 to 1, 0 where there is nothing to have a share of. */
double figures_recall(const struct group *);
double figures_precision(const struct group *);
double figures_f1(const struct group *);

/* False alerts per 1,000 posts that are no adverts. */
double figures_false(const struct group *);

#endif
