/* SPDX-License-Identifier: MIT */
/* Records on stdin, and what becomes of them on stdout. */
#ifndef CLASSIFY_STAGE_H
#define CLASSIFY_STAGE_H

#include "classify/options.h"

/* Run to the end of stdin. Returns the exit status. */
int stage_run(const struct options *);

#endif
