/* SPDX-License-Identifier: MIT */
#include "classify/skim-reader.h"

#include <string.h>

#include "wire/record.h"

enum {
	DEPTH_MAX = 16,		/* of arrays and objects in each other */
	KEYS_MAX = 128		/* of the objects that are open */
};

struct key {
	const char *bytes;
	size_t length;
};

#define KEY(text) { text, sizeof(text) - 1 }
#define ITEM { NULL, 0 }	/* any item of an array */

/* The way to the texts, in the order of the places. See post.c. */
static const struct way {
	struct key key;
	enum skim_place from, to;
} ways[] = {
	{ KEY("v"), PLACE_RECORD, PLACE_VERSION },
	{ KEY("id"), PLACE_RECORD, PLACE_ID },
	{ KEY("post"), PLACE_RECORD, PLACE_POST },
	{ KEY("ocr"), PLACE_RECORD, PLACE_OCR },
	{ KEY("text"), PLACE_POST, PLACE_TEXT },
	{ KEY("parts"), PLACE_POST, PLACE_PARTS },
	{ KEY("links"), PLACE_POST, PLACE_LINKS },
	{ ITEM, PLACE_PARTS, PLACE_PART },
	{ KEY("text"), PLACE_PART, PLACE_TEXT },
	{ ITEM, PLACE_LINKS, PLACE_LINK },
	{ ITEM, PLACE_OCR, PLACE_MEDIUM },
	{ KEY("lines"), PLACE_MEDIUM, PLACE_LINES },
	{ KEY("codes"), PLACE_MEDIUM, PLACE_CODES },
	{ ITEM, PLACE_LINES, PLACE_LINE },
	{ KEY("text"), PLACE_LINE, PLACE_OCR_TEXT },
	{ ITEM, PLACE_CODES, PLACE_CODE },
	{ KEY("data"), PLACE_CODE, PLACE_TEXT },
};

/* An array or object that is open. */
struct level {
	enum skim_place place;
	bool object;
	size_t first_key;	/* of its keys, in the reader's */
};

/* A way through a line. */
struct walk {
	struct skim_reader *r;
	struct shape *shape;
	const char *since;	/* the end of the last value */
	struct level levels[DEPTH_MAX];
	size_t depth;
	struct key keys[KEYS_MAX];
	size_t key_count;
	size_t values;		/* as record_parse() counts them, or more */
};

static void
pass_blanks(struct skim_reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' ||
	    *r->at == '\r' || *r->at == '\n'))
		r->at++;
}

static bool
is_same(const struct key *a, const struct key *b)
{
	return a->length == b->length &&
	    memcmp(a->bytes, b->bytes, a->length) == 0;
}

/* Where a way leads from a level, by this key or as an item (NULL). */
static enum skim_place
follow(const struct level *level, const struct key *key)
{
	if (level->place == PLACE_OTHER)
		return PLACE_OTHER;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]) &&
	    ways[i].from <= level->place; i++)
		if (ways[i].from == level->place && (key == NULL ?
		    ways[i].key.bytes == NULL : ways[i].key.bytes != NULL &&
		    is_same(key, &ways[i].key)))
			return ways[i].to;
	return PLACE_OTHER;
}

/* Keep a key, unless its object has it already. */
static bool
add_key(struct walk *walk, const struct key *key)
{
	const struct level *level = &walk->levels[walk->depth - 1];

	for (size_t i = level->first_key; i < walk->key_count; i++)
		if (is_same(&walk->keys[i], key))
			return false;
	if (walk->key_count == KEYS_MAX)
		return false;
	walk->keys[walk->key_count++] = *key;
	return true;
}

static bool
open_level(struct walk *walk, enum skim_place place)
{
	if (walk->depth == DEPTH_MAX)
		return false;
	walk->values++;
	walk->levels[walk->depth++] = (struct level){ place,
	    *walk->r->at == '{', walk->key_count };
	walk->r->at++;
	return true;
}

static bool
take_scalar(struct walk *walk, enum skim_place place)
{
	shape_add(walk->shape, walk->since, walk->r->at, place);
	if (!skim_scalar(walk->r, place))
		return false;
	walk->since = walk->r->at;
	return true;
}

/* The key before a value, if this is an object. */
static bool
take_key(struct walk *walk, enum skim_place *place)
{
	struct skim_reader *r = walk->r;
	struct stretch string;
	struct key key;

	*place = PLACE_OTHER;
	if (!skim_string(r, &string) || string.escaped)
		return false;
	key = (struct key){ string.bytes, string.length };
	if (!add_key(walk, &key))
		return false;
	*place = follow(&walk->levels[walk->depth - 1], &key);
	pass_blanks(r);
	return skim_take(r, ':');
}

/* One value of the innermost level, or its beginning if it is one itself. */
static bool
take_value(struct walk *walk)
{
	const struct level *level = &walk->levels[walk->depth - 1];
	const struct skim_reader *r = walk->r;
	enum skim_place place;

	walk->values++;
	if (!level->object)
		place = follow(level, NULL);
	else if (!take_key(walk, &place))
		return false;
	pass_blanks(walk->r);
	if (r->at == r->end)
		return false;
	return *r->at == '{' || *r->at == '[' ? open_level(walk, place) :
	    take_scalar(walk, place);
}

/*
 * What stands after a value: the ends of levels, and a comma if one is still
 * open. An empty level ends without a value before it.
 */
static bool
close_levels(struct walk *walk, bool *more)
{
	struct skim_reader *r = walk->r;

	*more = false;
	for (; walk->depth > 0; walk->depth--) {
		const struct level *level = &walk->levels[walk->depth - 1];

		pass_blanks(r);
		if (skim_take(r, ',')) {
			*more = true;
			pass_blanks(r);
			return true;
		}
		if (!skim_take(r, level->object ? '}' : ']'))
			return false;
		walk->key_count = level->first_key;
	}
	return true;
}

/* Skim a line that is built like none before, and note its shape. */
static bool
skim_new(struct skim_reader *r, struct shape *shape)
{
	struct walk walk;
	bool more = true;

	/* Not all of it: that would take longer than a short line. */
	walk.r = r;
	walk.shape = shape;
	walk.since = r->at;
	walk.depth = walk.key_count = walk.values = 0;
	shape_begin(shape);
	pass_blanks(r);
	if (r->at == r->end || *r->at != '{' ||
	    !open_level(&walk, PLACE_RECORD))
		return false;
	while (more) {
		size_t depth = walk.depth;

		pass_blanks(r);
		if (!take_value(&walk))
			return false;
		pass_blanks(r);
		if (walk.depth > depth && r->at < r->end && *r->at != ']' &&
		    *r->at != '}')
			continue;
		if (!close_levels(&walk, &more))
			return false;
	}
	pass_blanks(r);
	if (r->at != r->end || !r->version || !r->id ||
	    walk.values > RECORD_VALUES_MAX)
		return false;
	shape_end(shape, walk.since, r->end);
	return true;
}

bool
skim_line(struct skim *skim, const char *line, size_t length)
{
	struct skim_reader r = { line, line, line + length, skim, false,
	    false };

	skim->count = 0;
	if (shape_skim(&skim->shape, &r))
		return true;
	r.at = line;
	r.version = r.id = false;
	skim->count = 0;
	return skim_new(&r, &skim->shape);
}
