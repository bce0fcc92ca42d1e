/* SPDX-License-Identifier: MIT */
/*
 * bluesky HANDLE...: the posts of an account on Bluesky, by the public API
 * of the AT protocol (app.bsky.feed.getAuthorFeed).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/url.h"
#include "ingest/value.h"

#define DEPTH_MAX 3	/* of posts that quote posts */

static const struct option_entry options_bluesky[] = {
	{ "base-url", OPTION_TEXT, "URL", "https://public.api.bsky.app",
	    "where the service is" },
	{ "page-size", OPTION_NUMBER, "N", "100", "posts asked for at once" },
	OPTIONS_PAGES,
	{ .name = NULL }
};

/* "name.bsky.social", "@name...", "did:plc:...", a profile's address. */
static int
read_actor(const char *target, char actor[256], struct fault *f)
{
	return url_account(target, "/profile/", ".-:_%", actor, 256) == 0 ?
	    0 : fault(f, "not a handle");
}

static char *
page_url(const struct options *options, const char *actor, const char *cursor)
{
	const char *base = option_text(options, "base-url");
	char *escaped = url_escape(cursor), *url = NULL;

	if (escaped == NULL || asprintf(&url, "%.*s/xrpc/"
	    "app.bsky.feed.getAuthorFeed?actor=%s&limit=%lld%s%s",
	    url_base_length(base), base, actor,
	    option_count(options, "page-size"),
	    escaped[0] == '\0' ? "" : "&cursor=", escaped) < 0)
		url = NULL;
	free(escaped);
	return url;
}

static int
begin(const struct options *options, const char *target, const char *mark,
    struct request *request, struct fault *f)
{
	char actor[256];

	(void)mark;
	if (read_actor(target, actor, f) < 0)
		return -1;
	request->url = page_url(options, actor, "");
	request->named = option_given(options, "base-url");
	return request->url == NULL ? fault(f, "out of memory") : 0;
}

static int add_quote(json_t *, const json_t *, unsigned);

static int
add_picture(json_t *record, const char *url)
{
	return url[0] != '\0' && post_add_media(record, url) == NULL;
}

/* The card of a link, with its picture. */
static int
add_card(json_t *record, const json_t *card)
{
	const char *url = value_text(card, "uri");

	return post_add_link(record, url) | post_add_part(record, "preview",
	    value_text(card, "title"), url) | post_add_part(record, "preview",
	    value_text(card, "description"), NULL) |
	    add_picture(record, value_text(card, "thumb"));
}

/* Pictures, a link's card, a video's still, a quoted post. */
static int
add_embed(json_t *record, const json_t *embed, unsigned depth)
{
	const json_t *image;
	size_t i;
	int bad = 0;

	json_array_foreach(json_object_get(embed, "images"), i, image) {
		const char *full = value_text(image, "fullsize");

		bad |= add_picture(record, full[0] != '\0' ? full :
		    value_text(image, "thumb"));
		bad |= post_add_part(record, "caption", value_text(image,
		    "alt"), NULL);
	}
	bad |= add_card(record, json_object_get(embed, "external"));
	bad |= add_picture(record, value_text(embed, "thumbnail"));
	bad |= post_add_part(record, "caption", value_text(embed, "alt"),
	    NULL);
	if (json_is_object(json_object_get(embed, "media")))
		bad |= add_embed(record, json_object_get(embed, "media"),
		    DEPTH_MAX);
	return depth >= DEPTH_MAX ? bad : bad | add_quote(record,
	    json_object_get(embed, "record"), depth);
}

/* Links and tags of the text (app.bsky.richtext.facet). */
static int
add_facets(json_t *record, const json_t *facets)
{
	const json_t *facet, *feature;
	size_t i, k;
	int bad = 0;

	json_array_foreach(facets, i, facet) {
		json_array_foreach(json_object_get(facet, "features"), k,
		    feature) {
			bad |= post_add_link(record, value_text(feature,
			    "uri"));
			bad |= post_add_part(record, "tag",
			    value_text(feature, "tag"), NULL);
		}
	}
	return bad;
}

/*
 * What a post that is quoted says and shows; or the name and description of a
 * list, a feed or a starter pack.
 */
static int
add_quote(json_t *record, const json_t *quoted, unsigned depth)
{
	static const char *const names[] = {
		"displayName", "name", "description"
	};
	const json_t *inner = json_object_get(quoted, "record"), *value;
	const json_t *embed;
	size_t i;
	int bad = 0;

	if (json_is_object(inner))
		quoted = inner;
	value = json_object_get(quoted, "value");
	bad |= post_add_part(record, "quote", value_text(value, "text"),
	    NULL);
	bad |= add_facets(record, json_object_get(value, "facets"));
	for (i = 0; i < sizeof(names) / sizeof(*names); i++)
		bad |= post_add_part(record, "preview", value_text(quoted,
		    names[i]), NULL);
	json_array_foreach(json_object_get(quoted, "embeds"), i, embed)
		bad |= add_embed(record, embed, depth + 1);
	return bad;
}

/*
 * When it was written, as its author says: before the service saw it, or that
 * is when.
 */
static int
set_published(json_t *record, const json_t *post)
{
	const json_t *said = json_object_get(post, "record");
	struct clock written, seen;
	bool told = clock_iso(value_text(said, "createdAt"), &written) == 0 &&
	    written.when >= 0;

	if (clock_iso(value_text(post, "indexedAt"), &seen) == 0 &&
	    (!told || written.when > seen.when))
		return post_set_time(record, "published", seen.when);
	return told ? post_set_time(record, "published", written.when) : 0;
}

static int
set_content(json_t *record, const json_t *post)
{
	const json_t *said = json_object_get(post, "record");
	const json_t *parent = json_object_get(json_object_get(said,
	    "reply"), "parent");
	int bad = post_set(record, "text", value_text(said, "text"));

	bad |= set_published(record, post);
	bad |= post_set(record, "reply_to", value_text(parent, "uri"));
	bad |= add_facets(record, json_object_get(said, "facets"));
	/* Those that do not stand in the text. */
	bad |= post_add_tags(record, json_object_get(said, "tags"));
	return bad | add_embed(record, json_object_get(post, "embed"), 0);
}

/* "at://did:plc:abc/app.bsky.feed.post/3k..." is DID and record key. */
static int
split_uri(const char *uri, char did[256], char key[128])
{
	return sscanf(uri, "at://%255[^/]/app.bsky.feed.post/%127[^/]", did,
	    key) == 2 ? 0 : -1;
}

/*
 * Who reposted it; NULL if the account wrote it itself. The reason may also
 * be that it is pinned, and that names nobody.
 */
static const json_t *
reposter(const json_t *entry)
{
	return json_object_get(json_object_get(entry, "reason"), "by");
}

/* A repost is another post than the one that it repeats. */
static void
make_id(const json_t *by, const char *did, const char *key, char id[1024])
{
	const char *whose = value_text(by, "did");

	if (by == NULL)
		snprintf(id, 1024, "bluesky:%s/%s", did, key);
	else
		snprintf(id, 1024, "bluesky:%.250s/repost/%s/%s",
		    whose[0] != '\0' ? whose : value_text(by, "handle"),
		    did, key);
}

/* Returns 1 with a record, 0 for what is no post, -1 without memory. */
static int
read_post(const json_t *entry, const char *actor, json_t **record)
{
	const json_t *post = json_object_get(entry, "post");
	const json_t *author = json_object_get(post, "author");
	const json_t *by = reposter(entry);
	const char *handle = value_text(author, "handle");
	char did[256], key[128], id[1024], url[512];
	struct clock clock;
	int bad;

	if (split_uri(value_text(post, "uri"), did, key) < 0)
		return 0;
	make_id(by, did, key, id);
	snprintf(url, sizeof(url), "https://bsky.app/profile/%s/post/%s",
	    handle[0] != '\0' ? handle : did, key);
	*record = post_new(id, "bluesky");
	bad = post_set(*record, "channel", by != NULL ? actor : handle);
	bad |= post_set(*record, "native_id", value_text(post, "uri"));
	bad |= post_set(*record, "url", url);
	bad |= post_set(*record, "author", handle);
	bad |= post_set(*record, "author_name", value_text(author,
	    "displayName"));
	if (by != NULL)
		bad |= post_set(*record, "forwarded_from", handle);
	bad |= set_content(*record, post);
	/* A repost is as old as itself, whatever it repeats. */
	if (by != NULL && clock_iso(value_text(json_object_get(entry,
	    "reason"), "indexedAt"), &clock) == 0)
		bad |= post_set_time(*record, "published", clock.when);
	if (!bad)
		return 1;
	json_decref(*record);
	return -1;
}

/*
 * The pinned post stands first, wherever it belongs: its entry gives that
 * as the reason.
 */
static bool
is_pinned(const json_t *entry)
{
	const json_t *reason = json_object_get(entry, "reason");

	return reason != NULL && reposter(entry) == NULL;
}

static int
add_entry(const json_t *entry, const struct reply *reply, const char *actor,
    struct page *page)
{
	json_t *record;
	int got = read_post(entry, actor, &record);

	if (got <= 0)
		return got;
	if (json_array_append_new(page->records, record) < 0)
		return -1;
	return reply->number > 0 || is_pinned(entry) ? 0 :
	    page_shows(page, record);
}

static int
read_feed(const struct options *options, const struct reply *reply,
    const json_t *root, struct page *page)
{
	const json_t *feed = json_object_get(root, "feed"), *entry;
	const char *cursor = value_text(root, "cursor");
	char actor[256];
	size_t i;

	if (read_actor(reply->target, actor, NULL) < 0)
		return -1;
	json_array_foreach(feed, i, entry)
		if (add_entry(entry, reply, actor, page) < 0)
			return -1;
	if (i == 0)
		return page_outcome(page, OUTCOME_EMPTY, "no posts");
	page_missed(page, i);
	if (json_array_size(page->records) == 0)
		return 0;
	if (cursor[0] != '\0')
		page->next = page_url(options, actor, cursor);
	return 0;
}

/* An XRPC error: {"error":"InvalidRequest","message":"Profile not found"}. */
static int
judge_error(const struct reply *reply, const json_t *root, struct page *page)
{
	const char *error = value_text(root, "error");
	const char *message = value_text(root, "message");
	enum outcome outcome = OUTCOME_UNREACHABLE;

	if (strstr(message, "not found") != NULL || strcmp(error,
	    "AccountTakedown") == 0 || strcmp(error,
	    "AccountDeactivated") == 0 || reply->status == 404)
		outcome = OUTCOME_GONE;
	else if (reply->status == 429 || strcmp(error,
	    "RateLimitExceeded") == 0)
		outcome = OUTCOME_RATE_LIMITED;
	else if (reply->status < 500 && reply->status >= 400)
		outcome = OUTCOME_DENIED;
	else if (reply->status < 300)
		outcome = OUTCOME_MARKUP_CHANGED;
	return page_outcome(page, outcome, "%d %s %s", reply->status, error,
	    message);
}

static int
parse(const struct options *options, const struct reply *reply,
    struct page *page, struct fault *f)
{
	json_t *root = value_read(reply->bytes, reply->length, NULL);
	int result;

	if (json_is_array(json_object_get(root, "feed")))
		result = read_feed(options, reply, root, page);
	else
		result = judge_error(reply, root, page);
	json_decref(root);
	return result < 0 ? fault(f, "out of memory") : 0;
}

const struct source source_bluesky = {
	.name = "bluesky",
	.synopsis = "HANDLE...",
	.summary = "the posts of an account on Bluesky",
	.options = options_bluesky,
	.begin = begin,
	.parse = parse,
	.parses_errors = true,
	.rate = 2,
};
