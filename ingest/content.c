/* SPDX-License-Identifier: MIT */
#include "ingest/content.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "wire/compact.h"

#define NUMBER_DIGITS 18	/* so many always fit in 63 bits */

/* Members of "post" that are content, beside "parts". */
static const char *const members[] = {
	"text", "links", "edited", "forwarded_from", "reply_to"
};

static int
add_parts(json_t *content, const json_t *parts)
{
	json_t *kept = json_array(), *part;
	size_t i;

	json_array_foreach(parts, i, part) {
		const char *kind = json_string_value(json_object_get(part,
		    "kind"));

		if (kind != NULL && strcmp(kind, "preview") == 0)
			continue;
		if (json_array_append(kept, part) < 0)
			break;
	}
	if (json_array_size(kept) == 0) {
		json_decref(kept);
		return 0;
	}
	return json_object_set_new(content, "parts", kept);
}

static int
add_media(json_t *content, const json_t *media)
{
	json_t *kept = json_array(), *medium;
	size_t i;
	int bad = 0;

	json_array_foreach(media, i, medium) {
		json_t *digest = json_object_get(medium, "sha256");

		if (digest == NULL ||
		    json_object_get(medium, "url") != NULL)
			bad |= json_array_append_new(kept, json_null());
		else
			bad |= json_array_append(kept, digest);
	}
	return json_object_set_new(content, "media", kept) | bad;
}

int
content_digest(const json_t *record, char hex[DIGEST_SIZE], struct fault *f)
{
	const json_t *post = json_object_get(record, "post");
	json_t *content = json_object();
	size_t count = sizeof(members) / sizeof(*members);
	int bad = content == NULL;
	size_t length = 0;
	char *text;

	for (size_t i = 0; i < count; i++) {
		json_t *value = json_object_get(post, members[i]);

		if (value != NULL)
			bad |= json_object_set(content, members[i], value);
	}
	bad |= add_parts(content, json_object_get(post, "parts"));
	bad |= add_media(content, json_object_get(record, "media"));
	text = bad ? NULL : compact_json(content, true, &length);
	if (text != NULL)
		digest_bytes(text, length, hex);
	free(text);
	json_decref(content);
	return text == NULL ? fault(f, "out of memory") : 0;
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
