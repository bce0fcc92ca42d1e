/* SPDX-License-Identifier: MIT */
/* The index of a lexicon made, term by term. */
#include <stdlib.h>
#include <string.h>

#include "classify/cache.h"
#include "classify/index.h"
#include "classify/term.h"

enum {
	/* Shorter words have no endings that could be told from a stem. */
	STEMMED_MIN = 3,
	WORDS = 1 << 12		/* whose keys are remembered */
};

/* The keys of a term, and the hashes of the nodes that they lead to. */
struct path {
	uint32_t entry;
	size_t count;
	bool exact;
	uint32_t keys[TERM_WORDS_MAX], hashes[TERM_WORDS_MAX];
};

struct builder {
	struct index *index;
	const struct lexicon *lexicon;
	const struct stemmers *stemmers;
	bool clear;		/* the term at hand is */
	struct cache known;	/* words, as marks: their keys */
	struct term term;
	struct path path;	/* of the term before: its nodes are fetched
				 * into the cache meanwhile */
};

/* A list with room for one more; NULL without memory, and it stays. */
static void *
grow(void *list, size_t count, size_t *room, size_t size)
{
	size_t wanted = *room * 2 + 1024;
	void *more;

	if (count < *room)
		return list;
	more = reallocarray(list, wanted, size);
	if (more != NULL)
		*room = wanted;
	return more;
}

static int
grow_keys(struct index *index)
{
	struct index_key *more = grow(index->of_keys, index->key_count,
	    &index->key_room, sizeof(*more));

	if (more == NULL)
		return -1;
	index->of_keys = more;
	return 0;
}

/* The key of a stem, which is a new one or not; MAP_NONE without memory. */
static uint32_t
add_key(struct builder *b, unsigned language, const char *word, size_t length)
{
	struct index *index = b->index;
	struct index_key *own;
	uint32_t *place;
	bool new;

	if (length > STEM_MAX || grow_keys(index) < 0 ||
	    (place = map_place(&index->keys[language], word, length)) == NULL)
		return MAP_NONE;
	new = *place == MAP_NONE;
	if (new) {
		*place = (uint32_t)index->key_count++;
		index->of_keys[*place] = (struct index_key){
		    .root = MAP_NONE, .length = (uint16_t)(length + 1) };
	}
	own = &index->of_keys[*place];
	if (new || (b->clear && !own->clear))
		heads_add(&index->heads, language, word, length, b->clear);
	own->clear |= b->clear;
	return *place;
}

/* A new node, which this key leads to; MAP_NONE without memory. */
static uint32_t
add_node(struct index *index, uint32_t from, uint32_t key, uint32_t hash)
{
	struct index_node *more = grow(index->nodes, index->node_count,
	    &index->node_room, sizeof(*more));

	if (more == NULL)
		return MAP_NONE;
	index->nodes = more;
	index->nodes[index->node_count] = (struct index_node){ .from = from,
	    .key = key, .hash = hash, .first_end = MAP_NONE };
	return (uint32_t)index->node_count++;
}

static uint32_t
add_root_step(struct index *index, uint32_t key, uint32_t hash)
{
	uint32_t *root = &index->of_keys[key].root;

	if (*root == MAP_NONE)
		*root = add_node(index, INDEX_ROOT, key, hash);
	return *root;
}

/* Note that a key goes on from a node, which is not the root. */
static void
note_step(struct index *index, struct index_node *node, uint32_t key)
{
	struct index_key *before = &index->of_keys[node->key];

	node->ahead |= index_bit(key);
	before->behind |= index_bit(key);
	before->inner = index->of_keys[key].inner = true;
}

static uint32_t
add_step(struct index *index, uint32_t node, uint32_t key, uint32_t hash)
{
	uint32_t new;
	struct slot *slot;

	if (node == INDEX_ROOT)
		return add_root_step(index, key, hash);
	if (slots_reserve(&index->steps) < 0)
		return MAP_NONE;
	slot = index_slot(index, node, key, hash);
	if (slot->number != 0)
		return slot->number;
	new = add_node(index, node, key, hash);
	if (new == MAP_NONE)
		return MAP_NONE;
	slots_take(&index->steps, slot, hash, new);
	note_step(index, &index->nodes[node], key);
	return new;
}

static int
add_end(struct index *index, uint32_t node, uint32_t entry,
    bool exact)
{
	struct index_end *more = grow(index->ends, index->end_count,
	    &index->end_room, sizeof(*more));

	if (more == NULL)
		return -1;
	index->ends = more;
	index->ends[index->end_count] = (struct index_end){ entry,
	    index->nodes[node].first_end, exact };
	index->nodes[node].first_end = (uint32_t)index->end_count++;
	return 0;
}

/* The language whose stems such a word is looked for by. */
static unsigned
language_for(unsigned language, const struct term_word *word)
{
	return word->exact || word->kind != WORD_LETTERS ||
	    word->letters < STEMMED_MIN ||
	    language_at(language)->scripts == SCRIPT_ALL ? INDEX_EXACT :
	    language;
}

static uint32_t
add_stem(struct builder *b, unsigned language, const char *word, size_t length)
{
	char stem[STEM_MAX];

	if (language != INDEX_EXACT) {
		length = stem_word(b->stemmers, language, word, length, stem);
		word = stem;
	}
	return add_key(b, language, word, length);
}

/* The same, but words that came before are remembered. */
static uint32_t
add_known(struct builder *b, unsigned language, const char *word,
    size_t length)
{
	/* The lowest bits say only where a hash stands. */
	uint64_t hash = cache_hash(&b->known, word, length, false) ^ language;
	uint32_t known = cache_find(&b->known, hash), key;

	if (known != CACHE_NEW &&
	    (!b->clear || b->index->of_keys[known].clear))
		return known;
	key = add_stem(b, language, word, length);
	if (known == CACHE_NEW && key != MAP_NONE)
		cache_keep(&b->known, hash, key);
	return key;
}

/* Take the hyphens and apostrophes out: 2c-b is written 2cb as well. */
static size_t
without_hyphens(const char *term, char *joined, size_t room)
{
	size_t length = 0;

	for (; *term != '\0' && length + 1 < room; term++)
		if (*term != '-')
			joined[length++] = *term;
	joined[length] = '\0';
	return length;
}

/* Enter the path of the term that came last. Returns 0, or -1. */
static int
add_path(struct builder *b)
{
	const struct path *path = &b->path;
	uint32_t node = INDEX_ROOT;

	for (size_t i = 0; i < path->count; i++) {
		node = add_step(b->index, node, path->keys[i],
		    path->hashes[i]);
		if (node == MAP_NONE)
			return -1;
	}
	return path->count == 0 ? 0 :
	    add_end(b->index, node, path->entry, path->exact);
}

/* Find the keys of a term, and say that its path will be entered soon. */
static int
find_path(struct builder *b, uint32_t number, const char *text,
    struct path *path)
{
	unsigned language = b->lexicon->entries[number].language;
	struct term *term = &b->term;
	uint32_t hash = 0;

	if (term_split(term, text) < 0)
		return -1;
	path->entry = number;
	path->count = term->count;
	path->exact = term->exact;
	for (size_t i = 0; i < term->count; i++) {
		const struct term_word *word = &term->words[i];
		uint32_t key = add_known(b, language_for(language, word),
		    word->text, word->length);

		if (key == MAP_NONE)
			return -1;
		hash = index_hash(hash, key);
		path->keys[i] = key;
		path->hashes[i] = hash;
		slots_expect(&b->index->steps, hash);
	}
	return 0;
}

static int
add_term(struct builder *b, uint32_t number, const char *text)
{
	struct path path;

	if (find_path(b, number, text, &path) < 0 || add_path(b) < 0)
		return -1;
	b->path = path;
	return 0;
}

static int
add_entry(struct builder *b, uint32_t number, struct fault *f)
{
	const struct lexicon *lexicon = b->lexicon;
	const struct entry *entry = &lexicon->entries[number];
	const char *term = lexicon_term(lexicon, entry);
	char joined[STEM_MAX];

	if (entry->off)
		return 0;
	b->clear = index_is_clear(entry);
	if (add_term(b, number, term) < 0)
		return fault(f, "%s:%u: \"%s\" has too many or too long words",
		    lexicon_path(lexicon, entry), entry->line, term);
	if (strchr(term, '-') != NULL &&
	    without_hyphens(term, joined, sizeof(joined)) > 2 &&
	    add_term(b, number, joined) < 0)
		return fault(f, "%s:%u: out of memory",
		    lexicon_path(lexicon, entry), entry->line);
	return 0;
}

/* Begin with no terms. Returns 0, or -1 without memory. */
static int
begin(struct builder *b)
{
	return cache_open(&b->known, WORDS) < 0 || term_open(&b->term) < 0 ||
	    add_node(b->index, INDEX_ROOT, MAP_NONE, 0) == MAP_NONE ? -1 : 0;
}

int
index_build(struct index *index, const struct lexicon *lexicon,
    const struct stemmers *stemmers, struct fault *f)
{
	struct builder b = { .index = index, .lexicon = lexicon,
	    .stemmers = stemmers };
	int status;

	*index = (struct index){ 0 };
	if (heads_open(&index->heads, stemmers->affixes, f) < 0)
		return -1;
	status = begin(&b) == 0 ? 0 : fault(f, "out of memory");
	for (size_t i = 0; i < lexicon->count && status == 0; i++)
		status = add_entry(&b, (uint32_t)i, f);
	if (status == 0 && add_path(&b) < 0)
		status = fault(f, "out of memory");
	cache_close(&b.known);
	term_close(&b.term);
	if (status < 0)
		index_free(index);
	return status;
}
