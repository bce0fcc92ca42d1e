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

/* Where a page sends its readers on: <meta http-equiv="refresh">. */
static int
add_refresh(json_t *record, const struct html_node *root, const char *base)
{
	int bad = 0;

	for (const struct html_node *node = html_element(root, "meta");
	    node != NULL && !bad; node = html_following(root, node)) {
		const char *what = html_attribute(node, "http-equiv");
		const char *content = html_attribute(node, "content");
		const char *from = what == NULL || content == NULL ||
		    strcasecmp(what, "refresh") != 0 ? NULL :
		    strcasestr(content, "url=");
		char *to;

		if (from == NULL)
			continue;
		from += 4 + strspn(from + 4, " '\"");
		to = strndup(from, strcspn(from, "'\""));
		bad = to == NULL || markup_add_link(record, base, to) < 0;
		free(to);
	}
	return bad;
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

/* The address that relative ones are meant from. Free it. */
static char *
base_of(const struct reply *reply, const struct html_node *root)
{
	const struct html_node *node = html_element(root, "base");

	return url_base(reply->final_url,
	    node == NULL ? NULL : html_attribute(node, "href"));
}

static int
fill(json_t *record, const struct reply *reply, const struct html_node *root)
{
	const struct html_node *shown = readable(root);
	const char *described = meta(root, "description");
	char *title = html_text(html_element(root, "title"));
	char *text = html_text(shown);
	char *host = url_host(reply->final_url);
	char *base = base_of(reply, root);
	int bad = title == NULL || text == NULL || base == NULL;

	bad |= post_set(record, "channel", host);
	bad |= post_set(record, "native_id", reply->target);
	bad |= post_set(record, "url", reply->final_url);
	bad |= post_set(record, "author", meta(root, "author"));
	bad |= set_time(record, root);
	bad |= post_set(record, "text", text);
	bad |= post_add_part(record, "title", title, NULL);
	bad |= post_add_part(record, "preview", described[0] != '\0' ?
	    described : meta(root, "og:description"), NULL);
	/* Links and pictures of the whole page: menus hide the shop. */
	if (bad == 0) {
		bad |= markup_add_links(record, root, base) |
		    add_refresh(record, root, base);
		bad |= markup_add_picture(record, base, meta(root,
		    "og:image"));
		bad |= markup_add_pictures(record, root, base);
	}
	free(base);
	free(title);
	free(text);
	free(host);
	return bad;
}

static int
read_html(const struct reply *reply, struct page *page)
{
	char charset[64] = "";
	struct text id = { .bytes = NULL };
	const struct html_node *root;
	struct html *document;
	json_t *record;
	int bad;

	charset_named(reply->type, charset, sizeof(charset));
	document = html_read(reply->bytes, reply->length, charset, NULL);
	root = html_root(document);
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
	text_free(&id);
	html_free(document);
	if (!bad && !post_says_something(record)) {
		json_decref(record);
		return page_outcome(page, OUTCOME_EMPTY,
		    "nothing to read: it may need a browser");
	}
	return json_array_append_new(page->records, record) | bad ? -1 : 0;
}

/* True if the bytes cannot be text, by MIME Sniffing, 3. */
static bool
is_binary(const struct reply *reply)
{
	size_t length = reply->length < 1445 ? reply->length : 1445;

	if (charset_marked(reply->bytes, reply->length) != NULL)
		return false;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)reply->bytes[i];

		if (c < 0x20 && c != '\t' && c != '\n' && c != '\f' &&
		    c != '\r' && c != 0x1b)
			return true;
	}
	return false;
}

/* True if it may be a page: by its type, or if that tells nothing by looks. */
static bool
may_be_page(const struct reply *reply)
{
	static const char *const types[] = { "text/", "html", "xml", "json" };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strcasestr(reply->type, types[i]) != NULL)
			return true;
	return (reply->type[0] == '\0' ||
	    strncmp(reply->type, "application/octet-stream", 24) == 0) &&
	    !is_binary(reply);
}

static int
set_plain(json_t *record, const struct reply *reply)
{
	struct text text = { .bytes = NULL };
	char charset[64] = "";
	int bad;

	charset_named(reply->type, charset, sizeof(charset));
	bad = charset_decode(reply->bytes, reply->length, charset, NULL,
	    &text);
	bad |= post_set_bytes(record, "text", text.bytes, text.length);
	text_free(&text);
	return bad;
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
		bad |= set_plain(record, reply);
	text_free(&id);
	if (!bad && !post_says_something(record)) {
		json_decref(record);
		return page_outcome(page, OUTCOME_EMPTY, "nothing to read");
	}
	return json_array_append_new(page->records, record) | bad ? -1 : 0;
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
	else if (!may_be_page(reply))
		result = page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "not a page but %.80s", reply->type);
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
