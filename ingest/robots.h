/* SPDX-License-Identifier: MIT */
/*
 * robots.txt (RFC 9309): may this program ask for this address? Only rules
 * that a site addresses to our name, or else to "*", count.
 */
#ifndef INGEST_ROBOTS_H
#define INGEST_ROBOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/fault.h"

#define ROBOTS_BYTES_MAX ((size_t)500 * 1024)	/* RFC 9309, 2.5 */

struct robots;

/*
 * Read the file; what is over ROBOTS_BYTES_MAX is not looked at. Lines that
 * make no sense are passed over, as the RFC has it. agent is the product
 * token, "klad-ingest". Returns NULL only without memory.
 */
struct robots *robots_parse(const char *bytes, size_t length,
    const char *agent, struct fault *);

/*
 * True if the path, with its query, may be asked for: the rule that matches
 * the most bytes decides, allow before disallow, and no rule allows
 * (RFC 9309, 2.2.2). /robots.txt itself may always be.
 */
bool robots_allow(const struct robots *, const char *path);

void robots_free(struct robots *);

#endif
