/* SPDX-License-Identifier: MIT */
/*
 * Reads JSON, and what Telegram Desktop writes in its place, into a flat row
 * of tokens that point into the bytes; several times as fast as building
 * values, and as forgiving as exports need:
 *
 *	"\x1B"			is U+001B		tdesktop issue 27571
 *	"document_id": a (2).b	is a text		tdesktop issue 24961
 *	"text": "x", "text": ""	is "x"			tdesktop issue 28781
 *	"\ud83d" alone, bytes not UTF-8, "\u0000"	are U+FFFD
 *	bare control bytes, unknown escapes		stand for themselves
 *
 *	if (loose_read(&tree, bytes, length, f) < 0)
 *		...
 *	loose_text(loose_member(&tree, tree.tokens, "text"), &text);
 *	loose_close(&tree);
 */
#ifndef INGEST_LOOSE_JSON_H
#define INGEST_LOOSE_JSON_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/text.h"
#include "wire/fault.h"

#define LOOSE_DEPTH_MAX 64
#define LOOSE_TOKENS_MAX ((size_t)1 << 20)

enum loose_kind {
	LOOSE_STRING,	/* at, length: inside the quotes, escapes and all */
	LOOSE_BARE,	/* a number, a literal, or a text without quotes */
	/* Of these two, at is NULL and length the number of tokens within: */
	LOOSE_OBJECT,	/* keys and values by turns, up to `next` */
	LOOSE_ARRAY	/* values, up to `next` */
};

struct loose {
	enum loose_kind kind;
	bool escaped;		/* a string with a backslash in it */
	const char *at;
	size_t length;
	size_t next;		/* index of the token after all of this */
};

/* Zeroed to start with, and used again for as many texts as one likes. */
struct loose_tree {
	struct loose *tokens;	/* [0] is the value itself */
	size_t count, room;
};

/*
 * Read one value, an object or an array. The tokens point into the bytes.
 * Returns 0, or -1 with the reason and the byte.
 */
int loose_read(struct loose_tree *, const char *bytes, size_t length,
    struct fault *);

void loose_close(struct loose_tree *);

/*
 * The value under a key; of several, the last that is not "". NULL if there
 * is none, or if object is NULL or no object.
 */
const struct loose *loose_member(const struct loose_tree *,
    const struct loose *object, const char *key);

/*
 * The next element of an array, or value of an object: from NULL the first;
 * NULL after the last, or if array is NULL or a scalar.
 */
const struct loose *loose_next(const struct loose_tree *,
    const struct loose *array, const struct loose *from);

/* True for an empty string, an empty array or object, null, and NULL. */
bool loose_is_empty(const struct loose *);

/* True if it is a string of exactly these bytes, without escapes. */
bool loose_is(const struct loose *, const char *string);

/*
 * Add the text of a string or a bare value, as sound UTF-8 without zero
 * bytes; null, arrays, objects and NULL add nothing. Returns 0, or -1
 * without memory.
 */
int loose_text(const struct loose *, struct text *);

/* The number in a bare value or a string of digits; -1 if it is none. */
long long loose_count(const struct loose *);

/* Where a string's plain bytes end: at a quote, a backslash, or `end`. */
const char *loose_plain(const char *at, const char *end);

#endif
