/* SPDX-License-Identifier: MIT */
/*
 * Faults of the lexicons, each as `file:line: what` on standard output: rows
 * with an error, files of no language, two rows with one stem, rows that
 * another one shadows, and terms that hit more often in a corpus of ordinary
 * posts than their ambiguity says.
 */
#ifndef CLASSIFY_LINT_H
#define CLASSIFY_LINT_H

#include "classify/options.h"

/* Returns the exit status: FILTER_SOME_FAILED if there is any fault. */
int lint_run(const struct options *);

#endif
