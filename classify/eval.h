/* SPDX-License-Identifier: MIT */
/*
 * How well the alerts match labelled posts: recall, precision, F1 and false
 * alerts by language and label, at the chosen threshold and at all levels,
 * and the worst mistakes.
 */
#ifndef CLASSIFY_EVAL_H
#define CLASSIFY_EVAL_H

#include "classify/options.h"

/* Write the figures for options->labelled. Returns the exit status. */
int eval_run(const struct options *);

#endif
