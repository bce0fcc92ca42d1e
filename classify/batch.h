/* SPDX-License-Identifier: MIT */
/*
 * Lines that a worker takes together, and what came of them.
 */
#ifndef CLASSIFY_BATCH_H
#define CLASSIFY_BATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/classifier.h"
#include "wire/filter.h"
#include "wire/line.h"

#define BATCH_BYTES ((size_t)128 * 1024)	/* lines over this go alone */

/* What came of a line, where it is more than nothing. */
struct outcome {
	enum verdict verdict;
	size_t line;
	char *text;		/* the alert, or what is wrong */
};

/* Begins as all zero. */
struct batch {
	char *bytes;		/* BATCH_BYTES of them */
	size_t used;
	struct line *lines;
	size_t count, line_room;
	struct outcome *outcomes;
	size_t outcome_count, outcome_room;
	bool done;
	bool failed;		/* without memory for what came of them */
};

/*
 * Add a copy of a line. Returns 1; 0 if there is no room for it; -1 without
 * memory.
 */
int batch_add(struct batch *, const struct line *);

/* Classify all lines, up to one that it cannot go on after. */
void batch_classify(struct batch *, struct classifier *);

/*
 * Write what came of the lines, in their order, and empty the batch. Returns
 * 0; -1 with the reason if it cannot go on.
 */
int batch_write(struct batch *, struct filter *, struct fault *);

/* Forget the lines and what came of them. */
void batch_empty(struct batch *);

void batch_free(struct batch *);

#endif
