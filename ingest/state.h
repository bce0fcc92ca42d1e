/* SPDX-License-Identifier: MIT */
/*
 * What has been seen, in an SQLite file (--state), so that a post is given
 * once, an edited one again, and one that has gone is noticed.
 *
 * What is noted takes effect with state_commit(), which is called after the
 * records have left the program. A run that is killed at any moment so gives
 * again what it gave after the last commit, and loses nothing.
 *
 * Look-ups take the same time whatever the number of posts: each is one
 * descent of a B-tree (a WITHOUT ROWID table), tests/bench/state.sh.
 */
#ifndef INGEST_STATE_H
#define INGEST_STATE_H

#include <jansson.h>
#include <stdbool.h>

#include "ingest/content.h"
#include "wire/digest.h"
#include "wire/fault.h"

struct state;

enum news_kind {
	NEWS_SAME,	/* seen before, and nothing in it has changed */
	NEWS_NEW,
	NEWS_EDITED	/* seen before, with other content */
};

/* How a record compares with what was seen. */
struct news {
	enum news_kind kind;
	unsigned char content[CONTENT_SIZE]; /* of it: content_digest() */
	char previous[DIGEST_SIZE];	/* as it was, if edited; else "" */
};

/* What makes a request for a page conditional. Each may be NULL. */
struct validators {
	char *etag;
	char *modified;		/* Last-Modified */
	char *next;		/* URL of the page after it, if any */
};

/*
 * Open or make the file, for this process alone. Returns NULL with the
 * reason: not a file of this kind, in use by another run.
 */
struct state *state_open(const char *path, struct fault *);

/*
 * True if the run before did not come to its end: what it wrote last may
 * have been cut in the middle of a line.
 */
bool state_was_interrupted(const struct state *);

/*
 * Drop what was not committed and close; `ended` notes that the run came to
 * its end.
 */
void state_close(struct state *, bool ended);

/* Compare a record with what was seen. Returns 0 or -1. */
int state_look(struct state *, const json_t *record, struct news *,
    struct fault *);

/* The same where news->content was worked out before. */
int state_look_again(struct state *, const json_t *record, struct news *,
    struct fault *);

/* Note the record as seen, with the content that state_look() found. */
int state_note(struct state *, const json_t *record, const struct news *,
    struct fault *);

/*
 * Note one that is new. added is false if it is not, since something else
 * noted it meanwhile: then nothing was done. Returns 0 or -1.
 */
int state_add(struct state *, const json_t *record, const struct news *,
    bool *added, struct fault *);

/*
 * The numbers, from first to last, of the posts that were seen in the same
 * place as this record and are not noted as gone: a new array of integers,
 * or NULL with the reason.
 */
json_t *state_numbers(struct state *, const json_t *record, long long first,
    long long last, struct fault *);

/* Note that the post of this id and native_id is no longer there. */
int state_note_gone(struct state *, const json_t *record, struct fault *);

/*
 * The validators noted under this name; all NULL if there are none. Free
 * them with validators_close(). Returns 0 or -1.
 */
int state_validators(struct state *, const char *name, struct validators *,
    struct fault *);
int state_note_validators(struct state *, const char *name,
    const struct validators *, struct fault *);
void validators_close(struct validators *);

/*
 * Where the reading of a target stands, in words of its source. Free it;
 * NULL without `f` set if nothing was noted.
 */
char *state_mark(struct state *, const char *source, const char *target,
    struct fault *);
int state_note_mark(struct state *, const char *source, const char *target,
    const char *mark, struct fault *);

/* True if something was noted since the last state_commit(). */
bool state_is_noting(const struct state *);

/* Make what was noted last. Returns 0 or -1. */
int state_commit(struct state *, struct fault *);

#endif
