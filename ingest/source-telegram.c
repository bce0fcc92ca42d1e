/* SPDX-License-Identifier: MIT */
/*
 * The public preview of a channel, https://t.me/s/NAME, page by page
 * backwards. What a missing, a private and an unshown channel answer is the
 * same; it is told from a page that nobody understands any more, and both
 * from a channel without posts.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/html.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/telegram-page.h"
#include "ingest/url.h"

#define NAME_SIZE 65	/* twice what Telegram allows, and a zero */

static const struct option_entry options_telegram[] = {
	{ "base-url", OPTION_TEXT, "URL", "https://t.me",
	    "where the service is, or a mirror of it" },
	OPTIONS_PAGES,
	{ "query", OPTION_TEXT, "TEXT", NULL,
	    "only posts that the service finds for this" },
	{ "discover", OPTION_FLAG, NULL, NULL,
	    "instead of posts, the channels and invitations they mention" },
	{ .name = NULL }
};

/* What a target names: a channel, or one post of it. */
struct target {
	char name[NAME_SIZE];
	char post[24];	/* "" for the whole channel */
	bool item;	/* of an album, alone */
};

/* NAME, @NAME, NAME/123, t.me/NAME, https://t.me/s/NAME/123?single ... */
static int
read_target(const char *text, struct target *target, struct fault *f)
{
	const char *from = strstr(text, "://"), *rest;
	size_t length;

	from = from != NULL ? from + 3 : text;
	if (strchr(from, '.') != NULL && strchr(from, '/') != NULL)
		from = strchr(from, '/') + 1;
	from += strncmp(from, "s/", 2) == 0 ? 2 : 0;
	from += *from == '@' ? 1 : 0;
	for (length = 0; isalnum((unsigned char)from[length]) ||
	    from[length] == '_'; length++)
		;
	rest = from + length;
	if (length == 0 || length >= NAME_SIZE ||
	    (*rest != '\0' && strchr("/?#", *rest) == NULL))
		return fault(f, "not the name of a channel");
	*target = (struct target){ .name = "" };
	memcpy(target->name, from, length);
	if (*rest == '/')
		snprintf(target->post, sizeof(target->post), "%.*s",
		    (int)strspn(rest + 1, "0123456789"), rest + 1);
	target->item = strstr(rest, "?single") != NULL ||
	    strstr(rest, "&single") != NULL;
	return 0;
}

/* The address of a page of the target; before 0 is the newest. */
static char *
page_url(const struct options *options, const struct target *target,
    long long before)
{
	const char *base = option_text(options, "base-url");
	const char *query = option_text(options, "query");
	char *escaped = query == NULL ? NULL : url_escape(query);
	int length = url_base_length(base);
	char *url = NULL, end[64] = "";

	if (before > 0)
		snprintf(end, sizeof(end), "%sbefore=%lld",
		    escaped != NULL ? "&" : "?", before);
	if (target->post[0] != '\0') {
		if (asprintf(&url, "%.*s/%s/%s?embed=1%s", length, base,
		    target->name, target->post,
		    target->item ? "&single=1" : "") < 0)
			url = NULL;
	} else if (asprintf(&url, "%.*s/s/%s%s%s%s", length, base,
	    target->name, escaped != NULL ? "?q=" : "",
	    escaped != NULL ? escaped : "", end) < 0)
		url = NULL;
	free(escaped);
	return url;
}

/* An address must be one of Telegram's, or at the mirror that is asked. */
static bool
is_elsewhere(const struct options *options, const char *name)
{
	static const char *const hosts[] = {
		"t.me", "telegram.me", "telegram.dog"
	};
	const char *host = strstr(name, "://");
	size_t length;

	host = host != NULL ? host + 3 : name;
	host += strncasecmp(host, "www.", 4) == 0 ? 4 : 0;
	length = strcspn(host, "/");
	if (memchr(host, '.', length) == NULL && strstr(name, "://") == NULL)
		return false;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++)
		if (strlen(hosts[i]) == length &&
		    strncasecmp(host, hosts[i], length) == 0)
			return false;
	return !url_same_origin(name, option_text(options, "base-url"));
}

static int
begin(const struct options *options, const char *name, const char *mark,
    struct request *request, struct fault *f)
{
	struct target target;

	(void)mark;
	if (read_target(name, &target, f) < 0)
		return -1;
	if (is_elsewhere(options, name))
		return fault(f, "neither an address of Telegram nor of "
		    "--base-url");
	request->url = page_url(options, &target, 0);
	if (request->url == NULL)
		return fault(f, "out of memory");
	request->named = option_given(options, "base-url");
	return 0;
}

/* Count what the messages of a page come to. */
struct found {
	unsigned messages, services, unsupported, dated, nameless;
	long long first, last;	/* numbers on the page */
};

static void
count(struct found *found, const struct html_node *message,
    const json_t *record)
{
	long long number = telegram_number(message);

	found->messages++;
	found->services += telegram_is_service(message) ? 1 : 0;
	if (record == NULL && (html_find(message,
	    "message_media_not_supported") != NULL ||
	    html_find(message, "media_not_supported_cont") != NULL))
		found->unsupported++;
	if (json_object_get(post_of(record), "published") != NULL)
		found->dated++;
	if (number == 0) {
		found->nameless += !telegram_is_service(message);
		return;
	}
	if (found->first == 0 || number < found->first)
		found->first = number;
	if (number > found->last)
		found->last = number;
}

/* True if the node lies somewhere below top. */
static bool
is_within(const struct html_node *top, const struct html_node *node)
{
	while (node != NULL && node != top)
		node = node->parent;
	return node != NULL;
}

/*
 * A message in a message is none of the channel's, and would say again what
 * the outer one says: one page could so become gigabytes of records.
 */
static int
read_messages(const struct telegram_page *shown, const struct html_node *top,
    struct page *page, struct found *found)
{
	static const char class[] = "tgme_widget_message";
	const struct html_node *outer = NULL;

	for (const struct html_node *node = html_find(top, class);
	    node != NULL; node = html_next(top, node, class)) {
		json_t *record = NULL;

		if (outer != NULL && is_within(outer, node))
			continue;
		outer = node;
		if (telegram_number(node) > 0 && !telegram_is_service(node))
			record = telegram_message(shown, node);
		count(found, node, record);
		if (record != NULL &&
		    json_array_append_new(page->records, record) < 0)
			return -1;
		if (record == NULL && telegram_number(node) > 0 &&
		    page_also_shows(page, telegram_number(node)) < 0)
			return -1;
	}
	return 0;
}

/* Where the link to older posts leads, or else below the lowest seen. */
static long long
older(const struct html_node *root, const struct found *found, const char *url)
{
	char *now = url_query(url, "before");
	long long limit = now == NULL ? 0 : strtoll(now, NULL, 10);
	long long before = found->first;
	static const char class[] = "tme_messages_more";

	free(now);
	for (const struct html_node *node = html_find(root, class);
	    node != NULL; node = html_next(root, node, class)) {
		const char *number = html_attribute(node, "data-before");

		if (number != NULL && strtoll(number, NULL, 10) > 0)
			before = strtoll(number, NULL, 10);
	}
	/* Backwards, or the walk would never end. */
	return before > 1 && (limit == 0 || before < limit) ? before : 0;
}

/* A history without messages: an empty channel, or one not understood? */
static int
judge_empty(const struct html_node *history, struct page *page)
{
	char *text = html_text(history);
	bool bare = text == NULL || text[0] == '\0';

	free(text);
	if (bare || html_find(history, "tme_no_messages_found") != NULL)
		return page_outcome(page, OUTCOME_EMPTY, "no posts");
	return page_outcome(page, OUTCOME_MARKUP_CHANGED,
	    "a history without a message that is understood");
}

static int
judge(struct page *page, const struct found *found)
{
	size_t records = json_array_size(page->records);

	if (records == 0 && found->messages > found->services +
	    found->unsupported)
		return page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "%u messages, and nothing in them is understood",
		    found->messages);
	if (records > 0 && found->dated == 0)
		return page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "no message has a date that is understood");
	if (records == 0)
		return page_outcome(page, OUTCOME_EMPTY,
		    "%u messages, none with content", found->messages);
	return 0;
}

/* Is the channel itself asked for: no single post, no search in it? */
static bool
asks_channel(const struct options *options, const struct target *target)
{
	return target->post[0] == '\0' && option_text(options, "query") == NULL;
}

/* What a page of messages comes to, and where it leads. */
static int
judge_messages(const struct options *options, const struct reply *reply,
    const struct html_node *root, const struct target *target,
    const struct found *found, struct page *page)
{
	long long before = target->post[0] != '\0' ? 0 :
	    older(root, found, reply->url);

	if (before > 0)
		page->next = page_url(options, target, before);
	/* One without number may be a post that seems to be gone. */
	if (asks_channel(options, target) && found->nameless == 0) {
		page->first = found->first;
		page->last = found->last;
	}
	return judge(page, found);
}

/* A page without a history of posts: which of two reasons? */
static int
judge_missing(const struct reply *reply, const struct html_node *root,
    struct page *page)
{
	bool moved = strstr(reply->url, "/s/") != NULL &&
	    strstr(reply->final_url, "/s/") == NULL;

	if (moved || html_find(root, "tgme_page_title") != NULL ||
	    html_find(root, "tgme_page_action") != NULL ||
	    html_find(root, "tgme_widget_message_error") != NULL)
		return page_outcome(page, OUTCOME_PREVIEW_UNAVAILABLE,
		    "no preview: private, missing, a group, or not shown");
	return page_outcome(page, OUTCOME_MARKUP_CHANGED,
	    "neither a channel nor the page of a missing one");
}

/* Of the first page only: the others say it again. */
static int
add_about(const struct options *options, const struct reply *reply,
    const struct telegram_page *shown, const struct html_node *root,
    const struct target *target, struct page *page)
{
	char *before = url_query(reply->url, "before");
	json_t *record = NULL;

	if (before == NULL && asks_channel(options, target))
		record = telegram_about(shown, root, target->name);
	free(before);
	return record == NULL ? 0 :
	    json_array_append_new(page->records, record);
}

static int
parse_tree(const struct options *options, const struct reply *reply,
    const struct html_node *root, struct page *page)
{
	const struct html_node *history = html_find(root,
	    "tgme_channel_history");
	char *title = html_text(html_find(root,
	    "tgme_channel_info_header_title"));
	struct telegram_page shown = { reply->final_url, title };
	struct found found = { .messages = 0 };
	struct target target = { .name = "" };
	int result = title == NULL ? -1 : 0;

	if (result == 0)
		result = read_messages(&shown, root, page, &found);
	if (result < 0 || read_target(reply->target, &target, NULL) < 0) {
		free(title);
		return -1;
	}
	if (found.messages == 0)
		result = history == NULL ? judge_missing(reply, root, page) :
		    judge_empty(history, page);
	else
		result = judge_messages(options, reply, root, &target, &found,
		    page);
	/* What is not understood any more is no channel that says this. */
	if (result == 0 && outcome_is_good(page->outcome))
		result = add_about(options, reply, &shown, root, &target,
		    page);
	free(title);
	return result;
}

static int
parse(const struct options *options, const struct reply *reply,
    struct page *page, struct fault *f)
{
	struct html *document = html_read(reply->bytes, reply->length,
	    NULL, NULL);
	int result;

	if (document == NULL)
		return page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "not a page that can be read");
	result = parse_tree(options, reply, html_root(document), page);
	html_free(document);
	return result < 0 ? fault(f, "out of memory") : 0;
}

const struct source source_telegram = {
	.name = "telegram",
	.synopsis = "NAME...",
	.summary = "a public channel, from its preview page",
	.options = options_telegram,
	.begin = begin,
	.parse = parse,
	.rate = 1,
};
