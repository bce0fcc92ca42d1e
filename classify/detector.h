/* SPDX-License-Identifier: MIT */
/*
 * The lexicons and the model, ready for use. Nothing in it changes once it is
 * open, so that all threads share it.
 */
#ifndef CLASSIFY_DETECTOR_H
#define CLASSIFY_DETECTOR_H

#include "classify/affixes.h"
#include "classify/compiled.h"
#include "classify/index.h"
#include "classify/lexicon.h"
#include "classify/stem.h"
#include "classify/weights.h"
#include "wire/fault.h"

struct detector {
	struct lexicon lexicon;
	struct affixes *affixes[LANGUAGE_COUNT];
	struct index index;
	struct compiled compiled;	/* if both are from a file */
	struct weights weights;
};

/*
 * Read the lexicons of count folders, later ones over earlier ones; as
 * lexicon_load() with rows that have an error. Returns a detector, or NULL
 * with the reason.
 */
struct detector *detector_open(const char *const *folders, size_t count,
    lexicon_complain *, struct fault *);

void detector_close(struct detector *);

/* Stemmers for one thread; as stemmers_open(). */
int detector_stemmers(const struct detector *, struct stemmers *,
    struct fault *);

#endif
