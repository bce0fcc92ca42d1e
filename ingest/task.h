/* SPDX-License-Identifier: MIT */
/* One source and one target to read, with the options that hold for it. */
#ifndef INGEST_TASK_H
#define INGEST_TASK_H

#include "ingest/options.h"
#include "ingest/source.h"

struct task {
	const struct source *source;
	const char *target;
	const struct options *options;
};

#endif
