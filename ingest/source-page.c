/* SPDX-License-Identifier: MIT */
/*
 * page URL...: any page of the web as one post; and the threads of
 * imageboards, by their JSON, as one post each message.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/board.h"
#include "ingest/charset.h"
#include "ingest/clock.h"
#include "ingest/html.h"
#include "ingest/markup.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/text.h"
#include "ingest/url.h"

#define ARTICLE_LEAST 200	/* bytes of text that make an <article> */

static const struct option_entry options_page[] = {
	{ "images-url", OPTION_TEXT, "URL", NULL,
	    "where a board's pictures are, if not where boards have them" },
	{ .name = NULL }
};

static int
begin(const struct options *options, const char *target, const char *mark,
    struct request *request, struct fault *f)
{
	(void)options;
	(void)mark;
	return request_address(request, target, NULL, f);
}

/* The <meta> whose name or property is this; "" if there is none. */
static const char *
meta(const struct html_node *root, const char *name)
{
	for (const struct html_node *node = html_element(root, "meta");
	    node != NULL; node = html_following(root, node)) {
		const char *key = html_attribute(node, "property");
		const char *content = html_attribute(node, "content");

		if (key == NULL)
			key = html_attribute(node, "name");
		if (html_is(node, "meta") && key != NULL &&
		    strcmp(key, name) == 0)
			return content == NULL ? "" : content;
	}
	return "";
}

/* The part of the page that is meant to be read. */
static const struct html_node *
readable(const struct html_node *root)
{
	static const char *const names[] = { "article", "main", "body" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct html_node *node = html_element(root, names[i]);
		char *text = node == NULL ? NULL : html_text(node);
		bool enough = text != NULL && strlen(text) >= ARTICLE_LEAST;

		free(text);
		if (enough)
			return node;
	}
	return root;
}

static int
set_time(json_t *record, const struct html_node *root)
{
	const struct html_node *time = html_element(root, "time");
	const char *text = meta(root, "article:published_time");
	struct clock clock;
	int bad;

	if (text[0] == '\0' && time != NULL &&
	    html_attribute(time, "datetime") != NULL)
		text = html_attribute(time, "datetime");
	if (clock_iso(text, &clock) < 0)
		return 0;
	bad = post_set_time(record, "published", clock.when);
	if (!clock.zoned)
		bad |= post_set(record, "zone", "unknown");
	return bad;
}

static int
fill(json_t *record, const struct reply *reply, const struct html_node *root)
{
	const struct html_node *shown = readable(root);
	char *title = html_text(html_element(root, "title"));
	char *text = html_text(shown);
	char *host = url_host(reply->final_url);
	int bad = title == NULL || text == NULL;

	bad |= post_set(record, "channel", host);
	bad |= post_set(record, "native_id", reply->target);
	bad |= post_set(record, "url", reply->final_url);
	bad |= post_set(record, "author", meta(root, "author"));
	bad |= set_time(record, root);
	bad |= post_set(record, "text", text);
	bad |= post_add_part(record, "title", title, NULL);
	bad |= post_add_part(record, "preview", meta(root, "description"),
	    NULL);
	/* Links and pictures of the whole page: menus hide the shop. */
	bad |= markup_add_links(record, root, reply->final_url);
	bad |= markup_add_picture(record, reply->final_url, meta(root,
	    "og:image"));
	bad |= markup_add_pictures(record, root, reply->final_url);
	free(title);
	free(text);
	free(host);
	return bad;
}

/* The tree of the page; a header that says UTF-8 wrongly is passed over. */
static struct html *
read_tree(const struct reply *reply)
{
	char named[64];
	const char *charset = NULL;

	if (html_charset(reply->type, named, sizeof(named)))
		charset = strcasecmp(named, "utf-8") != 0 ? named :
		    charset_guess(reply->bytes, reply->length);
	return html_read(reply->bytes, reply->length, charset, NULL);
}

static int
read_html(const struct reply *reply, struct page *page)
{
	struct html *document = read_tree(reply);
	const struct html_node *root = html_root(document);
	struct text id = { .bytes = NULL };
	json_t *record;
	int bad;

	if (root == NULL || root->children == NULL) {
		html_free(document);
		return page_outcome(page, reply->length == 0 ?
		    OUTCOME_EMPTY : OUTCOME_MARKUP_CHANGED,
		    "not a page that can be read");
	}
	text_add_string(&id, "page:");
	text_add_string(&id, reply->target);
	record = id.failed ? NULL : post_new(id.bytes, "page");
	bad = fill(record, reply, root);
	bad |= json_array_append_new(page->records, record);
	text_free(&id);
	html_free(document);
	return bad ? -1 : 0;
}

/* A page may also be plain text, or a picture that was linked to. */
static int
read_plain(const struct reply *reply, struct page *page)
{
	struct text id = { .bytes = NULL };
	json_t *record;
	int bad;

	text_add_string(&id, "page:");
	text_add_string(&id, reply->target);
	record = id.failed ? NULL : post_new(id.bytes, "page");
	bad = post_set(record, "native_id", reply->target);
	bad |= post_set(record, "url", reply->final_url);
	if (strncmp(reply->type, "image/", 6) == 0)
		bad |= record == NULL || post_add_media(record,
		    reply->final_url) == NULL;
	else
		bad |= post_set_bytes(record, "text", reply->bytes,
		    reply->length);
	bad |= json_array_append_new(page->records, record);
	text_free(&id);
	return bad ? -1 : 0;
}

static int
parse(const struct options *options, const struct reply *reply,
    struct page *page, struct fault *f)
{
	int result;

	if (board_is_one(reply))
		result = board_read(reply, option_text(options,
		    "images-url"), page);
	else if (strncmp(reply->type, "text/plain", 10) == 0 ||
	    strncmp(reply->type, "image/", 6) == 0)
		result = read_plain(reply, page);
	else
		result = read_html(reply, page);
	return result < 0 ? fault(f, "out of memory") : 0;
}

const struct source source_page = {
	.name = "page",
	.synopsis = "URL...",
	.summary = "any web page, or the JSON of an imageboard",
	.options = options_page,
	.begin = begin,
	.parse = parse,
	.rate = 1,
	.wants_robots = true,
};
