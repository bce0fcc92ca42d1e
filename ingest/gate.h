/* SPDX-License-Identifier: MIT */
/*
 * robots.txt of the hosts that are asked for pages: fetched once for each
 * host and day, before anything else of it (RFC 9309).
 */
#ifndef INGEST_GATE_H
#define INGEST_GATE_H

#include "ingest/fetcher.h"

struct gate;

/* The fetcher, which fetches robots.txt, stays the caller's. NULL: memory. */
struct gate *gate_open(struct fetcher *);

/* Free it, and what waits at it. */
void gate_close(struct gate *);

/*
 * Returns true if robots.txt lets this be fetched. Otherwise the gate has
 * taken it: it is given to fetcher_add() again when its host's robots.txt is
 * there, or to fetcher_refuse().
 */
bool gate_pass(struct gate *, struct fetch *);

#endif
