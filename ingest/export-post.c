/* SPDX-License-Identifier: MIT */
#include "ingest/export-post.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/post.h"
#include "ingest/text.h"

/* The text under a key: "" where there is none. */
static const char *
text_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text == NULL ? "" : text;
}

/* A number or a text under a key as text, in a small buffer. */
static const char *
word_of(const json_t *object, const char *key, char word[32])
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_integer(value))
		return text_of(object, key);
	snprintf(word, 32, "%lld", (long long)json_integer_value(value));
	return word;
}

/*
 * "text" is a string, or an array of strings and objects with a "text"
 * (tdesktop issue 25000).
 */
static void
add_text(const json_t *value, struct text *text)
{
	const json_t *part;
	size_t i;

	if (json_is_string(value))
		text_add(text, json_string_value(value),
		    json_string_length(value));
	json_array_foreach(value, i, part) {
		const json_t *inner = json_is_object(part) ?
		    json_object_get(part, "text") : part;

		if (json_is_string(inner))
			text_add(text, json_string_value(inner),
			    json_string_length(inner));
	}
}

/* Links of the text: shown, and hidden behind other words. */
static int
add_links(json_t *record, const json_t *parts)
{
	const json_t *part;
	size_t i;
	int bad = 0;

	json_array_foreach(parts, i, part) {
		const char *type = text_of(part, "type");

		if (strcmp(type, "text_link") == 0)
			bad |= post_add_link(record, text_of(part, "href"));
		else if (strcmp(type, "link") == 0)
			bad |= post_add_link(record, text_of(part, "text"));
	}
	return bad;
}

static int
set_text(json_t *record, const json_t *message)
{
	const json_t *value = json_object_get(message, "text");
	const json_t *entities = json_object_get(message, "text_entities");
	struct text text = { .bytes = NULL };
	int bad;

	add_text(value, &text);
	if (text.length == 0)
		add_text(entities, &text);
	bad = text.failed;
	if (text.length > 0)
		bad |= post_set_bytes(record, "text", text.bytes,
		    text.length);
	text_free(&text);
	return bad | add_links(record, value) | add_links(record, entities);
}

/* A time by its seconds, which are a string; by its text in old exports. */
static int
set_time(const struct export_context *context, json_t *record,
    const char *key, const json_t *message, const char *name)
{
	char seconds_name[32], word[32];
	const char *seconds;
	struct clock clock;
	int bad = 0;

	snprintf(seconds_name, sizeof(seconds_name), "%s_unixtime", name);
	seconds = word_of(message, seconds_name, word);
	if (seconds[0] >= '0' && seconds[0] <= '9')
		return post_set_time(record, key,
		    (time_t)strtoll(seconds, NULL, 10));
	if (clock_iso(text_of(message, name), &clock) < 0)
		return 0;
	clock_assume(&clock, context->zone);
	bad |= post_set_time(record, key, clock.when);
	if (!clock.zoned)
		bad |= post_set(record, "zone", "unknown");
	return bad;
}

/* Where a person who may can see it: for members, where it is not public. */
static int
set_url(const struct export_context *context, json_t *record,
    const char *number)
{
	char url[256];

	if (context->channel != NULL)
		snprintf(url, sizeof(url), "https://t.me/%s/%s",
		    context->channel, number);
	else if (strstr(context->type, "channel") != NULL ||
	    strstr(context->type, "supergroup") != NULL)
		snprintf(url, sizeof(url), "https://t.me/c/%s/%s",
		    context->id, number);
	else
		return 0;
	return post_set(record, "url", url);
}

static int
set_origin(const struct export_context *context, json_t *record,
    const json_t *message)
{
	const char *author = text_of(message, "author");
	char word[32];
	int bad = 0;

	if (author[0] == '\0')
		author = text_of(message, "from");
	if (author[0] == '\0')
		author = text_of(message, "actor");
	bad |= post_set(record, "channel", context->channel != NULL ?
	    context->channel : context->id);
	bad |= post_set(record, "channel_title", context->title);
	bad |= post_set(record, "author", author);
	bad |= post_set(record, "author_id", text_of(message, "from_id"));
	bad |= set_time(context, record, "published", message, "date");
	bad |= set_time(context, record, "edited", message, "edited");
	bad |= post_set(record, "forwarded_from", text_of(message,
	    "forwarded_from"));
	bad |= post_set(record, "reply_to", word_of(message,
	    "reply_to_message_id", word));
	return bad;
}

/* A poll's question and answers, as one text. */
static int
add_poll(json_t *record, const json_t *poll)
{
	struct text text = { .bytes = NULL };
	const json_t *answer;
	size_t i;
	int bad;

	if (!json_is_object(poll))
		return 0;
	add_text(json_object_get(poll, "question"), &text);
	json_array_foreach(json_object_get(poll, "answers"), i, answer) {
		text_add_string(&text, "\n");
		add_text(json_object_get(answer, "text"), &text);
	}
	bad = text.failed | post_add_part(record, "poll", text.bytes, NULL);
	text_free(&text);
	return bad;
}

static int
add_contact(json_t *record, const json_t *contact)
{
	static const char *const keys[] = {
		"first_name", "last_name", "phone_number"
	};
	struct text text = { .bytes = NULL };
	int bad;

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		const char *word = text_of(contact, keys[i]);

		if (word[0] != '\0' && text.length > 0)
			text_add_string(&text, " ");
		text_add_string(&text, word);
	}
	bad = text.failed | post_add_part(record, "contact", text.bytes,
	    NULL);
	text_free(&text);
	return bad;
}

/* Rows of buttons; those that lead to an address carry it in "data". */
static int
add_buttons(json_t *record, const json_t *rows)
{
	const json_t *row, *button;
	size_t i, k;
	int bad = 0;

	json_array_foreach(rows, i, row) {
		json_array_foreach(row, k, button) {
			bool leads = strcmp(text_of(button, "type"), "url") ==
			    0;
			const char *url = leads ? text_of(button, "data") :
			    NULL;

			bad |= post_add_part(record, "button",
			    text_of(button, "text"), url);
			bad |= post_add_link(record, url);
		}
	}
	return bad;
}

static int
add_parts(json_t *record, const json_t *message)
{
	static const struct {
		const char *key, *kind;
	} parts[] = {
		{ "file_name", "document" }, { "performer", "title" },
		{ "title", "title" }, { "place_name", "title" },
		{ "address", "title" }, { "game_title", "title" },
		{ "game_description", "preview" },
		{ "information_text", "title" }
	};
	const json_t *invoice = json_object_get(message,
	    "invoice_information");
	int bad = 0;

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		bad |= post_add_part(record, parts[i].kind,
		    text_of(message, parts[i].key), NULL);
	bad |= post_add_part(record, "title", text_of(invoice, "title"),
	    NULL);
	bad |= post_add_part(record, "preview", text_of(invoice,
	    "description"), NULL);
	bad |= add_poll(record, json_object_get(message, "poll"));
	bad |= add_contact(record, json_object_get(message,
	    "contact_information"));
	bad |= add_buttons(record, json_object_get(message,
	    "inline_bot_buttons"));
	return bad;
}

static int
set_place(json_t *record, const json_t *message)
{
	const json_t *place = json_object_get(message,
	    "location_information");
	const json_t *lat = json_object_get(place, "latitude");
	const json_t *lon = json_object_get(place, "longitude");

	if (!json_is_number(lat) || !json_is_number(lon))
		return 0;
	return post_set_new(record, "geo", json_pack("{s:f, s:f}", "lat",
	    json_number_value(lat), "lon", json_number_value(lon)));
}

/* A picture by its path, or by the reason why the export has none. */
static int
add_picture(json_t *record, const char *path)
{
	const char *reason = strstr(path, "(File ");
	json_t *medium;

	if (path[0] == '\0')
		return 0;
	medium = post_add_media(record, NULL);
	if (medium == NULL)
		return -1;
	if (reason == NULL)
		return json_object_set_new(medium, "file",
		    json_string(path));
	return json_object_set_new(medium, "error", json_string(
	    strstr(reason, "unavailable") != NULL ?
	    "unavailable when it was exported" :
	    strstr(reason, "exceeds") != NULL ?
	    "over the size that was exported" :
	    "not included in the export"));
}

/* Photos, picture files and stickers, and the thumbnails of videos. */
static int
add_pictures(json_t *record, const json_t *message)
{
	const char *type = text_of(message, "media_type");
	const char *mime = text_of(message, "mime_type");
	const char *file = text_of(message, "file");
	int bad = add_picture(record, text_of(message, "photo"));

	if (strncmp(mime, "image/", 6) == 0 ||
	    (strcmp(type, "sticker") == 0 && strstr(file, ".webp") != NULL))
		return bad | add_picture(record, file);
	if (strstr(text_of(message, "thumbnail"), "(File ") == NULL)
		bad |= add_picture(record, text_of(message, "thumbnail"));
	return bad;
}

int
export_post(const struct export_context *context, const json_t *message,
    json_t **record)
{
	char id[256], word[32];
	const char *number = word_of(message, "id", word);
	bool service = strcmp(text_of(message, "type"), "message") != 0;
	int bad;

	if (number[0] == '\0')
		return 0;
	snprintf(id, sizeof(id), "%s:%s/%.60s", context->channel != NULL ?
	    "telegram" : "telegram-export", context->channel != NULL ?
	    context->channel : context->id, number);
	*record = post_new(id, "telegram");
	bad = post_set(*record, "native_id", number);
	bad |= set_text(*record, message) | add_parts(*record, message);
	bad |= set_place(*record, message) | add_pictures(*record, message);
	if (!bad && service && json_object_get(*record, "media") == NULL &&
	    json_object_size(post_of(*record)) == 2) {
		json_decref(*record);
		return 0;
	}
	bad |= set_origin(context, *record, message);
	bad |= set_url(context, *record, number);
	if (bad) {
		json_decref(*record);
		return -1;
	}
	return 1;
}
