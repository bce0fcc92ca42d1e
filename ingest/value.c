/* SPDX-License-Identifier: MIT */
#include "ingest/value.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/loose-json.h"
#include "ingest/post.h"
#include "wire/line.h"

#define KEY_SIZE 256	/* of one step of a path */

static json_t *build(const struct loose_tree *, const struct loose *,
    struct text *);

/* A text, by way of the scratch. */
static json_t *
build_text(const struct loose *token, struct text *scratch)
{
	text_clear(scratch);
	if (loose_text(token, scratch) < 0)
		return NULL;
	return json_stringn(scratch->length == 0 ? "" : scratch->bytes,
	    scratch->length);
}

static json_t *
build_bare(const struct loose *token, struct text *scratch)
{
	char word[40] = "", *end;
	long long whole;
	double real;

	if (token->length == 0 || token->length >= sizeof(word))
		return build_text(token, scratch);
	memcpy(word, token->at, token->length);
	if (strcmp(word, "null") == 0)
		return json_null();
	if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0)
		return json_boolean(word[0] == 't');
	errno = 0;
	whole = strtoll(word, &end, 10);
	if (*end == '\0' && errno == 0)
		return json_integer(whole);
	real = strtod(word, &end);
	if (*end == '\0' && strspn(word, "+-0123456789.eE") ==
	    token->length && strpbrk(word, ".eE") != NULL)
		return json_real(real);
	return build_text(token, scratch);
}

static json_t *
build_object(const struct loose_tree *tree, const struct loose *token,
    struct text *scratch)
{
	json_t *object = json_object();
	const struct loose *value = NULL;
	int bad = object == NULL;

	while (!bad && (value = loose_next(tree, token, value)) != NULL) {
		json_t *key = build_text(value - 1, scratch);

		bad = key == NULL || json_object_set_new(object,
		    json_string_value(key), build(tree, value, scratch)) < 0;
		json_decref(key);
	}
	if (!bad)
		return object;
	json_decref(object);
	return NULL;
}

static json_t *
build_array(const struct loose_tree *tree, const struct loose *token,
    struct text *scratch)
{
	json_t *array = json_array();
	const struct loose *value = NULL;

	while (array != NULL &&
	    (value = loose_next(tree, token, value)) != NULL) {
		if (json_array_append_new(array, build(tree, value,
		    scratch)) == 0)
			continue;
		json_decref(array);
		array = NULL;
	}
	return array;
}

/* As deep as loose_read() lets it be: LOOSE_DEPTH_MAX. */
static json_t *
build(const struct loose_tree *tree, const struct loose *token,
    struct text *scratch)
{
	switch (token->kind) {
	case LOOSE_STRING:
		return build_text(token, scratch);
	case LOOSE_BARE:
		return build_bare(token, scratch);
	case LOOSE_OBJECT:
		return build_object(tree, token, scratch);
	case LOOSE_ARRAY:
		return build_array(tree, token, scratch);
	}
	return NULL;
}

json_t *
value_read(const char *bytes, size_t length, struct fault *f)
{
	struct loose_tree tree = { .tokens = NULL };
	struct text scratch = { .bytes = NULL };
	size_t mark = line_mark(bytes, length);
	json_t *value = NULL;

	if (loose_read(&tree, bytes + mark, length - mark, f) == 0) {
		value = build(&tree, tree.tokens, &scratch);
		if (value == NULL)
			fault(f, "out of memory");
	}
	text_free(&scratch);
	loose_close(&tree);
	return value;
}

const char *
value_text(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

const char *
value_word(const json_t *object, const char *key, char word[VALUE_WORD_SIZE])
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value))
		return value_text(object, key);
	snprintf(word, VALUE_WORD_SIZE, "%lld",
	    (long long)json_integer_value(value));
	return word;
}

long long
value_count(const json_t *object, const char *key, long long missing)
{
	const json_t *value = json_object_get(object, key);
	const char *text = json_string_value(value);
	long long count;
	char *end;

	if (json_is_integer(value))
		return json_integer_value(value);
	if (json_is_real(value) && json_real_value(value) > -1e15 &&
	    json_real_value(value) < 1e15)
		return (long long)json_real_value(value);
	if (text == NULL || text[0] == '\0')
		return missing;
	count = strtoll(text, &end, 10);
	return *end == '\0' ? count : missing;
}

json_t *
value_at(json_t *value, const char *path)
{
	char key[KEY_SIZE];

	while (value != NULL && *path != '\0') {
		size_t length;
		char *end;

		if (*path == '[') {
			value = json_array_get(value,
			    strtoul(path + 1, &end, 10));
			if (*end != ']' || end == path + 1)
				return NULL;
			path = end + 1;
			continue;
		}
		path += *path == '.' ? 1 : 0;
		length = strcspn(path, ".[");
		if (length >= sizeof(key))
			return NULL;
		memcpy(key, path, length);
		key[length] = '\0';
		if (length > 0)
			value = json_object_get(value, key);
		path += length;
	}
	return value;
}
