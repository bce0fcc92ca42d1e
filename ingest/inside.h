/* SPDX-License-Identifier: MIT */
/*
 * Files that an archive names: only those within its own folder are opened,
 * whatever an archive of unknown origin says.
 */
#ifndef INGEST_INSIDE_H
#define INGEST_INSIDE_H

#include <limits.h>
#include <stdbool.h>

#include "wire/fault.h"

/*
 * Put folder and name together to a path of an existing regular file that
 * lies in the folder, also after all links are followed. Returns 0, or -1
 * with the reason.
 */
int inside_path(const char *folder, const char *name, char path[PATH_MAX],
    struct fault *);

/* The folder that a file lies in: "." for a bare name. Returns 0 or -1. */
int inside_folder(const char *path, char folder[PATH_MAX], struct fault *);

#endif
