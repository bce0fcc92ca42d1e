/* SPDX-License-Identifier: MIT */
/*
 * The alert, as alert.5 lays it down: what was found in a record, with all
 * that an analyst needs to see why, in the shape of the Elastic Common
 * Schema.
 */
#ifndef CLASSIFY_ALERT_H
#define CLASSIFY_ALERT_H

#include <jansson.h>
#include <stdbool.h>
#include <time.h>

#include "classify/examine.h"
#include "wire/compact.h"
#include "wire/fault.h"

/*
 * The alert of a record that was examined last, as one line without the
 * newline. threshold is the score from which on it counts as an alert; now
 * goes into event.created. Where it would be over RECORD_MAX bytes the texts
 * of the post are left out, and `errors` says so. To be freed by the caller.
 * Returns NULL with the reason if it is too long even so, or without memory.
 */
char *alert_text(const struct examiner *, const json_t *record,
    double threshold, time_t now, struct fault *);

/* Add the members that say what was found. For alert.c. */
void alert_add_findings(struct compact *, const struct examiner *);

/*
 * Add the members that are the record's own, masked; all of them, or only
 * what tells which it is. For alert.c.
 */
void alert_add_record(struct compact *, const json_t *record, bool whole);

#endif
