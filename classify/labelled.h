/* SPDX-License-Identifier: MIT */
/*
 * Posts that people have labelled, and what each scores: one JSON object a
 * line with
 *
 *	text		the post
 *	lang, label	of the label only `advert` and `unlabelled` are special
 *	set, id		its name; the set is "posts" where it is missing
 *	cluster		of near copies, which are one find together
 *	kind, explicit	sorts within a label; may be missing
 */
#ifndef CLASSIFY_LABELLED_H
#define CLASSIFY_LABELLED_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "classify/examine.h"
#include "wire/fault.h"

struct labelled {
	json_t *post;		/* the line */
	char *name;		/* "set/id" */
	const char *lang, *label;	/* the post's own */
	bool advert;
	double score;
};

/* Begins as all zero. */
struct labelled_posts {
	struct labelled *list;
	size_t count, room;
	size_t failed;		/* lines that are no such posts */
};

/*
 * Read a file and score its posts, but those that are unlabelled. A line that
 * is no such post is counted, and complain() is told `file:line: why`.
 * Returns 0, or -1 with the reason; there may be posts to free either way.
 */
int labelled_read(struct labelled_posts *, struct examiner *,
    const char *path, void complain(const char *what), struct fault *);

/* A text of the post: "kind"; NULL where there is none. */
const char *labelled_text(const struct labelled *, const char *key);

void labelled_free(struct labelled_posts *);

#endif
