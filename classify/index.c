/* SPDX-License-Identifier: MIT */
#include "classify/index.h"

#include <stdlib.h>
#include <string.h>

#include "classify/fold.h"
#include "classify/words.h"

enum {
	/* Shorter words have no endings that could be told from a stem. */
	STEMMED_MIN = 3
};

struct builder {
	struct index *index;
	const struct lexicon *lexicon;
	const struct stemmers *stemmers;
	bool clear;		/* the term at hand is */
	struct folded folded;
	struct words words;
};

/* The words of one term, as keys. */
struct path {
	uint32_t keys[INDEX_WORDS_MAX];
	size_t count;
	bool exact;
};

void
index_free(struct index *index)
{
	map_free(&index->keys);
	map_free(&index->edges);
	heads_close(&index->heads);
	free(index->clear);
	free(index->roots);
	free(index->ends);
	free(index->first_end);
	free(index->ahead);
	free(index->origins);
	*index = (struct index){ 0 };
}

static size_t
tag(char key[STEM_MAX + 1], unsigned language, const char *word, size_t length)
{
	if (length > STEM_MAX)
		return 0;
	key[0] = (char)language;
	memcpy(key + 1, word, length);
	return length + 1;
}

uint32_t
index_key(const struct index *index, unsigned language, const char *word,
    size_t length)
{
	char key[STEM_MAX + 1];
	size_t size = tag(key, language, word, length);

	return size == 0 ? MAP_NONE : map_find(&index->keys, key, size);
}

bool
index_is_clear(const struct entry *entry)
{
	return entry->ambiguity == 0 && entry->category < CATEGORY_COURT;
}

/* Room for one key more. Returns 0, or -1 without memory. */
static int
grow_keys(struct index *index)
{
	size_t room = index->key_room * 2 + 1024;
	uint32_t *roots;
	bool *clear;

	if (index->keys.count < index->key_room)
		return 0;
	clear = reallocarray(index->clear, room, sizeof(*clear));
	if (clear == NULL)
		return -1;
	index->clear = clear;
	roots = reallocarray(index->roots, room, sizeof(*roots));
	if (roots == NULL)
		return -1;
	index->roots = roots;
	index->key_room = room;
	return 0;
}

/* A new key, which is not clear, and begins no term. */
static uint32_t
new_key(struct index *index, const char *key, size_t size)
{
	uint32_t number = (uint32_t)index->keys.count;

	if (grow_keys(index) < 0 ||
	    map_add(&index->keys, key, size, number) < 0)
		return MAP_NONE;
	index->clear[number] = false;
	index->roots[number] = MAP_NONE;
	return number;
}

static uint32_t
add_key(struct builder *b, unsigned language, const char *word, size_t length)
{
	struct index *index = b->index;
	char key[STEM_MAX + 1];
	size_t size = tag(key, language, word, length);
	uint32_t got = index_key(index, language, word, length);
	bool new = got == MAP_NONE;

	if (size == 0 ||
	    (new && (got = new_key(index, key, size)) == MAP_NONE))
		return MAP_NONE;
	if (new || (b->clear && !index->clear[got]))
		heads_add(&index->heads, language, word, length, b->clear);
	index->clear[got] |= b->clear;
	return got;
}

uint32_t
index_step(const struct index *index, uint32_t node, uint32_t key)
{
	uint32_t edge[2] = { node, key };

	if (node == INDEX_ROOT)
		return index->roots[key];
	if ((index->ahead[node] & index_bit(key)) == 0)
		return MAP_NONE;
	return map_find(&index->edges, edge, sizeof(edge));
}

void
index_add_heads(const struct index *index, const uint32_t *marked,
    struct heads *heads)
{
	for (size_t i = 0; i < index->keys.size; i++) {
		const struct map_slot *slot = &index->keys.slots[i];
		const char *key = index->keys.keys + slot->key;

		if (slot->value != MAP_NONE && marked[slot->value] != 0)
			heads_add(heads, (unsigned char)key[0], key + 1,
			    slot->length - 1, index->clear[slot->value]);
	}
}

uint32_t
index_bit(uint32_t key)
{
	/* Times the golden ratio, so that near keys lie apart. */
	return UINT32_C(1) << (key * UINT32_C(0x9e3779b9) >> 27);
}

/* Room for one node more. Returns 0, or -1 without memory. */
static int
grow_nodes(struct index *index)
{
	size_t room = index->node_room * 2 + 1024;
	uint32_t *more = reallocarray(index->first_end, room, sizeof(*more));
	struct index_origin *origins;

	if (more == NULL)
		return -1;
	index->first_end = more;
	more = reallocarray(index->ahead, room, sizeof(*more));
	if (more == NULL)
		return -1;
	index->ahead = more;
	origins = reallocarray(index->origins, room, sizeof(*origins));
	if (origins == NULL)
		return -1;
	index->origins = origins;
	index->node_room = room;
	return 0;
}

/* A new node, which this key leads to; MAP_NONE without memory. */
static uint32_t
add_node(struct index *index, uint32_t from, uint32_t key)
{
	if (index->node_count == index->node_room && grow_nodes(index) < 0)
		return MAP_NONE;
	index->ahead[index->node_count] = 0;
	index->first_end[index->node_count] = MAP_NONE;
	index->origins[index->node_count] = (struct index_origin){ from, key };
	return (uint32_t)index->node_count++;
}

static uint32_t
add_step(struct index *index, uint32_t node, uint32_t key)
{
	uint32_t edge[2] = { node, key };
	uint32_t next = index_step(index, node, key);

	if (next != MAP_NONE)
		return next;
	next = add_node(index, node, key);
	if (next == MAP_NONE)
		return MAP_NONE;
	index->ahead[node] |= index_bit(key);
	if (node == INDEX_ROOT)
		index->roots[key] = next;
	else if (map_add(&index->edges, edge, sizeof(edge), next) < 0)
		return MAP_NONE;
	return next;
}

static int
add_end(struct index *index, uint32_t node, uint32_t entry,
    const struct path *path)
{
	if (index->end_count == index->end_room) {
		size_t room = index->end_room * 2 + 1024;
		struct index_end *more = reallocarray(index->ends, room,
		    sizeof(*more));

		if (more == NULL)
			return -1;
		index->ends = more;
		index->end_room = room;
	}
	index->ends[index->end_count] = (struct index_end){ entry,
	    index->first_end[node], path->exact };
	index->first_end[node] = (uint32_t)index->end_count++;
	return 0;
}

static int
add_path(struct index *index, const struct path *path, uint32_t entry)
{
	uint32_t node = INDEX_ROOT;

	for (size_t i = 0; i < path->count; i++) {
		node = add_step(index, node, path->keys[i]);
		if (node == MAP_NONE)
			return -1;
	}
	return add_end(index, node, entry, path);
}

/* The folded word as UTF-8; 0 where it is too long. */
static size_t
spell(const struct folded *folded, const struct word *word,
    char text[STEM_MAX])
{
	size_t length = 0;

	for (size_t i = 0; i < word->count; i++) {
		char bytes[4];
		size_t used = fold_encode(
		    folded->points[word->first + i].point, bytes);

		if (length + used > STEM_MAX)
			return 0;
		memcpy(text + length, bytes, used);
		length += used;
	}
	return length;
}

/* Add a word to the path: by its stem, unless it must stand as written. */
static int
add_word(struct builder *b, struct path *path, unsigned language,
    const struct word *word, bool exact)
{
	char text[STEM_MAX], stem[STEM_MAX];
	size_t length = spell(&b->folded, word, text);
	uint32_t key;

	if (path->count == INDEX_WORDS_MAX || length == 0)
		return -1;
	if (exact || word->kind != WORD_LETTERS || word->count < STEMMED_MIN ||
	    language_at(language)->scripts == SCRIPT_ALL) {
		key = add_key(b, INDEX_EXACT, text, length);
	} else {
		length = stem_word(b->stemmers, language, text, length, stem);
		key = add_key(b, language, stem, length);
	}
	if (key == MAP_NONE)
		return -1;
	path->keys[path->count++] = key;
	return 0;
}

/* Add the words of one space-separated part of a term, `=word` or word. */
static int
add_part(struct builder *b, struct path *path, unsigned language,
    const char *part, size_t length)
{
	bool exact = length > 1 && part[0] == '=';

	if (exact) {
		part++;
		length--;
		path->exact = true;
	}
	if (fold_text(&b->folded, part, length) < 0 ||
	    words_split(&b->words, &b->folded) < 0)
		return -1;
	for (size_t i = 0; i < b->words.count; i++)
		if (add_word(b, path, language, &b->words.words[i], exact) < 0)
			return -1;
	return 0;
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

static int
add_term(struct builder *b, uint32_t number, const char *term)
{
	const struct entry *entry = &b->lexicon->entries[number];
	struct path path = { .count = 0 };

	for (const char *part = term; *part != '\0';) {
		size_t length = strcspn(part, " ");

		if (length > 0 && add_part(b, &path, entry->language, part,
		    length) < 0)
			return -1;
		part += length;
		part += strspn(part, " ");
	}
	return path.count == 0 ? 0 : add_path(b->index, &path, number);
}

static int
add_entry(struct builder *b, uint32_t number, struct fault *f)
{
	const struct entry *entry = &b->lexicon->entries[number];
	char joined[STEM_MAX];

	if (entry->off)
		return 0;
	b->clear = index_is_clear(entry);
	if (add_term(b, number, entry->term) < 0)
		return fault(f, "%s:%u: \"%s\" has too many or too long words",
		    entry->file, entry->line, entry->term);
	if (strchr(entry->term, '-') != NULL &&
	    without_hyphens(entry->term, joined, sizeof(joined)) > 2 &&
	    add_term(b, number, joined) < 0)
		return fault(f, "%s:%u: out of memory", entry->file,
		    entry->line);
	return 0;
}

int
index_build(struct index *index, const struct lexicon *lexicon,
    const struct stemmers *stemmers, struct fault *f)
{
	struct builder b = { .index = index, .lexicon = lexicon,
	    .stemmers = stemmers };
	int status = 0;

	*index = (struct index){ 0 };
	if (heads_open(&index->heads, stemmers->affixes, f) < 0)
		return -1;
	if (add_node(index, INDEX_ROOT, MAP_NONE) == MAP_NONE) {
		index_free(index);
		return fault(f, "out of memory");
	}
	for (size_t i = 0; i < lexicon->count && status == 0; i++)
		status = add_entry(&b, (uint32_t)i, f);
	fold_free(&b.folded);
	words_free(&b.words);
	if (status < 0)
		index_free(index);
	return status;
}
