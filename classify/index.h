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

struct index_key {
	uint32_t root;		/* the node that it leads to from the root, or
				 * MAP_NONE */
	uint32_t behind;	/* the keys that stand behind it in terms, as
				 * bits */
	uint16_t length;	/* bytes, and one */
	bool clear;		/* some term with it is clear, */
	bool inner;		/* and one has several words */
};

/* A node and how it is come to: from which, and by which key. */
struct index_node {
	uint32_t from, key;
	uint32_t hash;		/* of all keys from the root */
	uint32_t ahead;		/* the keys that go on, as bits */
	uint32_t first_end;	/* its first term, or MAP_NONE */
};

struct index {
	struct map keys[LANGUAGE_COUNT + 1];	/* the number of each */
	struct index_key *of_keys;	/* by number */
	size_t key_count, key_room;
	struct heads heads;	/* of the keys */
	struct index_end *ends;
	size_t end_count, end_room;
	struct index_node *nodes;
	size_t node_count, node_room;
	struct slots steps;	/* the nodes that others than the root lead to
				 */
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

/* May some term have these keys side by side? Not if this is false. */
bool index_may_follow(const struct index *, uint32_t key, uint32_t next);

/*
 * Of use to index-build.c only: the bit of a key in a set of 32, which many
 * keys share; the hash of a node by that of the one before and the key; the
 * slot of a node, or the empty one where it belongs.
 */
uint32_t index_bit(uint32_t key);
uint32_t index_hash(uint32_t before, uint32_t key);
struct slot *index_slot(const struct index *, uint32_t node, uint32_t key,
    uint32_t hash);

#endif
