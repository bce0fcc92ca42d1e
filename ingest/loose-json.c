/* SPDX-License-Identifier: MIT */
#include "ingest/loose-json.h"

#include <stdlib.h>
#include <string.h>

#define PLAIN_STEP 256	/* bytes looked at in one go */

struct reader {
	struct loose_tree *tree;
	const char *start, *at, *end;
	size_t open[LOOSE_DEPTH_MAX];	/* tokens whose bracket is open */
	size_t depth;
	bool value;			/* in an object: after the colon */
};

static int
wrong(const struct reader *reader, const char *what, struct fault *f)
{
	return fault(f, "not json: %s at byte %zu", what,
	    (size_t)(reader->at - reader->start));
}

/* A new token at the end of the row; NULL at the ceiling. */
static struct loose *
add_token(struct loose_tree *tree, enum loose_kind kind)
{
	struct loose *tokens = tree->tokens;

	if (tree->count == tree->room) {
		size_t room = tree->room == 0 ? 128 : tree->room * 2;

		if (room > LOOSE_TOKENS_MAX)
			return NULL;
		tokens = realloc(tokens, room * sizeof(*tokens));
		if (tokens == NULL)
			return NULL;
		tree->tokens = tokens;
		tree->room = room;
	}
	tokens += tree->count++;
	*tokens = (struct loose){ .kind = kind, .next = tree->count };
	return tokens;
}

static bool
in_object(const struct reader *reader)
{
	return reader->depth > 0 && reader->tree->tokens[
	    reader->open[reader->depth - 1]].kind == LOOSE_OBJECT;
}

static int
open_bracket(struct reader *reader, enum loose_kind kind, struct fault *f)
{
	if (in_object(reader) && !reader->value)
		return wrong(reader, "a bracket for a key", f);
	if (reader->depth == LOOSE_DEPTH_MAX)
		return wrong(reader, "nested too deep", f);
	if (add_token(reader->tree, kind) == NULL)
		return wrong(reader, "too many values", f);
	reader->open[reader->depth++] = reader->tree->count - 1;
	reader->value = false;
	reader->at++;
	return 0;
}

static int
close_bracket(struct reader *reader, enum loose_kind kind, struct fault *f)
{
	struct loose *token;

	if (reader->depth == 0)
		return wrong(reader, "a bracket too many", f);
	token = &reader->tree->tokens[reader->open[--reader->depth]];
	if (token->kind != kind || reader->value)
		return wrong(reader, "a bracket too early", f);
	token->next = reader->tree->count;
	token->length = reader->tree->count - 1 -
	    reader->open[reader->depth];
	reader->at++;
	return 0;
}

/*
 * The two are looked for one after the other, each by the machine's quickest
 * way; in steps, lest a far quote be looked for anew after each backslash.
 */
const char *
loose_plain(const char *at, const char *end)
{
	while (at < end) {
		size_t step = end - at < PLAIN_STEP ? (size_t)(end - at) :
		    PLAIN_STEP;
		const char *quote = memchr(at, '"', step);
		size_t length = quote == NULL ? step : (size_t)(quote - at);
		const char *backslash = memchr(at, '\\', length);

		if (backslash != NULL)
			return backslash;
		if (quote != NULL)
			return quote;
		at += step;
	}
	return end;
}

/* A string, from its opening quote to behind the closing one. */
static int
read_string(struct reader *reader, struct fault *f)
{
	struct loose *token = add_token(reader->tree, LOOSE_STRING);
	const char *at = reader->at + 1;

	if (token == NULL)
		return wrong(reader, "too many values", f);
	token->at = at;
	while ((at = loose_plain(at, reader->end)) < reader->end &&
	    *at == '\\') {
		token->escaped = true;
		at += reader->end - at < 2 ? 1 : 2;
	}
	if (at == reader->end)
		return wrong(reader, "a string that does not end", f);
	token->length = (size_t)(at - token->at);
	reader->at = at + 1;
	return 0;
}

/* A key and its colon. */
static int
read_key(struct reader *reader, struct fault *f)
{
	if (read_string(reader, f) < 0)
		return -1;
	while (reader->at < reader->end && strchr(" \t\r\n",
	    *reader->at) != NULL && *reader->at != '\0')
		reader->at++;
	if (reader->at == reader->end || *reader->at != ':')
		return wrong(reader, "a key without a value", f);
	reader->at++;
	reader->value = true;
	return 0;
}

/* True if these bytes could be a number or a literal of JSON. */
static bool
is_plain(const char *at, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (strchr("+-.0123456789abcdefghijklmnopqrstuvwxyzE",
		    at[i]) == NULL || at[i] == '\0')
			return false;
	return length > 0;
}

/*
 * A value without quotes. A number or a literal ends at a comma; a file
 * name, "video_files/sticker (2).webm", may hold blanks and commas and ends
 * with its line; both end at a closing bracket.
 */
static int
read_bare(struct reader *reader, struct fault *f)
{
	const char *at = reader->at, *comma;
	struct loose *token;

	if (in_object(reader) && !reader->value)
		return wrong(reader, "a key without quotes", f);
	token = add_token(reader->tree, LOOSE_BARE);
	if (token == NULL)
		return wrong(reader, "too many values", f);
	while (at < reader->end && *at != '\n' && *at != '}' && *at != ']' &&
	    *at != '"')
		at++;
	token->at = reader->at;
	token->length = (size_t)(at - reader->at);
	comma = memchr(token->at, ',', token->length);
	if (comma != NULL && is_plain(token->at,
	    (size_t)(comma - token->at)))
		token->length = (size_t)(comma - token->at);
	reader->at += token->length;
	while (token->length > 0 && memchr(" ,\r\t",
	    token->at[token->length - 1], 4) != NULL)
		token->length--;
	return 0;
}

/* One token, or a mark between tokens. */
static int
read_token(struct reader *reader, struct fault *f)
{
	switch (*reader->at) {
	case ' ': case '\t': case '\r': case '\n': case ',':
		reader->at++;
		return 0;
	case '{':
		return open_bracket(reader, LOOSE_OBJECT, f);
	case '[':
		return open_bracket(reader, LOOSE_ARRAY, f);
	case '}':
		return close_bracket(reader, LOOSE_OBJECT, f);
	case ']':
		return close_bracket(reader, LOOSE_ARRAY, f);
	case '"':
		if (in_object(reader) && !reader->value)
			return read_key(reader, f);
		reader->value = false;
		return read_string(reader, f);
	case ':':
		return wrong(reader, "a colon", f);
	default:
		if (read_bare(reader, f) < 0)
			return -1;
		reader->value = false;
		return 0;
	}
}

int
loose_read(struct loose_tree *tree, const char *bytes, size_t length,
    struct fault *f)
{
	struct reader reader = {
		.tree = tree, .start = bytes, .at = bytes,
		.end = bytes + length
	};

	tree->count = 0;
	while (reader.at < reader.end && strchr(" \t\r\n", *reader.at) !=
	    NULL && *reader.at != '\0')
		reader.at++;
	if (reader.at == reader.end || (*reader.at != '{' &&
	    *reader.at != '['))
		return wrong(&reader, "no bracket", f);
	do {
		if (read_token(&reader, f) < 0)
			return -1;
	} while (reader.depth > 0 && reader.at < reader.end);
	return reader.depth == 0 ? 0 : wrong(&reader, "cut short", f);
}

void
loose_close(struct loose_tree *tree)
{
	free(tree->tokens);
	*tree = (struct loose_tree){ .tokens = NULL };
}

bool
loose_is_empty(const struct loose *token)
{
	if (token == NULL)
		return true;
	if (token->kind == LOOSE_BARE)
		return token->length == 4 &&
		    memcmp(token->at, "null", 4) == 0;
	if (token->kind == LOOSE_STRING)
		return token->length == 0;
	return token->length == 0;
}

bool
loose_is(const struct loose *token, const char *string)
{
	size_t length = strlen(string);

	return token != NULL && token->kind == LOOSE_STRING &&
	    token->length == length &&
	    memcmp(token->at, string, length) == 0;
}

const struct loose *
loose_next(const struct loose_tree *tree, const struct loose *array,
    const struct loose *from)
{
	size_t i;

	if (array == NULL || array->kind < LOOSE_OBJECT)
		return NULL;
	i = from == NULL ? (size_t)(array - tree->tokens) + 1 : from->next;
	if (array->kind == LOOSE_OBJECT)
		i++;	/* past the key */
	return i < array->next ? &tree->tokens[i] : NULL;
}

const struct loose *
loose_member(const struct loose_tree *tree, const struct loose *object,
    const char *key)
{
	const struct loose *found = NULL, *name, *end;
	size_t length = strlen(key);

	if (object == NULL || object->kind != LOOSE_OBJECT)
		return NULL;
	end = tree->tokens + object->next;
	for (name = object + 1; name < end; name = tree->tokens +
	    name[1].next)
		if (name->length == length &&
		    memcmp(name->at, key, length) == 0 &&
		    (found == NULL || !loose_is_empty(name + 1)))
			found = name + 1;
	return found;
}
