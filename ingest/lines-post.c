/* SPDX-License-Identifier: MIT */
#include "ingest/lines-post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/post.h"
#include "ingest/text.h"
#include "ingest/value.h"
#include "wire/digest.h"

#define ID_MAX 400	/* bytes of an id; of a longer one the digest */

/* What may be mapped, and where it is looked for if --map does not say. */
static const struct field {
	const char *key;
	const char *usual[8];
} fields[] = {
	{ "text", { "text", "content", "body", "message", "full_text",
	    "description", NULL } },
	{ "url", { "url", "link", "permalink", NULL } },
	{ "native_id", { "id", "native_id", "guid", "_id", NULL } },
	{ "author", { "author", "user", "username", "from", "name", NULL } },
	{ "channel", { "channel", "group", "subreddit", NULL } },
	{ "channel_title", { "channel_title", NULL } },
	{ "published", { "published", "date", "created_at", "timestamp",
	    "time", "created_utc", NULL } },
	{ "edited", { "edited", "updated_at", NULL } },
	{ "media", { "media", "image", "images", "photos", NULL } },
	{ "links", { "links", "urls", "outlinks", NULL } },
	{ "title", { "title", "subject", NULL } }
};

/* True if "key=path" may stand in --map: a key of ours, then a path. */
static bool
is_mapping(const char *item, size_t length)
{
	const char *equals = memchr(item, '=', length);
	size_t key = equals == NULL ? 0 : (size_t)(equals - item);

	if (key + 1 >= length || item[key + 1] != '.')
		return false;
	if (key == 2 && memcmp(item, "id", 2) == 0)
		return true;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (strlen(fields[i].key) == key &&
		    memcmp(item, fields[i].key, key) == 0)
			return true;
	return false;
}

int
lines_check_map(const struct options *options, struct fault *f)
{
	const char *map = option_text(options, "map");

	while (map != NULL && *map != '\0') {
		size_t length = strcspn(map, ",");

		if (!is_mapping(map, length))
			return fault(f, "--map: %.*s: not KEY=.PATH with a "
			    "key such as text, url, id or author",
			    (int)(length < 80 ? length : 80), map);
		map += length + (map[length] == ',' ? 1 : 0);
	}
	return 0;
}

/* The path that --map gives for a key; false if it gives none. */
static bool
mapped(const char *map, const char *key, char path[256])
{
	size_t length = strlen(key);

	while (map != NULL && *map != '\0') {
		size_t item = strcspn(map, ",");

		if (item > length + 1 && item - length <= 255 &&
		    strncmp(map, key, length) == 0 && map[length] == '=') {
			memcpy(path, map + length + 1, item - length - 1);
			path[item - length - 1] = '\0';
			return true;
		}
		map += item + (map[item] == ',' ? 1 : 0);
	}
	return false;
}

/* What the line has for a field; NULL if nothing. */
static json_t *
find(const struct options *options, json_t *line, const struct field *field)
{
	const char *map = option_text(options, "map");
	char path[256];

	if (mapped(map, field->key, path) ||
	    (strcmp(field->key, "native_id") == 0 &&
	    mapped(map, "id", path)))
		return value_at(line, path);
	for (size_t i = 0; field->usual[i] != NULL; i++) {
		json_t *value = json_object_get(line, field->usual[i]);

		/* An object has no words of its own. */
		if (value != NULL && !json_is_null(value) &&
		    (field != fields || !json_is_object(value)))
			return value;
	}
	return NULL;
}

/* Seconds since 1970, milliseconds, or a time as text. */
static int
set_time(const struct options *options, json_t *record, const char *key,
    const json_t *value)
{
	const char *text = json_string_value(value);
	double number = json_number_value(value);
	struct clock clock;
	int bad;

	/* A number may be in quotes, as in what Telegram exports. */
	if (text != NULL && strspn(text, "0123456789") == strlen(text) &&
	    (strlen(text) == 10 || strlen(text) == 13))
		number = strtod(text, NULL);
	if (number > 0)
		return number >= 1e16 ? 0 :
		    post_set_time(record, key, (time_t)(number > 1e11 ?
		    number / 1000 : number));
	if (text == NULL || (clock_iso(text, &clock) < 0 &&
	    clock_mail(text, &clock) < 0))
		return strcmp(key, "published") == 0 ? post_set(record,
		    "date_as_written", text) : 0;
	clock_assume(&clock, option_text(options, "zone"));
	bad = post_set_time(record, key, clock.when);
	if (!clock.zoned)
		bad |= post_set(record, "zone", "unknown");
	return bad;
}

/* The first of these members that is a text, else "". */
static const char *
first_text(const json_t *object, const char *const *names)
{
	while (*names != NULL && value_text(object, *names)[0] == '\0')
		names++;
	return *names == NULL ? "" : value_text(object, *names);
}

/* Addresses: one, or a list, or objects that have one. */
static int
add_addresses(json_t *record, const char *key, const json_t *value)
{
	static const char *const names[] = { "expanded_url", "url", NULL };
	const char *url = json_is_object(value) ? first_text(value, names) :
	    json_string_value(value);
	const json_t *one;
	size_t i;
	int bad = 0;

	json_array_foreach(value, i, one)
		if (!json_is_array(one))
			bad |= add_addresses(record, key, one);
	if (url == NULL || url[0] == '\0')
		return bad;
	return bad | (strcmp(key, "links") == 0 ?
	    post_add_link(record, url) : post_add_media(record, url) == NULL);
}

/* A text in pieces, strings or objects that have one each under "text". */
static int
set_pieces(json_t *record, const char *key, const json_t *pieces)
{
	struct text text = { .bytes = NULL };
	const json_t *piece;
	size_t i;
	int bad = 0;

	json_array_foreach(pieces, i, piece)
		bad |= text_add_string(&text, json_is_object(piece) ?
		    value_text(piece, "text") : json_string_value(piece));
	bad |= post_set(record, key, text.bytes);
	text_free(&text);
	return bad;
}

static int
set_field(const struct options *options, json_t *record, const char *key,
    const json_t *value)
{
	static const char *const names[] = {
		"username", "screen_name", "handle", "name", "title", NULL
	};
	char word[VALUE_WORD_SIZE];

	if (strcmp(key, "media") == 0 || strcmp(key, "links") == 0)
		return add_addresses(record, key, value);
	/* An account or a group, by what it is called. */
	if (json_is_object(value) && (strcmp(key, "author") == 0 ||
	    strcmp(key, "channel") == 0))
		return post_set(record, key, first_text(value, names));
	if (json_is_array(value))
		return set_pieces(record, key, value);
	if (strcmp(key, "published") == 0 || strcmp(key, "edited") == 0)
		return set_time(options, record, key, value);
	if (strcmp(key, "title") == 0)
		return post_add_part(record, "title",
		    json_string_value(value), NULL);
	if (json_is_integer(value)) {
		snprintf(word, sizeof(word), "%lld",
		    (long long)json_integer_value(value));
		return post_set(record, key, word);
	}
	return post_set(record, key, json_string_value(value));
}

json_t *
lines_post(const struct options *options, json_t *line, const char *hex)
{
	json_t *number = find(options, line, &fields[2]);
	char id[512], word[VALUE_WORD_SIZE], own[DIGEST_SIZE];
	const char *native = json_string_value(number);
	json_t *record;
	int bad = 0;

	if (json_is_integer(number)) {
		snprintf(word, sizeof(word), "%lld",
		    (long long)json_integer_value(number));
		native = word;
	}
	if (native == NULL || native[0] == '\0') {
		native = hex;
	} else if (strlen(native) > ID_MAX) {
		digest_bytes(native, strlen(native), own);
		native = own;
	}
	snprintf(id, sizeof(id), "lines:%s", native);
	record = post_new(id, "lines");
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const json_t *value = find(options, line, &fields[i]);

		if (value != NULL)
			bad |= set_field(options, record, fields[i].key, value);
	}
	if (!bad)
		return record;
	json_decref(record);
	return NULL;
}
