/* SPDX-License-Identifier: MIT */
/*
 * The alert, as alert.5 lays it down: what was found in a record, with all
 * that an analyst needs to see why, in the shape of the Elastic Common
 * Schema.
 */
#ifndef CLASSIFY_ALERT_H
#define CLASSIFY_ALERT_H

#include <jansson.h>
#include <time.h>

#include "classify/examine.h"
#include "wire/fault.h"

/*
 * Make the alert of a record that was examined last. threshold is the score
 * from which on it counts as an alert; now goes into event.created. Returns a
 * new reference, or NULL with the reason.
 */
json_t *alert_make(const struct examiner *, const json_t *record,
    double threshold, time_t now, struct fault *);

#endif
