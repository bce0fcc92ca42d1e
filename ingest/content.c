/* SPDX-License-Identifier: MIT */
#include "ingest/content.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "wire/compact.h"

#define NUMBER_DIGITS 18	/* so many always fit in 63 bits */

/* A member of "post", if it is there. */
static void
add_member(struct compact *w, const json_t *post, const char *key)
{
	const json_t *value = json_object_get(post, key);

	if (value == NULL)
		return;
	compact_key(w, key);
	compact_value(w, value);
}

static bool
is_preview(const json_t *part)
{
	const char *kind = json_string_value(json_object_get(part, "kind"));

	return kind != NULL && strcmp(kind, "preview") == 0;
}

/* Without previews, which come and go; no key where none is left. */
static void
add_parts(struct compact *w, const json_t *parts)
{
	bool any = false;
	json_t *part;
	size_t i;

	json_array_foreach(parts, i, part) {
		if (is_preview(part))
			continue;
		if (!any) {
			compact_begin(w, "parts", '[');
		}
		any = true;
		compact_value(w, part);
	}
	if (any)
		compact_close(w, ']');
}

/* Only that there is one, where it is fetched: its address may change. */
static void
add_media(struct compact *w, const json_t *media)
{
	json_t *medium;
	size_t i;

	compact_begin(w, "media", '[');
	json_array_foreach(media, i, medium) {
		const json_t *digest = json_object_get(medium, "sha256");

		if (digest == NULL || json_object_get(medium, "url") != NULL)
			compact_written(w, "null", 4);
		else
			compact_value(w, digest);
	}
	compact_close(w, ']');
}

int
content_digest(const json_t *record, unsigned char digest[CONTENT_SIZE],
    struct fault *f)
{
	const json_t *post = json_object_get(record, "post");
	struct compact w = { .sorted = true };
	struct sha256_ctx sha;
	size_t length = 0;
	char *text;

	/* By the alphabet, as in what is already in people's states. */
	compact_open(&w, '{');
	add_member(&w, post, "edited");
	add_member(&w, post, "forwarded_from");
	add_member(&w, post, "links");
	add_media(&w, json_object_get(record, "media"));
	add_parts(&w, json_object_get(post, "parts"));
	add_member(&w, post, "reply_to");
	add_member(&w, post, "text");
	compact_close(&w, '}');
	text = compact_end(&w, &length);
	if (text == NULL)
		return fault(f, "out of memory");
	sha256_init(&sha);
	sha256_update(&sha, length, (const uint8_t *)text);
	sha256_digest(&sha, CONTENT_SIZE, digest);
	free(text);
	return 0;
}

long long
content_number(const char *native_id, size_t *length)
{
	size_t all = strlen(native_id), at = all;

	while (at > 0 && isdigit((unsigned char)native_id[at - 1]))
		at--;
	*length = at;
	return at == all || all - at > NUMBER_DIGITS ||
	    native_id[at] == '0' ? 0 : strtoll(native_id + at, NULL, 10);
}

int
content_key(const json_t *record, struct content_key *key, struct fault *f)
{
	const char *id = json_string_value(json_object_get(record, "id"));
	const char *native = json_string_value(json_object_get(
	    json_object_get(record, "post"), "native_id"));
	size_t length = id == NULL ? 0 : strlen(id);
	size_t tail = native == NULL ? 0 : strlen(native), before;
	struct sha256_ctx sha;

	*key = (struct content_key){ .scope = id };
	if (id == NULL)
		return fault(f, "a record without id");
	if (tail < length && native != NULL &&
	    strcmp(id + length - tail, native) == 0 &&
	    (key->number = content_number(native, &before)) != 0) {
		key->scope_length = length - tail + before;
		return 0;
	}
	key->scope_length = strcspn(id, ":");
	sha256_init(&sha);
	sha256_update(&sha, length, (const uint8_t *)id);
	sha256_digest(&sha, sizeof(key->name), key->name);
	return 0;
}
