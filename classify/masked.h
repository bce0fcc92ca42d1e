/* SPDX-License-Identifier: MIT */
/*
 * Texts as they may be shown: with bank cards masked, also such as begin in
 * one line of a picture and go on in the next.
 *
 *	struct masked masked = { 0 };
 *
 *	masked_add(&masked, text, length, false);
 *	masked_add(&masked, line, length, true);
 *	if (masked_end(&masked) == 0)
 *		use(masked_text(&masked, 1));
 *	masked_free(&masked);
 */
#ifndef CLASSIFY_MASKED_H
#define CLASSIFY_MASKED_H

#include <stdbool.h>
#include <stddef.h>

#include "classify/post.h"

/* Begins as all zero. */
struct masked {
	char *bytes;		/* the texts, each with a byte behind it */
	size_t length, room;
	size_t *starts;		/* of each text */
	size_t count, starts_room;
	bool failed;		/* without memory */
};

/* Add a text without a zero byte; it may go on with the text before. */
void masked_add(struct masked *, const char *text, size_t length,
    bool goes_on);

/* Add the texts of a post: number i is then that of carrier i. */
void masked_add_post(struct masked *, const struct post *);

/* Mask what was added. Returns 0, or -1 without memory. */
int masked_end(struct masked *);

/*
 * Text number i, as long as it was and ended by a zero byte; valid until
 * masked_free().
 */
const char *masked_text(const struct masked *, size_t i);

void masked_free(struct masked *);

#endif
