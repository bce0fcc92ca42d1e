/* SPDX-License-Identifier: MIT */
#include "ingest/outcome.h"

static const char *const names[OUTCOME_COUNT] = {
	[OUTCOME_OK] = "ok",
	[OUTCOME_NOT_MODIFIED] = "not_modified",
	[OUTCOME_EMPTY] = "empty",
	[OUTCOME_PREVIEW_UNAVAILABLE] = "preview_unavailable",
	[OUTCOME_MARKUP_CHANGED] = "markup_changed",
	[OUTCOME_RATE_LIMITED] = "rate_limited",
	[OUTCOME_DENIED] = "denied",
	[OUTCOME_GONE] = "gone",
	[OUTCOME_UNREACHABLE] = "unreachable",
	[OUTCOME_TOO_LARGE] = "too_large",
};

const char *
outcome_name(enum outcome outcome)
{
	return names[outcome];
}

int
outcome_is_good(enum outcome outcome)
{
	return outcome == OUTCOME_OK || outcome == OUTCOME_NOT_MODIFIED ||
	    outcome == OUTCOME_EMPTY;
}
