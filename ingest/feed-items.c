/* SPDX-License-Identifier: MIT */
#include "ingest/feed-items.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/html.h"
#include "ingest/markup.h"
#include "ingest/post.h"
#include "ingest/text.h"
#include "ingest/url.h"
#include "ingest/value.h"
#include "wire/digest.h"

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* The address of the feed, "#", and what tells its items apart. */
static int
make_id(const struct feed *feed, const struct feed_item *item,
    struct text *id, struct text *native)
{
	char hex[DIGEST_SIZE];
	struct text both = { .bytes = NULL };

	if (or_empty(item->guid)[0] != '\0') {
		text_add_string(native, item->guid);
	} else if (or_empty(item->link)[0] != '\0') {
		text_add_string(native, item->link);
	} else {
		text_add_string(&both, or_empty(item->title));
		text_add_string(&both, "\n");
		text_add_string(&both, or_empty(item->published));
		if (both.failed)
			return -1;
		digest_bytes(both.bytes, both.length, hex);
		text_free(&both);
		text_add_string(native, hex);
	}
	text_add_string(id, "feed:");
	text_add_string(id, feed->reply->target);
	text_add_string(id, "#");
	text_add_string(id, native->bytes);
	return id->failed || native->failed ? -1 : 0;
}

/* Feeds write times in either way, whatever their format says. */
static int
set_time(json_t *record, const char *key, const char *text)
{
	struct clock clock;
	int bad;

	if (text == NULL || (clock_iso(text, &clock) < 0 &&
	    clock_mail(text, &clock) < 0))
		return 0;
	bad = post_set_time(record, key, clock.when);
	if (!clock.zoned)
		bad |= post_set(record, "zone", "unknown");
	return bad;
}

static int
set_words(json_t *record, const struct feed *feed,
    const struct feed_item *item)
{
	char *title = html_text_of(or_empty(item->title),
	    strlen(or_empty(item->title)));
	char *url = or_empty(item->link)[0] == '\0' ? NULL :
	    url_join(item->base, item->link);
	const char *content = or_empty(item->content);
	int bad = title == NULL;

	bad |= post_set(record, "url", url);
	bad |= post_set(record, "channel", feed->reply->target);
	bad |= post_set(record, "channel_title", feed->title);
	bad |= post_set(record, "author", item->author);
	bad |= post_add_part(record, "title", title, NULL);
	bad |= markup_set_post(record, content, strlen(content),
	    url != NULL ? url : item->base);
	free(title);
	free(url);
	return bad;
}

json_t *
feed_record(const struct feed *feed, const struct feed_item *item)
{
	struct text id = { .bytes = NULL }, native = { .bytes = NULL };
	json_t *record = NULL;
	int bad = make_id(feed, item, &id, &native);

	if (!bad)
		record = post_new(id.bytes, "feed");
	bad |= post_set(record, "native_id", native.bytes);
	bad |= set_words(record, feed, item);
	bad |= set_time(record, "published", item->published);
	if (or_empty(item->published)[0] == '\0')
		bad |= set_time(record, "published", item->updated);
	else if (json_object_get(post_of(record), "published") == NULL)
		bad |= post_set(record, "date_as_written", item->published);
	else if (strcmp(item->published, or_empty(item->updated)) != 0)
		bad |= set_time(record, "edited", item->updated);
	text_free(&id);
	text_free(&native);
	if (!bad)
		return record;
	json_decref(record);
	return NULL;
}

int
feed_keep(struct page *page, json_t *record)
{
	if (record == NULL || post_says_something(record) ||
	    json_object_get(post_of(record), "url") != NULL)
		return json_array_append_new(page->records, record);
	json_decref(record);
	return 0;
}

/* Files that go with an item of a JSON Feed; pictures are media. */
static int
add_attachments(json_t *record, const char *base, const json_t *item)
{
	const json_t *file;
	size_t i;
	int bad = markup_add_picture(record, base, value_text(item,
	    "image"));

	bad |= markup_add_picture(record, base, value_text(item,
	    "banner_image"));
	json_array_foreach(json_object_get(item, "attachments"), i, file) {
		const char *url = value_text(file, "url");
		const char *type = value_text(file, "mime_type");

		if (type[0] == '\0' ? markup_names_picture(url) :
		    strncmp(type, "image/", 6) == 0)
			bad |= markup_add_picture(record, base, url);
		else if (value_text(file, "title")[0] == '\0')
			bad |= markup_add_file(record, url);
		else
			bad |= post_add_part(record, "document",
			    value_text(file, "title"), url);
	}
	return bad;
}

static int
read_json_item(const struct feed *feed, const json_t *item, struct page *page)
{
	char word[VALUE_WORD_SIZE];
	const json_t *author = json_object_get(item, "author");
	const char *html = value_text(item, "content_html");
	struct feed_item read = {
		.guid = value_word(item, "id", word),
		.link = value_text(item, "url"),
		.title = value_text(item, "title"),
		.published = value_text(item, "date_published"),
		.updated = value_text(item, "date_modified"),
		.content = html, .base = feed->reply->final_url
	};
	json_t *record;
	int bad;

	if (!json_is_object(author))
		author = json_array_get(json_object_get(item, "authors"), 0);
	read.author = value_text(author, "name");
	record = feed_record(feed, &read);
	bad = record == NULL;
	if (html[0] == '\0')
		bad |= post_set(record, "text", value_text(item,
		    "content_text")[0] != '\0' ? value_text(item,
		    "content_text") : value_text(item, "summary"));
	bad |= post_add_link(record, value_text(item, "external_url"));
	bad |= post_add_tags(record, json_object_get(item, "tags"));
	bad |= add_attachments(record, feed->reply->final_url, item);
	return feed_keep(page, record) | bad ? -1 : 0;
}

/* JSON Feed 1.1 (jsonfeed.org). */
int
feed_read_json(const struct reply *reply, struct page *page)
{
	json_t *root = value_read(reply->bytes, reply->length, NULL), *item;
	const json_t *items = json_object_get(root, "items");
	struct feed feed = { .reply = reply };
	size_t i;
	int result = 0;

	if (!json_is_array(items)) {
		json_decref(root);
		return page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "json that is no feed");
	}
	feed.title = strdup(value_text(root, "title"));
	json_array_foreach(items, i, item)
		if (result == 0 && i < FEED_ITEMS_MAX)
			result = read_json_item(&feed, item, page);
	if (i == 0)
		page_outcome(page, OUTCOME_EMPTY, "no items");
	if (i > FEED_ITEMS_MAX)
		page_outcome(page, OUTCOME_TOO_LARGE, "over %d items: the "
		    "rest is left out", FEED_ITEMS_MAX);
	if (value_text(root, "next_url")[0] != '\0')
		page->next = url_join(reply->final_url, value_text(root,
		    "next_url"));
	free(feed.title);
	json_decref(root);
	return result;
}
