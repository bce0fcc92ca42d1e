/* SPDX-License-Identifier: MIT */
/*
 * mastodon HOST | HOST/tags/TAG...: the public timeline of a server of the
 * Fediverse, or its posts with a tag, by the API that Mastodon began and
 * others share (docs.joinmastodon.org, methods/timelines).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/html.h"
#include "ingest/markup.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/url.h"
#include "ingest/value.h"

#define AGAIN_MAX 15	/* posts read again: fewer than any server's page */

static const struct option_entry options_mastodon[] = {
	{ "base-url", OPTION_TEXT, "URL", NULL,
	    "where the service is, if not at https://HOST" },
	{ "local", OPTION_FLAG, NULL, NULL, "only posts of this server" },
	{ "page-size", OPTION_NUMBER, "N", "40", "posts asked for at once" },
	OPTIONS_PAGES,
	{ .name = NULL }
};

struct target {
	char host[256];
	char tag[256];	/* "" for the public timeline */
};

/* As it is, or with escapes, as browsers give it: "%D1%87%D0%B0%D0%B9". */
static int
read_tag(const char *text, char tag[256])
{
	char *plain = url_unescape(text);
	int result = plain == NULL || strlen(plain) >= 256 ? -1 : 0;

	if (result == 0)
		memcpy(tag, plain, strlen(plain) + 1);
	free(plain);
	return result;
}

/* "HOST", "HOST/tags/TAG", with or without "https://" before. */
static int
read_target(const char *text, struct target *target, struct fault *f)
{
	const char *from = strstr(text, "://"), *tag;
	size_t length;

	from = from == NULL ? text : from + 3;
	length = strspn(from, "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:");
	tag = from + length;
	if (length == 0 || length >= sizeof(target->host) ||
	    (*tag != '\0' && strcmp(tag, "/") != 0 &&
	    strncmp(tag, "/tags/", 6) != 0))
		return fault(f, "neither HOST nor HOST/tags/TAG");
	memcpy(target->host, from, length);
	target->host[length] = '\0';
	tag += strlen(tag) > 6 ? 6 : strlen(tag);
	if (strchr(tag, '/') != NULL || read_tag(tag, target->tag) < 0)
		return fault(f, "not a tag");
	return 0;
}

static int
begin(const struct options *options, const char *name, const char *mark,
    struct request *request, struct fault *f)
{
	const char *base = option_text(options, "base-url"), *host;
	struct target target;
	char *tag, *after;
	int length;

	if (read_target(name, &target, f) < 0)
		return -1;
	host = base == NULL ? target.host : base;
	tag = url_escape(target.tag);
	after = url_escape(mark == NULL ? "" : mark);
	if (tag == NULL || after == NULL || asprintf(&request->url,
	    "%s%.*s/api/v1/timelines/%s%s?limit=%lld%s%s%s",
	    base == NULL ? "https://" : "", url_base_length(host), host,
	    tag[0] == '\0' ? "public" : "tag/", tag,
	    option_count(options, "page-size"),
	    option_given(options, "local") ? "&local=true" : "",
	    after[0] == '\0' ? "" : "&min_id=", after) < 0)
		length = fault(f, "out of memory");
	else
		length = 0;
	free(tag);
	free(after);
	request->named = base != NULL;
	return length;
}

static int
set_time(json_t *record, const char *key, const char *text)
{
	struct clock clock;

	return clock_iso(text, &clock) < 0 ? 0 :
	    post_set_time(record, key, clock.when);
}

/*
 * Pictures as they are; of videos the still picture. Of what is "unknown" the
 * server has no copy, and names the address on another.
 */
static int
add_media(json_t *record, const json_t *status)
{
	const json_t *medium;
	size_t i;
	int bad = 0;

	json_array_foreach(json_object_get(status, "media_attachments"), i,
	    medium) {
		bool image = strcmp(value_text(medium, "type"), "image") == 0;
		const char *url = value_text(medium, image ? "url" :
		    "preview_url");
		const char *remote = value_text(medium, "remote_url");

		if (url[0] == '\0' && markup_names_picture(remote))
			url = remote;
		bad |= post_add_part(record, "caption", value_text(medium,
		    "description"), NULL);
		if (url[0] != '\0')
			bad |= post_add_media(record, url) == NULL;
	}
	return bad;
}

/* What a post that is quoted says and shows (Mastodon 4.4). */
static int
add_quote(json_t *record, const json_t *status)
{
	const json_t *quoted = json_object_get(json_object_get(status,
	    "quote"), "quoted_status");
	const char *content = value_text(quoted, "content");
	char *text = html_text_of(content, strlen(content));
	int bad = text == NULL;

	bad |= post_add_part(record, "warning", value_text(quoted,
	    "spoiler_text"), NULL);
	bad |= post_add_part(record, "quote", text, value_text(quoted,
	    "url"));
	free(text);
	return bad | add_media(record, quoted);
}

static int
add_parts(json_t *record, const json_t *status)
{
	const json_t *card = json_object_get(status, "card"), *tag;
	size_t i;
	int bad = post_add_part(record, "warning", value_text(status,
	    "spoiler_text"), NULL);

	bad |= post_add_part(record, "preview", value_text(card, "title"),
	    value_text(card, "url"));
	bad |= post_add_part(record, "preview", value_text(card,
	    "description"), NULL);
	bad |= post_add_link(record, value_text(card, "url"));
	bad |= markup_add_picture(record, value_text(card, "url"),
	    value_text(card, "image"));
	json_array_foreach(json_object_get(status, "tags"), i, tag)
		bad |= post_add_part(record, "tag", value_text(tag, "name"),
		    value_text(tag, "url"));
	bad |= add_quote(record, status);
	return bad | post_add_poll(record, "", json_object_get(
	    json_object_get(status, "poll"), "options"), "title");
}

static int
set_origin(json_t *record, const char *host, const json_t *status)
{
	const json_t *account = json_object_get(status, "account");
	const json_t *again = json_object_get(status, "reblog");
	char word[VALUE_WORD_SIZE];
	int bad;

	bad = post_set(record, "channel", host);
	bad |= post_set(record, "native_id", value_word(status, "id", word));
	bad |= post_set(record, "url", value_text(status, "url")[0] != '\0' ?
	    value_text(status, "url") : value_text(again, "url"));
	bad |= post_set(record, "author", value_text(account, "acct"));
	bad |= post_set(record, "author_name", value_text(account,
	    "display_name"));
	bad |= set_time(record, "published", value_text(status,
	    "created_at"));
	bad |= set_time(record, "edited", value_text(status, "edited_at"));
	bad |= post_set(record, "reply_to", value_word(status,
	    "in_reply_to_id", word));
	if (json_is_object(again))
		bad |= post_set(record, "forwarded_from", value_text(
		    json_object_get(again, "account"), "acct"));
	return bad;
}

/* Ids are opaque strings, unique on their server. */
static int
read_status(const char *host, const json_t *status, const char *base,
    json_t **record)
{
	char id[512], word[VALUE_WORD_SIZE];
	const json_t *again = json_object_get(status, "reblog");
	const json_t *said = json_is_object(again) ? again : status;
	const char *content = value_text(said, "content");
	int bad;

	snprintf(id, sizeof(id), "mastodon:%s/%.200s", host,
	    value_word(status, "id", word));
	*record = post_new(id, "mastodon");
	bad = set_origin(*record, host, status);
	bad |= markup_set_post(*record, content, strlen(content), base);
	bad |= add_media(*record, said) | add_parts(*record, said);
	if (!bad)
		return 0;
	json_decref(*record);
	return -1;
}

/* The address of the Link header that has this relation (RFC 8288). */
static char *
linked(const char *header, const char *relation)
{
	char wanted[32];
	const char *at = header;

	snprintf(wanted, sizeof(wanted), "rel=\"%s\"", relation);
	while ((at = strchr(at, '<')) != NULL) {
		const char *end = strchr(at, '>');
		const char *next = end == NULL ? NULL : strchr(end, '<');
		const char *found = end == NULL ? NULL : strstr(end, wanted);

		if (found != NULL && (next == NULL || found < next))
			return strndup(at + 1, (size_t)(end - at - 1));
		if (next == NULL)
			break;
		at = next;
	}
	return NULL;
}

/*
 * The mark is so many posts below the newest that the next round, which reads
 * forward from it, sees them once more: what is missing then was deleted. No
 * more than half a page, so that there is room for what is new; a page of
 * fewer leaves the mark where it is.
 */
static int
set_mark(const struct options *options, const char *before,
    struct page *page)
{
	size_t count = json_array_size(page->records);
	size_t again = (size_t)option_count(options, "page-size") / 2;
	const char *mark = before;

	again = again > AGAIN_MAX ? AGAIN_MAX : again;
	if (before == NULL && again >= count)
		again = count - 1;
	if (again < count)
		mark = json_string_value(json_object_get(post_of(
		    json_array_get(page->records, again)), "native_id"));
	page->mark = mark == NULL ? NULL : strdup(mark);
	return page->mark == NULL ? -1 : 0;
}

/* All that the page shows, and the post from which on it shows all. */
static int
set_shown(const char *host, const char *mark, struct page *page)
{
	json_t *record;
	size_t i;
	char id[512];
	int bad = 0;

	json_array_foreach(page->records, i, record)
		bad |= page_shows(page, record);
	if (mark == NULL)
		return bad;
	snprintf(id, sizeof(id), "mastodon:%s/%.200s", host, mark);
	record = post_new(id, "mastodon");
	bad |= record == NULL || page_shows(page, record) < 0;
	json_decref(record);
	return bad;
}

/*
 * Going forward from a mark, the newer page comes next; else the older. With
 * min_id a page is the one right after the mark, newest first, so that none
 * is passed over.
 */
static int
set_next(const struct options *options, const struct reply *reply,
    const char *host, struct page *page)
{
	char *mark = url_query(reply->url, "min_id");
	char *to = linked(reply->link, mark == NULL ? "next" : "prev");
	size_t count = json_array_size(page->records);
	int bad = 0;

	page->forward = mark != NULL;
	page->partial = mark != NULL &&
	    (long long)count >= option_count(options, "page-size");
	if (to != NULL && count > 0)
		page->next = url_join(reply->final_url, to);
	if (count > 0 && (mark != NULL || reply->number == 0))
		bad = set_mark(options, mark, page) |
		    set_shown(host, mark, page);
	if (count == 0 && mark != NULL && reply->number == 0)
		page_outcome(page, OUTCOME_NOT_MODIFIED, "nothing newer");
	free(to);
	free(mark);
	return bad ? -1 : 0;
}

static int
read_statuses(const struct options *options, const struct reply *reply,
    const json_t *statuses, struct page *page)
{
	struct target target;
	const json_t *status;
	size_t i;

	if (read_target(reply->target, &target, NULL) < 0)
		return -1;
	json_array_foreach(statuses, i, status) {
		json_t *record;

		if (json_object_get(status, "id") == NULL)
			continue;
		if (read_status(target.host, status, reply->final_url,
		    &record) < 0 ||
		    json_array_append_new(page->records, record) < 0)
			return -1;
	}
	if (i == 0)
		page_outcome(page, OUTCOME_EMPTY, "no posts, or the timeline "
		    "is switched off");
	else
		page_missed(page, i);
	return set_next(options, reply, target.host, page);
}

static int
parse(const struct options *options, const struct reply *reply,
    struct page *page, struct fault *f)
{
	json_t *root = value_read(reply->bytes, reply->length, NULL);
	int result;

	result = json_is_array(root) ?
	    read_statuses(options, reply, root, page) :
	    page_outcome(page, OUTCOME_MARKUP_CHANGED, "not a timeline%s%s",
	    value_text(root, "error")[0] == '\0' ? "" : ": ",
	    value_text(root, "error"));
	json_decref(root);
	return result < 0 ? fault(f, "out of memory") : 0;
}

const struct source source_mastodon = {
	.name = "mastodon",
	.synopsis = "HOST[/tags/TAG]...",
	.summary = "public posts of a server of the Fediverse",
	.options = options_mastodon,
	.begin = begin,
	.parse = parse,
	.rate = 1,	/* 300 in 5 minutes are let pass */
};
