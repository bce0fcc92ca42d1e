/* SPDX-License-Identifier: MIT */
/*
 * What passes between a network source and the engine that fetches for it:
 * a request, the reply to it, and the page that the source makes of the
 * reply. All are plain values; none of them holds a connection.
 */
#ifndef INGEST_FETCH_H
#define INGEST_FETCH_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "ingest/outcome.h"
#include "wire/fault.h"

/* What to ask for. Filled by begin(); the engine frees the strings. */
struct request {
	char *url;	/* http or https */
	char *accept;	/* for the Accept header, or NULL */
	/*
	 * A whole header line that authorises, "Authorization: Bearer ...",
	 * or NULL. Sent to the host of the first URL only; never in a log,
	 * a record or a WARC file.
	 */
	char *secret;
	bool named;	/* the user gave this host: --base-url or a target */
};

/* What came back, decoded. Valid during parse() only. */
struct reply {
	const char *target;	/* as the user gave it */
	const char *url;	/* that was asked for */
	const char *final_url;	/* after redirects */
	const char *type;	/* Content-Type, or "" */
	const char *link;	/* Link header, or "" */
	int status;		/* of HTTP */
	const char *bytes;	/* body, decompressed */
	size_t length;
	time_t fetched;
	unsigned number;	/* of the page in this walk, from 0 */
};

/*
 * What a source made of a reply. Starts out zeroed, but for the arrays.
 */
struct page {
	enum outcome outcome;
	char why[FAULT_MAX];	/* when not "ok" */
	/*
	 * Records as post.h builds them, the way they stand on the page. A
	 * medium to fetch is an object in "media" with its "url" (and what
	 * else is known of it); the engine adds the rest, or an "error".
	 */
	json_t *records;
	char *next;	/* URL of the next page of the walk, or NULL: the end */
	char *mark;	/* to be given to begin() next time, or NULL */
	/*
	 * From a mark towards newer posts: next leads on to them, and all are
	 * read unless --pages is given.
	 */
	bool forward;
	/* When rate_limited: seconds to wait before the same is asked again. */
	double wait;
	/*
	 * The page shows every post whose number lies from first to last, so
	 * that one seen before and not here now was deleted; 0, 0: unknown.
	 * `others` are numbers that it shows but that make no record.
	 */
	long long first, last;
	json_t *others;
	/*
	 * Where numbers do not tell: the records of the newest page, newest
	 * first and without what is pinned, if it shows all posts down to its
	 * last. NULL: it does not. See shown.h.
	 */
	json_t *shown;
	bool partial;	/* there may be newer ones that it does not show */
};

/*
 * Set the outcome of a page that shows `count` posts, if it has fewer records:
 * what was not understood is told, and the others are written.
 */
void page_missed(struct page *, size_t count);

/* Set the outcome and the reason. Always returns 0, for parse() to pass. */
int page_outcome(struct page *, enum outcome, const char *why, ...)
    __attribute__((format(printf, 3, 4)));

/* Note a number for `others`. Returns 0, or -1 without memory. */
int page_also_shows(struct page *, long long number);

/* Put a record at the end of `shown`. Returns 0, or -1 without memory. */
int page_shows(struct page *, json_t *record);

/* An empty page. Returns 0, or -1 without memory. */
int page_open(struct page *);

/* Free what the page holds. */
void page_close(struct page *);

/*
 * Ask for an address that the user gave as the target; accept may be NULL.
 * Returns 0, or -1 if it is none of http or https.
 */
int request_address(struct request *, const char *target,
    const char *accept, struct fault *);

/* Free what the request holds, and forget it. */
void request_close(struct request *);

#endif
