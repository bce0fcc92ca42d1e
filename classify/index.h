/* SPDX-License-Identifier: MIT */
/*
 * The lexicons made ready for looking up: every word of every term has a key
 * (its stem in its language, or its exact form), and the terms are paths of
 * keys in one tree, so that a phrase is found word by word.
 */
#ifndef CLASSIFY_INDEX_H
#define CLASSIFY_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/heads.h"
#include "classify/lexicon.h"
#include "classify/map.h"
#include "classify/stem.h"

/* The node that all terms begin at. */
#define INDEX_ROOT 0

/* The language of keys that are exact forms, whatever the language. */
#define INDEX_EXACT LANGUAGE_COUNT

/* One term that ends at a node. */
struct index_end {
	uint32_t entry;		/* index into the lexicon's entries */
	uint32_t next;		/* the next term at this node, or MAP_NONE */
	bool exact;		/* some word of it must stand as written */
};

/* The node before a node, and the key that leads from there. */
struct index_origin {
	uint32_t from, key;
};

struct index {
	struct map keys, edges;
	struct heads heads;	/* of the keys */
	bool *clear;		/* by key: some term with it is clear */
	uint32_t *roots;	/* by key: the node that it leads to from the
				 * root, or MAP_NONE */
	size_t key_room;
	struct index_end *ends;
	size_t end_count, end_room;
	uint32_t *first_end;	/* by node: its first term, or MAP_NONE */
	uint32_t *ahead;	/* by node: the keys that go on, as bits */
	struct index_origin *origins;	/* by node: how it is come to */
	size_t node_count, node_room;
};

/*
 * Build the index of a lexicon. Returns 0; -1 with the reason, and nothing to
 * free.
 */
int index_build(struct index *, const struct lexicon *,
    const struct stemmers *, struct fault *);

void index_free(struct index *);

/*
 * The key of a folded word as it stands (language INDEX_EXACT), or of a stem
 * of that language; MAP_NONE where no term has it.
 */
uint32_t index_key(const struct index *, unsigned language, const char *word,
    size_t length);

/*
 * Is a term clear enough to be believed in when a word has to be read in an
 * unlikely way? Only if it can mean nothing but what is looked for.
 */
bool index_is_clear(const struct entry *);

/*
 * Add those keys that are marked to the heads, which are the caller's.
 */
void index_add_heads(const struct index *, const uint32_t *marked,
    struct heads *);

/* The node that follows by this key, or MAP_NONE. */
uint32_t index_step(const struct index *, uint32_t node, uint32_t key);

#endif
