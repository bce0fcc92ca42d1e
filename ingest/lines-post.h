/* SPDX-License-Identifier: MIT */
/*
 * A post of a JSON object that another tool made, whose fields --map names or
 * that has them under common names.
 */
#ifndef INGEST_LINES_POST_H
#define INGEST_LINES_POST_H

#include <jansson.h>

#include "ingest/options.h"
#include "wire/fault.h"

/*
 * What is wrong with --map: a slip in it would cost the texts of all lines.
 * Returns 0 or -1.
 */
int lines_check_map(const struct options *, struct fault *);

/*
 * The record, with the object's own id where it has one, else the digest of
 * its line; without evidence. NULL without memory.
 */
json_t *lines_post(const struct options *, json_t *line, const char *hex);

#endif
