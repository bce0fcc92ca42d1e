/* SPDX-License-Identifier: MIT */
#include "ingest/export-post.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/export-parts.h"
#include "ingest/post.h"
#include "wire/record.h"

#define FIRST_TIME 1370000000	/* 2013-05-31: before there was Telegram */

/* Why the export has no file; tdesktop writes it in the path's place. */
static const char *
left_out(const char *path)
{
	const char *reason = strstr(path, "(File ");

	if (reason == NULL)
		return NULL;
	if (strstr(reason, "unavailable") != NULL)
		return "unavailable when it was exported";
	if (strstr(reason, "exceeds") != NULL)
		return "over the size that was exported";
	return "not included in the export";
}

/* A picture by its path, or by the reason why the export has none. */
static int
add_picture(struct export_post *post, const struct loose *value)
{
	const char *path = export_word(post, value);
	const char *reason = left_out(path);
	json_t *medium;
	char *json;
	int bad;

	if (path[0] == '\0')
		return 0;
	medium = json_object();
	bad = reason != NULL || post->keep == NULL ?
	    json_object_set_new(medium, "error", json_string(reason)) :
	    post->keep(post->context, path, medium);
	json = bad ? NULL : json_dumps(medium, JSON_COMPACT |
	    JSON_REAL_PRECISION(15));
	if (json != NULL)
		compact_written(&post->media, json, strlen(json));
	bad = json == NULL;
	free(json);
	json_decref(medium);
	return bad;
}

/* Photos, picture files and stickers, and the thumbnails of videos. */
static int
add_pictures(struct export_post *post)
{
	const struct loose *mime = export_field(post, "mime_type");
	const struct loose *file = export_field(post, "file");
	const struct loose *thumbnail = export_field(post, "thumbnail");
	int bad = add_picture(post, export_field(post, "photo"));

	if (file == NULL)
		return bad;
	if (strncmp(export_word(post, mime), "image/", 6) == 0 ||
	    (loose_is(export_field(post, "media_type"), "sticker") &&
	    strstr(export_word(post, file), ".webp") != NULL))
		return bad | add_picture(post, file);
	if (left_out(export_word(post, thumbnail)) == NULL)
		bad |= add_picture(post, thumbnail);
	return bad;
}

static void
set_place(struct export_post *post)
{
	const struct loose *place = export_field(post, "location_information");
	const struct loose *lat = loose_member(&post->tree, place,
	    "latitude");
	const struct loose *lon = loose_member(&post->tree, place,
	    "longitude");
	char numbers[96], *end;
	double north, east;

	if (lat == NULL || lon == NULL)
		return;
	north = strtod(export_word(post, lat), &end);
	if (*end != '\0' || !(north >= -90 && north <= 90))
		return;
	east = strtod(export_word(post, lon), &end);
	if (*end != '\0' || !(east >= -180 && east <= 180))
		return;
	snprintf(numbers, sizeof(numbers), "{\"lat\":%.9g,\"lon\":%.9g}",
	    north, east);
	compact_key(&post->post, "geo");
	compact_written(&post->post, numbers, strlen(numbers));
}

/*
 * A time by its seconds, which are a string; by its text in old exports.
 * Returns false if it was one without zone.
 */
static bool
set_time(struct export_post *post, const struct export_about *about,
    const char *key, const char *name)
{
	char seconds_name[32], when[RECORD_TIME_SIZE];
	struct clock clock = { .zoned = true };

	snprintf(seconds_name, sizeof(seconds_name), "%s_unixtime", name);
	clock.when = loose_count(export_field(post, seconds_name));
	if (clock.when < 0 &&
	    clock_iso(export_word(post, export_field(post, name)), &clock) < 0)
		return true;
	clock_assume(&clock, about->zone);
	/* Exports of 2018 say that all was edited when time began. */
	if (clock.when < FIRST_TIME || clock.when > POST_LAST_TIME)
		return true;
	record_time(clock.when, when);
	compact_pair(&post->post, key, when);
	return clock.zoned;
}

/*
 * Where a person who may can see it: for members, where it is not public.
 * What was said before a group became a supergroup has a number below zero,
 * and no address.
 */
static void
set_url(struct export_post *post, const struct export_about *about,
    const char *number)
{
	char url[512];

	if (number[0] == '-')
		return;
	if (about->channel != NULL)
		snprintf(url, sizeof(url), "https://t.me/%s/%s",
		    about->channel, number);
	else if (strstr(about->type, "channel") != NULL ||
	    strstr(about->type, "supergroup") != NULL)
		snprintf(url, sizeof(url), "https://t.me/c/%s/%s",
		    about->id, number);
	else
		return;
	compact_pair(&post->post, "url", url);
}

static void
set_word(struct export_post *post, const char *key, const char *name)
{
	const struct loose *value = export_field(post, name);

	if (!loose_is_empty(value))
		compact_pair(&post->post, key, export_word(post, value));
}

/* The number of a post here, or after the id of another chat. */
static void
set_reply(struct export_post *post)
{
	const struct loose *chat = export_field(post, "reply_to_peer_id");
	const struct loose *number = export_field(post, "reply_to_message_id");
	char name[64], reply[128];

	if (loose_is_empty(chat) || loose_is_empty(number)) {
		set_word(post, "reply_to", "reply_to_message_id");
		return;
	}
	snprintf(name, sizeof(name), "%s", export_word(post, chat));
	snprintf(reply, sizeof(reply), "%s/%.32s", name,
	    export_word(post, number));
	compact_pair(&post->post, "reply_to", reply);
}

static void
set_origin(struct export_post *post, const struct export_about *about)
{
	bool zoned;

	compact_pair(&post->post, "channel", about->channel != NULL ?
	    about->channel : about->id);
	if (about->title[0] != '\0')
		compact_pair(&post->post, "channel_title", about->title);
	set_word(post, "author", !loose_is_empty(export_field(post, "author")) ?
	    "author" : !loose_is_empty(export_field(post, "from")) ? "from" :
	    "actor");
	set_word(post, "author_id", "from_id");
	zoned = set_time(post, about, "published", "date");
	zoned &= set_time(post, about, "edited", "edited");
	if (!zoned)
		compact_pair(&post->post, "zone", "unknown");
	set_word(post, "forwarded_from", "forwarded_from");
	set_word(post, "via_bot", "via_bot");
	set_reply(post);
}

/* A list under a key, where there is anything in it. */
static void
add_list(struct compact *to, const char *key, const struct compact *list)
{
	if (list->length == 0)
		return;
	compact_begin(to, key, '[');
	compact_written(to, list->bytes, list->length);
	compact_close(to, ']');
}

static void
set_left_out(struct export_post *post)
{
	if (post->left_out == 0)
		return;
	compact_begin(&post->post, "left_out", '{');
	compact_pair_integer(&post->post, "links", post->left_out);
	compact_close(&post->post, '}');
}

/* Put the record together. */
static void
make_line(struct export_post *post, const struct export_about *about,
    const char *number)
{
	struct compact *line = &post->line;
	char id[512];

	snprintf(id, sizeof(id), "%s:%s/%s", about->channel != NULL ?
	    "telegram" : "telegram-export", about->channel != NULL ?
	    about->channel : about->id, number);
	compact_open(line, '{');
	compact_pair_integer(line, "v", RECORD_VERSION);
	compact_pair(line, "id", id);
	compact_begin(line, "post", '{');
	compact_pair(line, "platform", "telegram");
	compact_pair(line, "native_id", number);
	compact_written(line, post->post.bytes, post->post.length);
	compact_close(line, '}');
	add_list(line, "media", &post->media);
	compact_key(line, "evidence");
	compact_written(line, about->evidence, strlen(about->evidence));
	compact_close(line, '}');
}

static void
start(struct export_post *post)
{
	post->line.length = 0;
	post->post.length = 0;
	post->parts.length = 0;
	post->links.length = 0;
	post->left_out = 0;
	post->media.length = 0;
}

int
export_post(struct export_post *post, const struct export_about *about,
    const char *bytes, size_t length, struct fault *f)
{
	char number[32];

	start(post);
	if (loose_read(&post->tree, bytes, length, f) < 0)
		return -1;
	snprintf(number, sizeof(number), "%s", export_word(post,
	    export_field(post, "id")));
	if (number[0] == '\0' || number[strspn(number, "-0123456789")] != '\0')
		return fault(f, "a message without an id");
	export_set_text(post);
	export_add_parts(post);
	set_place(post);
	if (add_pictures(post))
		return fault(f, "out of memory");
	if (!loose_is(export_field(post, "type"), "message") &&
	    post->post.length + post->parts.length + post->media.length == 0)
		return 0;
	add_list(&post->post, "links", &post->links);
	set_left_out(post);
	add_list(&post->post, "parts", &post->parts);
	set_origin(post, about);
	set_url(post, about, number);
	make_line(post, about, number);
	if (post->line.failed || post->post.failed || post->parts.failed ||
	    post->links.failed || post->media.failed || post->word.failed)
		return fault(f, "out of memory");
	return 1;
}

void
export_post_close(struct export_post *post)
{
	compact_free(&post->line);
	compact_free(&post->post);
	compact_free(&post->parts);
	compact_free(&post->links);
	compact_free(&post->media);
	text_free(&post->word);
	loose_close(&post->tree);
}
