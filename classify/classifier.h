/* SPDX-License-Identifier: MIT */
/*
 * What is done with one line: screened, parsed, examined, and made an alert
 * of if its score reaches the threshold; or explained.
 */
#ifndef CLASSIFY_CLASSIFIER_H
#define CLASSIFY_CLASSIFIER_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/detector.h"
#include "classify/examine.h"
#include "classify/page.h"
#include "classify/screen.h"
#include "classify/stats.h"
#include "wire/fault.h"

struct settings {
	double threshold;	/* the score from which on it is an alert */
	bool all;		/* write every record, whatever its score */
	bool no_screen;		/* parse and examine every line */
	bool explain;		/* say it for people, of every record */
	struct page page;	/* that is written on then */
	struct stats *stats;	/* to count hits in, or NULL */
};

/* One in each thread. */
struct classifier {
	struct settings settings;
	struct examiner examiner;
	struct screen screen;
};

enum verdict {
	VERDICT_NOTHING,	/* no alert */
	VERDICT_ALERT,		/* or whatever else is to be written */
	VERDICT_REJECT,		/* no record, or too long to be written */
	VERDICT_FAULT		/* could not go on */
};

/*
 * Open a classifier; tokens is how many the screen may keep in memory, a
 * power of two. The detector must outlive it. Returns 0; -1 with the reason
 * and nothing to close.
 */
int classifier_open(struct classifier *, const struct detector *,
    const struct settings *, size_t tokens, struct fault *);

void classifier_close(struct classifier *);

/* Say which line comes after the one that is taken next; it must stay. */
void classifier_expect(struct classifier *, const char *line, size_t length);

/*
 * Classify a line. An alert is left in *text, for the caller to free; what is
 * wrong with a line, or what keeps it from going on, in the fault.
 */
enum verdict classifier_take(struct classifier *, const char *line,
    size_t length, char **text, struct fault *);

/*
 * Have classifiers share what they learn of tokens: join each, before its
 * first line, to one of them, and exchange what was learned now and then.
 * Returns 0, or -1 without memory.
 */
int classifier_join(struct classifier *, const struct classifier *);
void classifier_exchange(struct classifier *, struct cache_news *);

#endif
