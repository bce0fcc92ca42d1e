/* SPDX-License-Identifier: MIT */
/*
 * A look at a text: does anything in it tell (telling.h)? It is cut into
 * tokens at blanks, and each is looked up in a memory of tokens; only where a
 * mark of one says so are the terms around it matched. What was found is
 * remembered by text, since posts are posted again.
 *
 * What cannot be told in this way (very long tokens) tells.
 */
#ifndef CLASSIFY_LOOK_H
#define CLASSIFY_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/cache.h"
#include "classify/examine.h"
#include "classify/telling.h"
#include "wire/fault.h"

struct look {
	struct telling telling;
	struct cache tokens;
	struct cache texts;	/* whole: does anything in them tell? */
	uint32_t *han;		/* by character: its marks, MARK_ANY */
};

/*
 * Look for what tells with this threshold, and keep that many tokens in
 * memory, a power of two of them. The examiner's matcher does the matching; it
 * must outlive this. Returns 0; -1 with the reason and nothing to close.
 */
int look_open(struct look *, struct examiner *, double threshold,
    size_t tokens, struct fault *);

void look_close(struct look *);

/*
 * The hash of a text, by which look_text() remembers it, a little later: what
 * is known of it is fetched meanwhile. ocr says that it was read from a
 * picture.
 */
uint64_t look_expect(const struct look *, const char *text, size_t length,
    bool ocr);

/* Does anything in a text with this hash tell? */
bool look_text(struct look *, uint64_t hash, const char *text, size_t length,
    bool ocr);

/* Does a link tell? */
bool look_link(const struct look *, const char *text, size_t length);

#endif
