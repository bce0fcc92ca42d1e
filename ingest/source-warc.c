/* SPDX-License-Identifier: MIT */
/*
 * warc FILE|DIR...: what was fetched once and kept as WARC, read again by the
 * same parsers, without the net. A folder is read as one, as --warc left it.
 * The files are read twice: first for the pictures, for what redirects where,
 * and for what each page was asked for; then for the pages.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/url.h"
#include "ingest/warc-index.h"
#include "ingest/warc-read.h"
#include "ingest/warc-reply.h"

#define BLOCK_MAX ((size_t)64 * 1024 * 1024)	/* of a response */

static const struct option_entry options_warc[] = {
	{ "source", OPTION_SOURCE, "SOURCE", NULL,
	    "read all pages as this source, not by their address" },
	{ .name = NULL }
};

struct archive {
	struct run *run;
	const char *name;	/* of the file at hand, without folders */
	struct warc_index index;
	struct warc_record record;
	struct warc_reply reply;
};

/* What a page is read as. */
struct page_kind {
	const struct source *source;	/* NULL: not at all */
	char target[8192];
	const char *url;	/* before redirects */
};

/* First reading. */
static int
take_first(struct archive *archive, struct fault *f)
{
	const struct warc_record *record = &archive->record;
	int got = warc_reply_read(&archive->reply, record, NULL);

	return got < 0 ? 0 : warc_index_add(&archive->index, archive->name,
	    record, got == 0 ? NULL : &archive->reply, archive->run->media, f);
}

/* A feed, whatever its address: by its type, or by how it begins. */
static bool
is_feed(const struct warc_reply *reply)
{
	static const char *const types[] = {
		"/rss", "/atom", "/feed+json", "/xml", "/rdf+xml"
	};
	static const char *const starts[] = { "<rss", "<feed", "<rdf:RDF" };
	size_t length = reply->body.length < 512 ? reply->body.length : 512;

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (strstr(reply->type, types[i]) != NULL)
			return true;
	for (size_t i = 0; i < sizeof(starts) / sizeof(*starts); i++)
		if (length > 0 && memmem(reply->body.bytes, length, starts[i],
		    strlen(starts[i])) != NULL)
			return true;
	return false;
}

/* The target in an address of a service: a value of its query, or a part. */
static char *
target_in(const char *uri, const char *part, const char *source)
{
	char *value;

	if (strcmp(source, "bluesky") == 0)
		return url_query(uri, "actor");
	if (strcmp(source, "mastodon") == 0)
		return url_host(uri);
	if (strcmp(source, "telegram") == 0)
		return strndup(part + 3, strcspn(part + 3, "/?#"));
	value = url_query(uri, "owner_id");
	return value != NULL ? value : url_query(uri, "domain");
}

/* By its address, where nothing tells what it was asked for. */
static void
guess_kind(const struct archive *archive, struct page_kind *kind)
{
	static const struct {
		const char *part, *source;
	} known[] = {
		{ "/method/wall.get?", "vk" },
		{ "/xrpc/app.bsky.feed.getAuthorFeed", "bluesky" },
		{ "/api/v1/timelines/", "mastodon" },
		{ "/s/", "telegram" }
	};
	const struct text *body = &archive->reply.body;
	const char *uri = archive->record.uri;
	const char *forced = option_text(archive->run->options, "source");

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
		const char *part = strstr(uri, known[i].part);
		char *target;

		if (part == NULL || (forced != NULL &&
		    strcmp(forced, known[i].source) != 0))
			continue;
		/* Many sites have "/s/" somewhere. */
		if (forced == NULL && strcmp(known[i].part, "/s/") == 0 &&
		    (body->length == 0 || memmem(body->bytes, body->length,
		    "tgme_", 5) == NULL))
			continue;
		target = target_in(uri, part, known[i].source);
		snprintf(kind->target, sizeof(kind->target), "%s",
		    target == NULL ? uri : target);
		free(target);
		kind->source = source_find(known[i].source);
		return;
	}
	snprintf(kind->target, sizeof(kind->target), "%s", uri);
	kind->source = source_find(forced != NULL ? forced :
	    is_feed(&archive->reply) ? "feed" : "page");
}

static void
find_kind(const struct archive *archive, struct page_kind *kind)
{
	const json_t *asked = json_object_get(archive->index.asked,
	    archive->record.id);
	const char *url = json_string_value(json_object_get(asked, "asked"));

	*kind = (struct page_kind){ .url = archive->record.uri };
	if (asked != NULL &&
	    !option_given(archive->run->options, "source")) {
		kind->url = url != NULL ? url : kind->url;
		kind->source = source_find(json_string_value(
		    json_object_get(asked, "source")));
		snprintf(kind->target, sizeof(kind->target), "%s",
		    json_string_value(json_object_get(asked, "target")));
	} else if (json_object_size(archive->index.asked) == 0 ||
	    option_given(archive->run->options, "source")) {
		if (!warc_reply_is_picture(&archive->reply))
			guess_kind(archive, kind);
	}
	/* Else it is robots.txt or a picture of a page. */
}

static int
set_media(const struct archive *archive, json_t *record)
{
	json_t *medium;
	size_t i;
	int bad = 0;

	json_array_foreach(json_object_get(record, "media"), i, medium)
		bad |= warc_index_tell(&archive->index, medium);
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
	if (strcmp(warc->type, "response") == 0)
		bad |= json_object_set_new(evidence, "http_status",
		    json_integer(archive->reply.status));
	bad |= json_object_set_new(evidence, "sha256",
	    json_string(archive->reply.sha256));
	bad |= json_object_set_new(evidence, "warc",
	    warc_index_place(archive->name, warc));
	return json_object_set_new(record, "evidence", evidence) | bad;
}

static int
emit_page(const struct archive *archive, const struct page *page,
    struct fault *f)
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

static int
parse_page(const struct archive *archive, const struct page_kind *kind,
    struct fault *f)
{
	const struct warc_reply *http = &archive->reply;
	struct options options = { .parent = archive->run->options,
	    .entries = kind->source->options };
	struct reply reply = {
		.target = kind->target, .url = kind->url,
		.final_url = archive->record.uri,
		.type = http->type, .link = http->link,
		.status = http->status,
		.bytes = http->body.bytes == NULL ? "" : http->body.bytes,
		.length = http->body.length
	};
	struct page page;
	int result;

	if (page_open(&page) < 0)
		return fault(f, "out of memory");
	/* A target that is none stops nothing: files may be anybody's. */
	result = kind->source->parse(&options, &reply, &page, NULL);
	if (result == 0)
		result = emit_page(archive, &page, f);
	else {
		sink_failed(archive->run->sink, archive->record.uri,
		    "cannot be read as what it was asked for");
		result = 0;
	}
	page_close(&page);
	return result;
}

/* Second reading. */
static int
take_page(struct archive *archive, struct fault *f)
{
	struct fault why = { "" };
	const struct warc_reply *reply = &archive->reply;
	struct page_kind kind;
	int got;

	/* Of ours no record was made, then; of others better than nothing. */
	if (archive->record.truncated &&
	    json_object_size(archive->index.asked) > 0)
		return 0;
	got = warc_reply_read(&archive->reply, &archive->record, &why);
	if (got < 0)
		sink_failed(archive->run->sink, archive->record.uri,
		    why.text);
	if (got <= 0)
		return 0;
	find_kind(archive, &kind);
	if (kind.source == NULL || kind.source->parse == NULL ||
	    (reply->status / 100 != 2 && !(reply->status >= 400 &&
	    kind.source->parses_errors)))
		return 0;
	return parse_page(archive, &kind, f);
}

static int
read_file(struct archive *archive, const char *path,
    int (*take_one)(struct archive *, struct fault *), struct fault *f)
{
	struct warc_reader *reader = warc_read_open(path, f);
	const char *slash = strrchr(path, '/');
	int got = 1;

	if (reader == NULL)
		return -1;
	archive->name = slash == NULL ? path : slash + 1;
	while (got > 0 && !sink_stopping(archive->run->sink)) {
		got = warc_read_next(reader, &archive->record, BLOCK_MAX, f);
		if (got > 0 && archive->record.broken && f != NULL)
			sink_failed(archive->run->sink, path, f->text);
		else if (got > 0 && take_one(archive, f) < 0)
			got = -1;
	}
	warc_read_close(reader);
	return got < 0 ? -1 : 0;
}

/* Read all files twice; one that is broken does not hold up the others. */
static int
read_files(struct run *run, char *const paths[], size_t count,
    struct fault *f)
{
	struct archive *archive = calloc(1, sizeof(*archive));
	int result = 0;

	if (archive == NULL)
		return fault(f, "out of memory");
	archive->run = run;
	if (warc_index_open(&archive->index) < 0)
		result = fault(f, "out of memory");
	/* What comes before a break is read; it is reported once. */
	for (size_t i = 0; i < count && result == 0; i++)
		read_file(archive, paths[i], take_first, NULL);
	for (size_t i = 0; i < count && result == 0; i++) {
		struct fault why = { "" };

		if (read_file(archive, paths[i], take_page, &why) < 0)
			sink_failed(run->sink, paths[i], why.text);
	}
	warc_index_close(&archive->index);
	text_free(&archive->record.block);
	warc_reply_close(&archive->reply);
	free(archive);
	return result;
}

/* Finished files only: one that is still written ends in ".open". */
static int
is_warc(const struct dirent *entry)
{
	static const char *const ends[] = { ".warc", ".warc.gz" };
	size_t length = strlen(entry->d_name);

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (length > strlen(ends[i]) && strcmp(entry->d_name +
		    length - strlen(ends[i]), ends[i]) == 0)
			return 1;
	return 0;
}

static int
read_folder(struct run *run, const char *folder, struct fault *f)
{
	struct dirent **entries = NULL;
	int count = scandir(folder, &entries, is_warc, alphasort), result = 0;
	char **paths = count <= 0 ? NULL :
	    calloc((size_t)count, sizeof(*paths));

	if (count < 0)
		return fault(f, "%s", strerror(errno));
	if (count == 0)
		result = fault(f, "no WARC files in it");
	for (int i = 0; i < count; i++) {
		if (paths == NULL || asprintf(&paths[i], "%s/%s", folder,
		    entries[i]->d_name) < 0)
			result = fault(f, "out of memory");
		free(entries[i]);
	}
	free(entries);
	if (result == 0 && paths != NULL)
		result = read_files(run, paths, (size_t)count, f);
	for (int i = 0; i < count && paths != NULL; i++)
		free(paths[i]);
	free(paths);
	return result;
}

static int
run_warc(struct run *run, const char *target, struct fault *f)
{
	char *path;
	struct stat st;
	int result;

	if (stat(target, &st) < 0)
		return fault(f, "%s", strerror(errno));
	if (S_ISDIR(st.st_mode))
		return read_folder(run, target, f);
	path = strdup(target);
	result = path == NULL ? fault(f, "out of memory") :
	    read_files(run, &path, 1, f);
	free(path);
	return result;
}

const struct source source_warc = {
	.name = "warc",
	.synopsis = "FILE|DIR...",
	.summary = "what was fetched once, from WARC files",
	.options = options_warc,
	.run = run_warc,
};
