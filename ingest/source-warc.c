/* SPDX-License-Identifier: MIT */
/*
 * warc FILE...: what was fetched once and kept as WARC, read again by the
 * same parsers, without the net. Pictures are taken from the file first.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/decode.h"
#include "ingest/kind.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/text.h"
#include "ingest/url.h"
#include "ingest/warc-read.h"
#include "wire/digest.h"

#define BLOCK_MAX ((size_t)64 * 1024 * 1024)	/* of a response */
#define DECODED_MAX ((size_t)128 * 1024 * 1024)

static const struct option_entry options_warc[] = {
	{ "source", OPTION_TEXT, "NAME", NULL,
	    "read all pages as this source, not by their address" },
	{ .name = NULL }
};

/* A response as HTTP had it. */
struct http {
	int status;
	char type[256], encoding[64], link[4096];
	bool chunked;
	struct text body;	/* decoded */
	char sha256[DIGEST_SIZE];	/* of the body as received */
};

struct archive {
	struct run *run;
	const char *path;
	json_t *pictures;	/* address: medium, as media_keep() has it */
	struct warc_record record;
	struct http http;
};

static void
take(const char *line, size_t length, const char *name, char *value,
    size_t size)
{
	size_t skip = strlen(name);

	if (length <= skip || strncasecmp(line, name, skip) != 0 ||
	    line[skip] != ':')
		return;
	for (skip++; skip < length && line[skip] == ' '; skip++)
		continue;
	snprintf(value, size, "%.*s", (int)(length - skip), line + skip);
}

/* Take status and headers. Returns where the body begins, or NULL. */
static const char *
read_head(struct http *http, const struct text *block)
{
	const char *at = block->bytes, *end = at + block->length;
	char coding[64] = "";

	if (block->length < 12 || strncmp(at, "HTTP/", 5) != 0)
		return NULL;
	http->status = (int)strtol(at + strcspn(at, " \r\n"), NULL, 10);
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = stop == NULL ? 0 : (size_t)(stop - at);

		if (stop == NULL)
			return NULL;
		if (length > 0 && at[length - 1] == '\r')
			length--;
		if (length == 0)
			break;
		take(at, length, "Content-Type", http->type,
		    sizeof(http->type));
		take(at, length, "Content-Encoding", http->encoding,
		    sizeof(http->encoding));
		take(at, length, "Transfer-Encoding", coding,
		    sizeof(coding));
		take(at, length, "Link", http->link, sizeof(http->link));
		at = stop + 1;
	}
	http->chunked = strcasestr(coding, "chunked") != NULL;
	at = memchr(at, '\n', (size_t)(end - at));
	return at == NULL ? NULL : at + 1;
}

/* Returns 0 with the response in archive->http, or -1. */
static int
read_http(struct archive *archive, struct fault *f)
{
	struct http *http = &archive->http;
	const struct text *block = &archive->record.block;
	struct text raw = { .bytes = NULL };
	const char *body;
	int result;

	http->type[0] = http->encoding[0] = http->link[0] = '\0';
	text_clear(&http->body);
	body = block->length == 0 ? NULL : read_head(http, block);
	if (body == NULL)
		return fault(f, "not a response of HTTP, or too long");
	text_add(&raw, body, block->length - (size_t)(body - block->bytes));
	result = raw.failed ? fault(f, "out of memory") : 0;
	/* Some writers keep the header and take out the chunks. */
	if (result == 0 && http->chunked && decode_chunks(&raw, NULL) < 0) {
		text_clear(&raw);
		text_add(&raw, body, block->length -
		    (size_t)(body - block->bytes));
	}
	digest_bytes(raw.bytes, raw.length, http->sha256);
	if (result == 0 && decode_content(http->encoding, raw.bytes,
	    raw.length, DECODED_MAX, &http->body, f) != OUTCOME_OK)
		result = -1;
	text_free(&raw);
	return result;
}

static bool
is_picture(const struct http *http)
{
	const char *mime = http->body.length == 0 ? NULL :
	    kind_of(http->body.bytes, http->body.length).mime;

	return mime != NULL && strncmp(mime, "image/", 6) == 0;
}

/* The source that a page is of, by its address, and its target there. */
static const struct source *
choose(const struct archive *archive, char target[256])
{
	static const struct {
		const char *part, *source, *query;
	} kinds[] = {
		{ "/method/wall.get?", "vk", "owner_id" },
		{ "/xrpc/app.bsky.feed.getAuthorFeed", "bluesky", "actor" },
		{ "/api/v1/timelines/", "mastodon", NULL },
		{ "/s/", "telegram", NULL }
	};
	const char *uri = archive->record.uri, *type = archive->http.type;
	const char *forced = option_text(archive->run->options, "source");

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		const char *part = strstr(uri, kinds[i].part);
		char *value;

		if (part == NULL || (forced != NULL &&
		    strcmp(forced, kinds[i].source) != 0))
			continue;
		value = kinds[i].query != NULL ? url_query(uri,
		    kinds[i].query) : i == 2 ? url_host(uri) :
		    strndup(part + 3, strcspn(part + 3, "/?#"));
		if (value == NULL && i == 0)
			value = url_query(uri, "domain");
		snprintf(target, 256, "%s", value == NULL ? "" : value);
		free(value);
		return source_find(kinds[i].source);
	}
	snprintf(target, 256, "%s", "");
	if (forced != NULL)
		return source_find(forced);
	if (strstr(type, "rss") != NULL || strstr(type, "atom") != NULL ||
	    strstr(type, "xml") == type + 5 || strstr(type, "/xml") != NULL ||
	    strstr(type, "feed+json") != NULL)
		return source_find("feed");
	return source_find("page");
}

/* First reading: the pictures, under their addresses. */
static int
take_picture(struct archive *archive, struct fault *f)
{
	json_t *medium;

	if (strcmp(archive->record.type, "response") != 0 ||
	    read_http(archive, NULL) < 0 || !is_picture(&archive->http))
		return 0;
	medium = json_object();
	if (media_keep(archive->run->media, archive->http.body.bytes,
	    archive->http.body.length, medium, f) < 0) {
		json_decref(medium);
		return -1;
	}
	return json_object_set_new(archive->pictures, archive->record.uri,
	    medium);
}

static int
set_media(const struct archive *archive, json_t *record)
{
	json_t *medium;
	size_t i;
	int bad = 0;

	json_array_foreach(json_object_get(record, "media"), i, medium) {
		const char *url = json_string_value(json_object_get(medium,
		    "url"));
		json_t *kept = url == NULL ? NULL :
		    json_object_get(archive->pictures, url);

		if (kept != NULL)
			bad |= json_object_update(medium, kept);
		else if (json_object_get(medium, "sha256") == NULL)
			bad |= json_object_set_new(medium, "error",
			    json_string("not in the archive"));
	}
	return bad;
}

static int
set_evidence(const struct archive *archive, json_t *record)
{
	const struct warc_record *warc = &archive->record;
	json_t *evidence = json_object();
	int bad = 0;

	if (warc->date[0] != '\0')
		bad |= json_object_set_new(evidence, "fetched",
		    post_string(warc->date, strlen(warc->date)));
	bad |= json_object_set_new(evidence, "final_url",
	    post_string(warc->uri, strlen(warc->uri)));
	bad |= json_object_set_new(evidence, "http_status",
	    json_integer(archive->http.status));
	bad |= json_object_set_new(evidence, "sha256",
	    json_string(archive->http.sha256));
	bad |= json_object_set_new(evidence, "warc", json_pack(
	    "{s:o, s:o}", "file", post_string(archive->path,
	    strlen(archive->path)), "record_id", post_string(warc->id,
	    strlen(warc->id))));
	return json_object_set_new(record, "evidence", evidence) | bad;
}

static int
emit_page(struct archive *archive, const struct page *page, struct fault *f)
{
	json_t *record;
	size_t i;

	if (!outcome_is_good(page->outcome)) {
		char why[FAULT_MAX + 64];

		snprintf(why, sizeof(why), "%s: %s",
		    outcome_name(page->outcome), page->why);
		sink_failed(archive->run->sink, archive->record.uri, why);
	}
	json_array_foreach(page->records, i, record)
		if (set_media(archive, record) ||
		    set_evidence(archive, record))
			return fault(f, "out of memory");
		else if (sink_emit(archive->run->sink, record, f) < 0)
			return -1;
	return 0;
}

/* Second reading: the pages, by the parsers of their sources. */
static int
take_page(struct archive *archive, struct fault *f)
{
	struct fault why = { "" };
	const struct http *http = &archive->http;
	char target[256];
	const struct source *source;
	struct options options = { .parent = archive->run->options };
	struct reply reply = { .url = archive->record.uri };
	struct page page;
	int result;

	if (strcmp(archive->record.type, "response") != 0)
		return 0;
	if (read_http(archive, &why) < 0) {
		sink_failed(archive->run->sink, archive->record.uri,
		    why.text);
		return 0;
	}
	source = choose(archive, target);
	if (is_picture(http) || source == NULL || source->parse == NULL ||
	    (http->status / 100 != 2 && !source->parses_errors))
		return 0;
	options.entries = source->options;
	reply.target = target[0] == '\0' ? archive->record.uri : target;
	reply.final_url = archive->record.uri;
	reply.type = http->type;
	reply.link = http->link;
	reply.status = http->status;
	reply.bytes = http->body.bytes == NULL ? "" : http->body.bytes;
	reply.length = http->body.length;
	if (page_open(&page) < 0)
		return fault(f, "out of memory");
	result = source->parse(&options, &reply, &page, f);
	if (result == 0)
		result = emit_page(archive, &page, f);
	page_close(&page);
	return result;
}

static int
read_all(struct archive *archive, int (*take_one)(struct archive *,
    struct fault *), struct fault *f)
{
	struct warc_reader *reader = warc_read_open(archive->path, f);
	int got = 1;

	if (reader == NULL)
		return -1;
	while (got > 0 && !sink_stopping(archive->run->sink)) {
		got = warc_read_next(reader, &archive->record, BLOCK_MAX, f);
		if (got > 0 && take_one(archive, f) < 0)
			got = -1;
	}
	warc_read_close(reader);
	return got < 0 ? -1 : 0;
}

static int
run_warc(struct run *run, const char *target, struct fault *f)
{
	struct archive *archive = calloc(1, sizeof(*archive));
	int result;

	if (archive == NULL)
		return fault(f, "out of memory");
	archive->run = run;
	archive->path = target;
	archive->pictures = json_object();
	/* What comes before a break is read also when the rest is lost. */
	read_all(archive, take_picture, NULL);
	result = read_all(archive, take_page, f);
	json_decref(archive->pictures);
	text_free(&archive->record.block);
	text_free(&archive->http.body);
	free(archive);
	return result;
}

const struct source source_warc = {
	.name = "warc",
	.synopsis = "FILE...",
	.summary = "what was fetched once, from WARC files",
	.options = options_warc,
	.run = run_warc,
};
