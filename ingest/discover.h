/* SPDX-License-Identifier: MIT */
/*
 * The channels, bots and invitations of Telegram that a post mentions, as
 * records of their own kind, so that a crawl can grow (--discover).
 */
#ifndef INGEST_DISCOVER_H
#define INGEST_DISCOVER_H

#include <jansson.h>

#include "ingest/sink.h"
#include "wire/fault.h"

/*
 * Write a record for each that this post mentions in its text, links, parts
 * and as the source of a forward, unless its id is in `printed`, an object,
 * where it is noted. Returns 0, or -1 if the sink failed.
 */
int discover_emit(const json_t *record, json_t *printed, struct sink *,
    struct fault *);

#endif
