/* SPDX-License-Identifier: MIT */
#include "ingest/telegram-page.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/html.h"
#include "ingest/markup.h"
#include "ingest/post.h"
#include "ingest/telegram-parts.h"
#include "ingest/url.h"

#define VIEWS_MAX 1e15	/* more than that is no number of views */

long long
telegram_number(const struct html_node *message)
{
	const char *name = html_attribute(message, "data-post");
	const char *slash = name == NULL ? NULL : strchr(name, '/');
	char *end;
	long long number;

	if (slash == NULL || slash == name)
		return 0;
	number = strtoll(slash + 1, &end, 10);
	return *end == '\0' && number > 0 ? number : 0;
}

bool
telegram_is_service(const struct html_node *message)
{
	return html_has_class(message, "service_message");
}

long long
telegram_views(const char *label)
{
	char digits[32];
	size_t used = 0;
	double number;
	char *end;

	for (; *label != '\0' && used + 1 < sizeof(digits); label++)
		if (isdigit((unsigned char)*label) ||
		    (*label != '\0' && strchr(".KMB", *label) != NULL))
			digits[used++] = *label;
	digits[used] = '\0';
	number = strtod(digits, &end);
	if (end == digits)
		return -1;
	number *= *end == 'K' ? 1e3 : *end == 'M' ? 1e6 :
	    *end == 'B' ? 1e9 : 1;
	if (number > VIEWS_MAX)
		return -1;
	return (long long)(number + 0.5);
}

long long
telegram_time(const char *text)
{
	struct clock clock;

	return clock_iso(text, &clock) == 0 && clock.zoned ?
	    (long long)clock.when : -1;
}

/* Set a key to the text of the node; nothing where there is no node. */
static int
set_text(json_t *record, const char *key, const struct html_node *node)
{
	char *text = html_text(node);
	int bad = text == NULL || post_set(record, key, text) < 0;

	free(text);
	return bad ? -1 : 0;
}

static int
add_links(json_t *record, const struct html_node *top, const char *base)
{
	int bad = 0;

	for (const struct html_node *node = html_element(top, "a");
	    node != NULL; node = html_following(top, node)) {
		char *link = html_is(node, "a") ?
		    telegram_link(node, base) : NULL;

		bad |= post_add_link(record, link);
		free(link);
	}
	return bad;
}

static int
add_medium(json_t *record, const struct html_node *node, const char *kind,
    const char *base)
{
	const char *webp = html_attribute(node, "data-webp");
	char *shown = webp != NULL ? strdup(webp) : markup_background(node);
	char *url = shown == NULL || shown[0] == '\0' ? NULL :
	    url_join(base, shown);
	json_t *medium = url == NULL ? NULL : post_add_media(record, url);
	const char *href = html_attribute(node, "href");
	int bad = url != NULL && medium == NULL;

	if (medium != NULL)
		bad |= json_object_set_new(medium, "kind", json_string(kind));
	/* An item of an album has a number of its own. */
	if (medium != NULL && href != NULL && strstr(href, "single") != NULL)
		bad |= json_object_set_new(medium, "page", post_string(href,
		    strlen(href)));
	free(shown);
	free(url);
	return bad ? -1 : 0;
}

/* All that shows a picture, in the order of the page. */
static int
add_media(json_t *record, const struct html_node *message, const char *base)
{
	static const struct {
		const char *class, *kind;
	} shown[] = {
		{ CLASS("photo_wrap"), "photo" },
		{ CLASS("video_thumb"), "video" },
		{ CLASS("roundvideo_thumb"), "video" },
		{ CLASS("sticker"), "sticker" },
		{ "link_preview_image", "preview" },
		{ "link_preview_right_image", "preview" },
		{ "link_preview_video_thumb", "preview" },
	};
	int bad = 0;

	for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		for (const struct html_node *node = html_find(message,
		    shown[i].class); node != NULL;
		    node = html_next(message, node, shown[i].class))
			bad |= add_medium(record, node, shown[i].kind, base);
	return bad;
}

/*
 * The text is a direct child of the bubble or of media_supported_cont:
 * replies and previews use the same class further down.
 */
static const struct html_node *
text_node(const struct html_node *message)
{
	const struct html_node *bubble = html_find(message, CLASS("bubble"));
	const struct html_node *text = html_child(bubble, CLASS("text"));
	const struct html_node *next = html_find(message,
	    "media_supported_cont");

	while (text == NULL && next != NULL) {
		text = html_child(next, CLASS("text"));
		next = html_next(message, next, "media_supported_cont");
	}
	return text;
}

/* "https://t.me/Name/100" -> "100", or "Name/100" in another channel. */
static int
set_reply(json_t *record, const struct html_node *message, const char *channel)
{
	const char *href = html_attribute(html_find(message, CLASS("reply")),
	    "href");
	const char *number = href == NULL ? NULL : strrchr(href, '/');
	const char *name = number;
	size_t length;

	if (number == NULL)
		return 0;
	while (name > href && name[-1] != '/')
		name--;
	length = strcspn(number + 1, "?#");
	if ((size_t)(number - name) == strlen(channel) &&
	    strncasecmp(name, channel, strlen(channel)) == 0)
		return post_set_bytes(record, "reply_to", number + 1, length);
	return post_set_bytes(record, "reply_to", name,
	    (size_t)(number - name) + 1 + length);
}

static int
set_forward(json_t *record, const struct html_node *message, const char *base)
{
	const struct html_node *name = html_find(message,
	    CLASS("forwarded_from_name"));
	char *link = name == NULL ? NULL : telegram_link(name, base);
	int bad = set_text(record, "forwarded_from", name);

	bad |= post_set(record, "forwarded_url", link);
	free(link);
	return bad;
}

static int
set_numbers(json_t *record, const struct html_node *message)
{
	const struct html_node *date = html_find(message, CLASS("date"));
	const char *when = html_attribute(html_element(date, "time"),
	    "datetime");
	char *label = html_text(html_find(message, CLASS("views")));
	char *meta = html_text(html_find(message, CLASS("meta")));
	int bad = label == NULL || meta == NULL;

	if (when != NULL)
		bad |= post_set_time(record, "published",
		    (time_t)telegram_time(when));
	if (!bad && label[0] != '\0') {
		bad |= post_set(record, "views_label", label);
		if (telegram_views(label) >= 0)
			bad |= post_set_count(record, "views",
			    telegram_views(label));
	}
	/* Only the word is shown, not the time of the edit. */
	if (!bad && strncmp(meta, "edited", 6) == 0)
		bad |= post_set_new(record, "was_edited", json_true());
	free(label);
	free(meta);
	return bad ? -1 : 0;
}

static int
fill(json_t *record, const struct telegram_page *page,
    const struct html_node *message, const char *channel)
{
	const struct html_node *text = text_node(message);
	int bad = set_numbers(record, message);

	bad |= set_text(record, "author", html_find(message,
	    CLASS("from_author")));
	bad |= set_forward(record, message, page->url);
	bad |= set_reply(record, message, channel);
	bad |= set_text(record, "text", text);
	bad |= text == NULL ? 0 : add_links(record, text, page->url);
	bad |= telegram_add_parts(record, message, page->url);
	bad |= add_media(record, message, page->url);
	return bad;
}

json_t *
telegram_message(const struct telegram_page *page,
    const struct html_node *message)
{
	const char *name = html_attribute(message, "data-post");
	const char *number = strchr(name, '/') + 1;
	char id[256], url[256], channel[128];
	json_t *record;
	int bad;

	snprintf(id, sizeof(id), "telegram:%s", name);
	snprintf(url, sizeof(url), "https://t.me/%s", name);
	snprintf(channel, sizeof(channel), "%.*s", (int)(number - 1 - name),
	    name);
	record = post_new(id, "telegram");
	bad = post_set(record, "channel", channel);
	if (page->title[0] != '\0')
		bad |= post_set(record, "channel_title", page->title);
	else
		bad |= set_text(record, "channel_title", html_find(message,
		    CLASS("owner_name")));
	bad |= post_set(record, "native_id", number);
	bad |= post_set(record, "url", url);
	if (bad || fill(record, page, message, channel) ||
	    !post_says_something(record)) {
		json_decref(record);
		return NULL;
	}
	return record;
}

/* The name as the page writes it; else as the user did. */
static void
own_name(const struct html_node *root, const char *channel, char name[128])
{
	char *shown = html_text(html_find(root,
	    "tgme_channel_info_header_username"));

	snprintf(name, 128, "%s", shown != NULL && shown[0] == '@' &&
	    strcasecmp(shown + 1, channel) == 0 ? shown + 1 : channel);
	free(shown);
}

json_t *
telegram_about(const struct telegram_page *page,
    const struct html_node *root, const char *channel)
{
	const struct html_node *words = html_find(root,
	    "tgme_channel_info_description");
	char name[128], id[256], url[256];
	json_t *record;
	int bad;

	own_name(root, channel, name);
	snprintf(id, sizeof(id), "telegram:%s/about", name);
	snprintf(url, sizeof(url), "https://t.me/%s", name);
	record = post_new(id, "telegram");
	bad = post_set(record, "channel", name);
	bad |= post_set(record, "channel_title", page->title);
	bad |= post_set(record, "native_id", "about");
	bad |= post_set(record, "url", url);
	bad |= set_text(record, "text", words);
	bad |= words == NULL ? 0 : add_links(record, words, page->url);
	if (!bad && post_says_something(record))
		return record;
	json_decref(record);
	return NULL;
}
