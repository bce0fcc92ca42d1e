/* SPDX-License-Identifier: MIT */
#include "ingest/vk-post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/post.h"
#include "ingest/text.h"
#include "ingest/value.h"

#define COPIES_MAX 8	/* posts within posts that are followed */

/* The group (below 0) or person of this number; NULL if not told. */
static const json_t *
who(const json_t *response, long long number)
{
	const json_t *all = json_object_get(response, number < 0 ? "groups" :
	    "profiles");
	const json_t *one;
	size_t i;

	json_array_foreach(all, i, one)
		if (value_count(one, "id", 0) == llabs(number))
			return one;
	return NULL;
}

/* A name as shown. To be freed; NULL if not known. */
static char *
name_of(const json_t *response, long long number)
{
	const json_t *one = who(response, number);
	char *name = NULL;

	if (one == NULL)
		return NULL;
	if (number < 0)
		return strdup(value_text(one, "name"));
	if (asprintf(&name, "%s %s", value_text(one, "first_name"),
	    value_text(one, "last_name")) < 0)
		return NULL;
	return name;
}

/*
 * Mentions, "[club1|Text]", are the text alone, and a link. One that leads
 * to an address, "[https://vk.com/x|Text]", likewise.
 */
static int
add_mentions(json_t *record, const char *from, struct text *text)
{
	const char *open, *bar, *close;
	int bad = 0;

	while ((open = strchr(from, '[')) != NULL) {
		char link[512];
		size_t length;

		bar = strchr(open, '|');
		close = bar == NULL ? NULL : strchr(bar, ']');
		length = strcspn(open + 1, "|[] \n");
		if (close == NULL || open + 1 + length != bar ||
		    length == 0 || length > 400) {
			text_add(text, from, (size_t)(open + 1 - from));
			from = open + 1;
			continue;
		}
		text_add(text, from, (size_t)(open - from));
		text_add(text, bar + 1, (size_t)(close - bar - 1));
		snprintf(link, sizeof(link), "%s%.*s", strncmp(open + 1,
		    "http", 4) == 0 ? "" : "https://vk.com/", (int)length,
		    open + 1);
		bad |= post_add_link(record, link);
		from = close + 1;
	}
	text_add_string(text, from);
	return bad;
}

/* The widest of the sizes of a picture; "url", in old replies "src". */
static int
add_picture(json_t *record, const json_t *sizes)
{
	const json_t *size, *best = NULL;
	const char *url;
	size_t i;

	json_array_foreach(sizes, i, size)
		if (best == NULL || value_count(size, "width", 0) >
		    value_count(best, "width", 0))
			best = size;
	url = value_text(best, "url");
	if (url[0] == '\0')
		url = value_text(best, "src");
	if (url[0] == '\0')
		return 0;
	return post_add_media(record, url) == NULL;
}

/* The pictures of a thing, wherever the kinds of things have them. */
static int
add_pictures(json_t *record, const json_t *thing)
{
	static const char *const lists[] = { "sizes", "image", "images" };
	static const char *const inner[] = { "photo", "thumb" };
	const json_t *photos = json_object_get(thing, "photos"), *photo;
	size_t i;
	int bad = 0;

	for (i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		bad |= add_picture(record, json_object_get(thing, lists[i]));
		for (size_t k = 0; k < sizeof(inner) / sizeof(*inner); k++)
			bad |= add_picture(record, json_object_get(
			    json_object_get(thing, inner[k]), lists[i]));
	}
	json_array_foreach(photos, i, photo)
		bad |= add_picture(record, json_object_get(photo, "sizes"));
	if (json_array_size(photos) == 0 &&
	    value_text(thing, "thumb_photo")[0] != '\0')
		bad |= post_add_media(record, value_text(thing,
		    "thumb_photo")) == NULL;
	return bad;
}

/* A file; its own address has a key in it that is new each time. */
static int
add_document(json_t *record, const json_t *document)
{
	static const char *const pictures[] = {
		"gif", "jpg", "jpeg", "png", "webp"
	};
	const char *kind = value_text(document, "ext");
	const char *url = value_text(document, "url");
	char seen[96], owner[VALUE_WORD_SIZE], word[VALUE_WORD_SIZE];
	const char *number = value_word(document, "id", word);
	int bad;

	snprintf(seen, sizeof(seen), "https://vk.com/doc%.30s_%.30s",
	    value_word(document, "owner_id", owner), number);
	bad = post_add_part(record, "document", value_text(document,
	    "title"), number[0] == '\0' ? NULL : seen);
	for (size_t i = 0; i < sizeof(pictures) / sizeof(*pictures); i++)
		if (strcmp(kind, pictures[i]) == 0 && url[0] != '\0')
			bad |= post_add_media(record, url) == NULL;
	return bad;
}

static int
add_link(json_t *record, const json_t *link)
{
	const char *url = value_text(link, "url");
	const json_t *button = json_object_get(link, "button");
	const char *to = value_text(json_object_get(button, "action"), "url");
	int bad = post_add_link(record, url);

	bad |= post_add_part(record, "preview", value_text(link, "title"),
	    url);
	bad |= post_add_part(record, "preview", value_text(link,
	    "description"), NULL);
	bad |= post_add_part(record, "button", value_text(button, "title"),
	    to);
	return bad | post_add_link(record, to) | add_pictures(record, link);
}

static int
add_poll(json_t *record, const json_t *poll)
{
	return post_add_poll(record, value_text(poll, "question"),
	    json_object_get(poll, "answers"), "text") |
	    add_pictures(record, poll);
}

/* Videos, goods, articles, audio: their words, links and pictures. */
static int
add_words(json_t *record, const json_t *thing)
{
	static const struct {
		const char *key, *kind;
	} words[] = {
		{ "title", "title" }, { "artist", "title" },
		{ "description", "preview" }, { "text", "caption" },
		{ "address", "title" }, { "price", "title" }
	};
	const json_t *price = json_object_get(thing, "price");
	int bad = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		bad |= post_add_part(record, words[i].kind,
		    value_text(thing, words[i].key), NULL);
	bad |= post_add_part(record, "title", value_text(price, "text"),
	    NULL);
	bad |= post_add_link(record, value_text(thing, "view_url"));
	bad |= post_add_link(record, value_text(thing, "link_url"));
	return bad | add_pictures(record, thing);
}

/* What has no more than these; of "pretty_cards" there are several. */
static int
add_other(json_t *record, const json_t *thing)
{
	const json_t *card;
	size_t i;
	int bad = add_words(record, thing);

	json_array_foreach(json_object_get(thing, "cards"), i, card)
		bad |= add_words(record, card);
	return bad;
}

static int
add_attachment(json_t *record, const char *type, const json_t *thing)
{
	if (strcmp(type, "doc") == 0)
		return add_document(record, thing);
	if (strcmp(type, "link") == 0)
		return add_link(record, thing);
	if (strcmp(type, "poll") == 0)
		return add_poll(record, thing);
	if (strcmp(type, "graffiti") == 0 &&
	    value_text(thing, "url")[0] != '\0')
		return post_add_media(record, value_text(thing, "url")) ==
		    NULL;
	return add_other(record, thing);
}

static int
add_attachments(json_t *record, const json_t *item)
{
	const json_t *attachment;
	size_t i;
	int bad = 0;

	json_array_foreach(json_object_get(item, "attachments"), i,
	    attachment) {
		const char *type = value_text(attachment, "type");

		bad |= add_attachment(record, type, json_object_get(
		    attachment, type));
	}
	return bad;
}

/* The post's own words, then those of the posts that it repeats. */
static int
set_content(const json_t *response, const json_t *item, json_t *record)
{
	struct text text = { .bytes = NULL };
	const json_t *copy;
	size_t i;
	int bad = add_mentions(record, value_text(item, "text"), &text) |
	    add_attachments(record, item);

	json_array_foreach(json_object_get(item, "copy_history"), i, copy) {
		char *name = name_of(response, value_count(copy, "owner_id",
		    0));

		if (i == 0)
			bad |= post_set(record, "forwarded_from", name);
		free(name);
		if (i == COPIES_MAX)
			break;
		if (text.length > 0 && value_text(copy, "text")[0] != '\0')
			text_add_string(&text, "\n\n");
		bad |= add_mentions(record, value_text(copy, "text"), &text);
		bad |= add_attachments(record, copy);
	}
	bad |= text.failed | post_set(record, "text", text.bytes);
	text_free(&text);
	return bad | post_add_link(record, value_text(json_object_get(item,
	    "copyright"), "link"));
}

static int
set_place(const json_t *item, json_t *record)
{
	const char *text = value_text(json_object_get(item, "geo"),
	    "coordinates");
	const json_t *place = json_object_get(json_object_get(item, "geo"),
	    "place");
	char *space, *end;
	double lat = strtod(text, &space), lon = strtod(space, &end);

	if (add_words(record, place))
		return -1;
	if (space == text || end == space ||
	    !(lat >= -90 && lat <= 90) || !(lon >= -180 && lon <= 180))
		return 0;
	return post_set_new(record, "geo", json_pack("{s:f, s:f}", "lat", lat,
	    "lon", lon));
}

static int
set_origin(const json_t *response, const json_t *item, json_t *record)
{
	long long owner = value_count(item, "owner_id", 0);
	long long signer = value_count(item, "signer_id",
	    value_count(item, "from_id", owner));
	long long views = value_count(json_object_get(item, "views"),
	    "count", -1);
	char *title = name_of(response, owner);
	char *author = name_of(response, signer);
	const char *name = value_text(who(response, owner), "screen_name");
	char number[VALUE_WORD_SIZE];
	int bad;

	snprintf(number, sizeof(number), "%lld", owner);
	bad = post_set(record, "channel", name[0] != '\0' ? name : number);
	bad |= post_set(record, "channel_title", title);
	bad |= post_set(record, "author", author);
	bad |= post_set_time(record, "published",
	    (time_t)value_count(item, "date", -1));
	bad |= post_set_time(record, "edited",
	    (time_t)value_count(item, "edited", -1));
	if (views >= 0)
		bad |= post_set_count(record, "views", views);
	free(title);
	free(author);
	return bad;
}

int
vk_post(const json_t *response, const json_t *item, json_t **record)
{
	char id[96], url[96], native[64], owner[VALUE_WORD_SIZE],
	    number[VALUE_WORD_SIZE];
	int bad;

	snprintf(native, sizeof(native), "%.30s_%.30s",
	    value_word(item, "owner_id", owner),
	    value_word(item, "id", number));
	if (strspn(native, "-0123456789_") != strlen(native) ||
	    native[0] == '_' || native[strlen(native) - 1] == '_' ||
	    json_is_true(json_object_get(item, "is_deleted")))
		return 0;
	snprintf(id, sizeof(id), "vk:%s", native);
	snprintf(url, sizeof(url), "https://vk.com/wall%s", native);
	*record = post_new(id, "vk");
	bad = post_set(*record, "native_id", native);
	bad |= post_set(*record, "url", url);
	bad |= set_origin(response, item, *record);
	bad |= set_content(response, item, *record);
	bad |= set_place(item, *record);
	if (!bad)
		return 1;
	json_decref(*record);
	return -1;
}
