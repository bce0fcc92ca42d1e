/* SPDX-License-Identifier: MIT */
/*
 * SIGHUP, by which people ask for the lexicons to be read again: held back
 * by the kernel until it is asked for, so that no record is disturbed.
 */
#ifndef CLASSIFY_HANGUP_H
#define CLASSIFY_HANGUP_H

#include <stdbool.h>

#include "wire/fault.h"

/*
 * Hold SIGHUP back from now on, in this thread and those that it starts.
 * Returns a descriptor for hangup_came(), to be closed; -1 with the reason.
 */
int hangup_open(struct fault *);

/*
 * Wait until SIGHUP comes, or `input` can be read or has ended. Returns
 * whether a SIGHUP came, which is then taken.
 */
bool hangup_came(int hangup, int input);

#endif
