/* SPDX-License-Identifier: MIT */
/*
 * How a fetch of a target ended, in the words of the event line. An empty
 * channel, one that has no preview and one whose page nobody understands any
 * more are three things.
 */
#ifndef INGEST_OUTCOME_H
#define INGEST_OUTCOME_H

enum outcome {
	OUTCOME_OK,
	OUTCOME_NOT_MODIFIED,		/* 304, or nothing that is new */
	OUTCOME_EMPTY,			/* understood, and no posts */
	OUTCOME_PREVIEW_UNAVAILABLE,	/* private, missing or not shown */
	OUTCOME_MARKUP_CHANGED,		/* not understood */
	OUTCOME_RATE_LIMITED,
	OUTCOME_DENIED,			/* 401, 403, robots.txt, a policy */
	OUTCOME_GONE,			/* 404, 410, deleted */
	OUTCOME_UNREACHABLE,		/* no reply that is any use */
	OUTCOME_TOO_LARGE,
	OUTCOME_COUNT
};

/* "ok", "not_modified", ... */
const char *outcome_name(enum outcome);

/* True if the target was read: ok, not_modified, empty. */
int outcome_is_good(enum outcome);

#endif
