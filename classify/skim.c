/* SPDX-License-Identifier: MIT */
#include "classify/skim.h"

#include <string.h>

#include "classify/fold.h"
#include "wire/record.h"

enum {
	DEPTH_MAX = 16,		/* of arrays and objects in each other */
	KEYS_MAX = 128,		/* of the objects that are open */
	NUMBER_MAX = 17		/* bytes: fits any integer or real */
};

/* Where in a record a value stands, as klad-record(5) has it. */
enum place {
	PLACE_OTHER,
	PLACE_RECORD,
	PLACE_POST,
	PLACE_PARTS, PLACE_PART,
	PLACE_LINKS,
	PLACE_OCR, PLACE_MEDIUM,
	PLACE_LINES, PLACE_LINE,
	PLACE_CODES, PLACE_CODE,
	PLACE_VERSION,
	PLACE_ID,
	PLACE_TEXT,		/* from here on, what is looked at */
	PLACE_LINK,
	PLACE_OCR_TEXT
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
	enum place from, to;
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
	enum place place;
	bool object;
	size_t first_key;	/* of its keys, in the reader's */
};

struct reader {
	const char *at, *end;
	struct skim *skim;
	struct level levels[DEPTH_MAX];
	size_t depth;
	struct key keys[KEYS_MAX];
	size_t key_count;
	size_t values;		/* as record_parse() counts them, or more */
	bool version, id;	/* seen */
};

static void
pass_blanks(struct reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' ||
	    *r->at == '\r' || *r->at == '\n'))
		r->at++;
}

static bool
take(struct reader *r, char wanted)
{
	if (r->at == r->end || *r->at != wanted)
		return false;
	r->at++;
	return true;
}

/*
 * The bytes of the UTF-8 at a place, or 0 if it is not valid. Two bytes a
 * letter is what most scripts have, and worth a way of its own.
 */
static size_t
letter_length(const char *at, const char *end)
{
	unsigned char first = (unsigned char)at[0];
	uint32_t point;

	if (first >= 0xc2 && first <= 0xdf && end - at >= 2)
		return ((unsigned char)at[1] & 0xc0) == 0x80 ? 2 : 0;
	return fold_decode(at, (size_t)(end - at), &point);
}

/* The bytes of all letters from here on that are not ASCII; 0 as above. */
static size_t
letters_length(const char *at, const char *end)
{
	const char *from = at;

	while (at < end && (unsigned char)*at >= 0x80) {
		size_t length = letter_length(at, end);

		if (length == 0)
			return 0;
		at += length;
	}
	return (size_t)(at - from);
}

/* Take a string and give what stands between its quotes. */
static bool
take_string(struct reader *r, struct key *string, bool *escaped)
{
	const char *at = r->at + 1;

	*escaped = false;
	if (!take(r, '"'))
		return false;
	string->bytes = at;
	while ((at = skim_plain(at, r->end)) < r->end && *at != '"') {
		size_t length = 1;

		if (*at == '\\') {
			length = skim_escape(at, r->end);
			*escaped = true;
		} else if ((unsigned char)*at >= 0x80) {
			length = letters_length(at, r->end);
		} else if ((unsigned char)*at < 0x20) {
			length = 0;
		}
		if (length == 0)
			return false;
		at += length;
	}
	string->length = (size_t)(at - string->bytes);
	r->at = at;
	return take(r, '"');
}

static size_t
pass_digits(struct reader *r)
{
	const char *from = r->at;

	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return (size_t)(r->at - from);
}

/* A number without an exponent, and not too long for one. */
static bool
take_number(struct reader *r)
{
	const char *from = r->at;

	take(r, '-');
	if (!take(r, '0') && pass_digits(r) == 0)
		return false;
	if (take(r, '.') && pass_digits(r) == 0)
		return false;
	return r->at - from <= NUMBER_MAX;
}

static bool
take_word(struct reader *r, const char *word)
{
	size_t length = strlen(word);

	if ((size_t)(r->end - r->at) < length ||
	    memcmp(r->at, word, length) != 0)
		return false;
	r->at += length;
	return true;
}

static bool
is_same(const struct key *a, const struct key *b)
{
	return a->length == b->length &&
	    memcmp(a->bytes, b->bytes, a->length) == 0;
}

/* Where a way leads from a level, by this key or as an item (NULL). */
static enum place
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
add_key(struct reader *r, const struct key *key)
{
	const struct level *level = &r->levels[r->depth - 1];

	for (size_t i = level->first_key; i < r->key_count; i++)
		if (is_same(&r->keys[i], key))
			return false;
	if (r->key_count == KEYS_MAX)
		return false;
	r->keys[r->key_count++] = *key;
	return true;
}

static bool
open_level(struct reader *r, enum place place)
{
	if (r->depth == DEPTH_MAX)
		return false;
	r->values++;
	r->levels[r->depth++] = (struct level){ place, *r->at == '{',
	    r->key_count };
	r->at++;
	return true;
}

static bool
take_text(struct reader *r, enum place place)
{
	struct skim *skim = r->skim;
	struct key string;
	bool escaped;

	if (!take_string(r, &string, &escaped))
		return false;
	r->id |= place == PLACE_ID;
	if (place < PLACE_TEXT || string.length == 0)
		return true;
	if (skim->count == POST_CARRIERS_MAX)
		return false;
	skim->stretches[skim->count++] = (struct stretch){ string.bytes,
	    string.length, escaped, place == PLACE_OCR_TEXT,
	    place == PLACE_LINK };
	return true;
}

/* A value that is no array and no object. */
static bool
take_scalar(struct reader *r, enum place place)
{
	const char *from = r->at;

	switch (*r->at) {
	case '"':
		return take_text(r, place);
	case 't':
		return take_word(r, "true");
	case 'f':
		return take_word(r, "false");
	case 'n':
		return take_word(r, "null");
	default:
		if (!take_number(r))
			return false;
		r->version |= place == PLACE_VERSION && r->at - from == 1 &&
		    *from == '1';
		return true;
	}
}

/* The key before a value, if this is an object. */
static bool
take_key(struct reader *r, enum place *place)
{
	struct key key;
	bool escaped;

	*place = PLACE_OTHER;
	if (!take_string(r, &key, &escaped) || escaped || !add_key(r, &key))
		return false;
	*place = follow(&r->levels[r->depth - 1], &key);
	pass_blanks(r);
	return take(r, ':');
}

/* One value of the innermost level, or its beginning if it is one itself. */
static bool
take_value(struct reader *r)
{
	const struct level *level = &r->levels[r->depth - 1];
	enum place place;

	r->values++;
	if (!level->object)
		place = follow(level, NULL);
	else if (!take_key(r, &place))
		return false;
	pass_blanks(r);
	if (r->at == r->end)
		return false;
	return *r->at == '{' || *r->at == '[' ? open_level(r, place) :
	    take_scalar(r, place);
}

/*
 * What stands after a value: the ends of levels, and a comma if one is still
 * open. An empty level ends without a value before it.
 */
static bool
close_levels(struct reader *r, bool *more)
{
	*more = false;
	for (; r->depth > 0; r->depth--) {
		const struct level *level = &r->levels[r->depth - 1];

		pass_blanks(r);
		if (take(r, ',')) {
			*more = true;
			pass_blanks(r);
			return true;
		}
		if (!take(r, level->object ? '}' : ']'))
			return false;
		r->key_count = level->first_key;
	}
	return true;
}

bool
skim_line(struct skim *skim, const char *line, size_t length)
{
	struct reader r;
	bool more = true;

	/* Not all of it: that would take longer than a short line. */
	r.at = line;
	r.end = line + length;
	r.skim = skim;
	r.depth = r.key_count = r.values = 0;
	r.version = r.id = false;
	skim->count = 0;
	pass_blanks(&r);
	if (r.at == r.end || *r.at != '{' || !open_level(&r, PLACE_RECORD))
		return false;
	while (more) {
		size_t depth = r.depth;

		pass_blanks(&r);
		if (!take_value(&r))
			return false;
		pass_blanks(&r);
		if (r.depth > depth && r.at < r.end && *r.at != ']' &&
		    *r.at != '}')
			continue;
		if (!close_levels(&r, &more))
			return false;
	}
	pass_blanks(&r);
	return r.at == r.end && r.version && r.id &&
	    r.values <= RECORD_VALUES_MAX;
}
