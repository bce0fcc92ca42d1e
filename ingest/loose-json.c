/* SPDX-License-Identifier: MIT */
#include "ingest/loose-json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD */

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

/* A string, from its opening quote to behind the closing one. */
static int
read_string(struct reader *reader, struct fault *f)
{
	struct loose *token = add_token(reader->tree, LOOSE_STRING);
	const char *at = reader->at + 1;

	if (token == NULL)
		return wrong(reader, "too many values", f);
	token->at = at;
	while (at < reader->end && *at != '"') {
		if (*at == '\\') {
			token->escaped = true;
			at++;
		}
		at++;
	}
	if (at >= reader->end)
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
	const struct loose *found = NULL, *value = NULL;

	if (object == NULL || object->kind != LOOSE_OBJECT)
		return NULL;
	while ((value = loose_next(tree, object, value)) != NULL)
		if (loose_is(value - 1, key) && (found == NULL ||
		    !loose_is_empty(value)))
			found = value;
	return found;
}

/* The value of `count` hexadecimal digits, or -1. */
static int
hexadecimal(const char *at, const char *end, int count)
{
	int number = 0;

	if (end - at < count)
		return -1;
	for (int i = 0; i < count; i++) {
		const char *digits = "0123456789abcdef0123456789ABCDEF";
		const char *digit = at[i] == '\0' ? NULL :
		    strchr(digits, at[i]);

		if (digit == NULL)
			return -1;
		number = number * 16 + (int)(digit - digits) % 16;
	}
	return number;
}

static void
add_code(struct text *text, int32_t code)
{
	char utf8[4];
	size_t length;

	if (code == 0 || (code >= 0xd800 && code < 0xe000))
		code = 0xfffd;
	if (code < 0x80) {
		utf8[0] = (char)code;
		length = 1;
	} else if (code < 0x800) {
		utf8[0] = (char)(0xc0 | code >> 6);
		length = 2;
	} else if (code < 0x10000) {
		utf8[0] = (char)(0xe0 | code >> 12);
		length = 3;
	} else {
		utf8[0] = (char)(0xf0 | code >> 18);
		length = 4;
	}
	for (size_t i = 1; i < length; i++)
		utf8[i] = (char)(0x80 | (code >> 6 * (length - 1 - i) &
		    0x3f));
	text_add(text, utf8, length);
}

/* \uXXXX, or a pair of them (RFC 8259, 7). Returns the bytes used. */
static size_t
add_unicode(const char *at, const char *end, struct text *text)
{
	int32_t code = hexadecimal(at + 2, end, 4), low = -1;

	if (code < 0) {
		text_add(text, at, 2);
		return 2;
	}
	if (code >= 0xd800 && code < 0xdc00 && end - at >= 12 &&
	    at[6] == '\\' && at[7] == 'u')
		low = hexadecimal(at + 8, end, 4);
	if (low >= 0xdc00 && low < 0xe000) {
		add_code(text, 0x10000 + ((code - 0xd800) << 10) +
		    (low - 0xdc00));
		return 12;
	}
	add_code(text, code);
	return 6;
}

/* An escape, from its backslash. Returns the bytes used. */
static size_t
add_escape(const char *at, const char *end, struct text *text)
{
	static const char letters[] = "\"\\/bfnrt", values[] =
	    "\"\\/\b\f\n\r\t";
	const char *letter;
	int code;

	if (end - at < 2) {
		text_add(text, at, 1);
		return 1;
	}
	if (at[1] == 'u')
		return add_unicode(at, end, text);
	if (at[1] == 'x' && (code = hexadecimal(at + 2, end, 2)) >= 0) {
		add_code(text, code);
		return 4;
	}
	letter = at[1] == '\0' ? NULL : strchr(letters, at[1]);
	if (letter == NULL) {
		text_add(text, at, 1);
		return 1;
	}
	text_add(text, &values[letter - letters], 1);
	return 2;
}

int
loose_text(const struct loose *token, struct text *text)
{
	const char *at, *end, *start;

	if (loose_is_empty(token) || token->kind > LOOSE_BARE)
		return text->failed ? -1 : 0;
	at = start = token->at;
	end = at + token->length;
	while (at < end) {
		size_t length = *at == '\\' && token->escaped ? 0 :
		    text_sequence((const unsigned char *)at,
		    (size_t)(end - at));

		if (length > 0) {
			at += length;
			continue;
		}
		text_add(text, start, (size_t)(at - start));
		if (*at == '\\') {
			at += add_escape(at, end, text);
		} else {
			text_add_string(text, REPLACEMENT);
			at++;
		}
		start = at;
	}
	return text_add(text, start, (size_t)(at - start));
}

long long
loose_count(const struct loose *token)
{
	char digits[20] = "";

	if (token == NULL || token->kind > LOOSE_BARE ||
	    token->length == 0 || token->length >= sizeof(digits) - 1)
		return -1;
	memcpy(digits, token->at, token->length);
	if (strspn(digits, "0123456789") != token->length)
		return -1;
	return strtoll(digits, NULL, 10);
}
