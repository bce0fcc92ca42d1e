/* SPDX-License-Identifier: MIT */
/* Width and height of a picture, from its header alone. */
#ifndef INGEST_SIZE_H
#define INGEST_SIZE_H

#include <stdbool.h>
#include <stddef.h>

/* In pixels as stored, not turned upright. False if there is no telling. */
bool size_of(const void *bytes, size_t length, int *width, int *height);

#endif
