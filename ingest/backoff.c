/* SPDX-License-Identifier: MIT */
#include "ingest/backoff.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#define DOUBLINGS_MAX 16

void
backoff_start(struct backoff *backoff, double first)
{
	struct timespec now;

	backoff->first = first;
	if (getrandom(backoff->chance, sizeof(backoff->chance), 0) ==
	    sizeof(backoff->chance))
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	memcpy(backoff->chance, &now.tv_nsec, sizeof(backoff->chance));
}

double
backoff_wait(struct backoff *backoff, unsigned tries)
{
	double longest = backoff->first * (double)(1UL <<
	    (tries < DOUBLINGS_MAX ? tries : DOUBLINGS_MAX));

	return longest * (0.5 + erand48(backoff->chance) / 2);
}
