/* SPDX-License-Identifier: MIT */
/*
 * After start-up, what is not needed any more is given up: no file is
 * written outside the folders that the options name (Landlock), no program
 * is started, no other process looked into (seccomp).
 */
#ifndef INGEST_SANDBOX_H
#define INGEST_SANDBOX_H

#include "ingest/options.h"

/*
 * Close what the kernel lets us close; with --verbose say what was. A kernel
 * that has neither is no failure.
 */
void sandbox_enter(const struct options *);

#endif
