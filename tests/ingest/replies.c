/* SPDX-License-Identifier: MIT */
/*
 * The parser of each network source on saved replies in every shape that is
 * known. What comes out is compared with tests/golden/ingest/; after a change
 * that is meant, KLAD_GOLDEN=write writes those files anew.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "ingest/source.h"

#define SAMPLES "tests/samples/ingest/"
#define GOLDEN "tests/golden/ingest/"

struct sample {
	const char *source, *file, *target, *url, *type, *link;
	int status;		/* 0: 200 */
};

#define VK "https://api.vk.com/method/wall.get?domain=klad_demo&offset=0"
#define MASTODON "https://example.org/api/v1/timelines/public?limit=40"
#define XRPC "https://public.api.bsky.app/xrpc/app.bsky.feed.getAuthorFeed"
#define XML "application/xml"
#define JSON "application/json; charset=utf-8"

static const struct sample samples[] = {
	{ "telegram", "nested.html", "klad_demo", "https://t.me/s/klad_demo",
	    "text/html", "", 0 },
	{ "telegram", "words.html", "klad_demo", "https://t.me/s/klad_demo",
	    "text/html", "", 0 },
	{ "vk", "wall.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "attached.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "empty.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "changed.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "reshaped.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "partly.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "truncated.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-5.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-6.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-9.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-14.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-15.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-18.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-19.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-27.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-29.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-30.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-100.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-125.json", "klad_demo", VK, JSON, "", 0 },
	{ "vk", "error-999.json", "klad_demo", VK, JSON, "", 0 },
	{ "mastodon", "public.json", "example.org", MASTODON, JSON,
	    "<https://example.org/api/v1/timelines/public?max_id=5>; "
	    "rel=\"next\", <https://example.org/api/v1/timelines/public"
	    "?min_id=6>; rel=\"prev\"", 0 },
	{ "mastodon", "quoted.json", "example.org", MASTODON, JSON, "", 0 },
	{ "mastodon", "empty.json", "example.org", MASTODON, JSON, "", 0 },
	{ "mastodon", "denied.json", "example.org", MASTODON, JSON, "", 0 },
	{ "bluesky", "feed.json", "klad-demo.example.org", XRPC, JSON, "",
	    0 },
	{ "bluesky", "embeds.json", "klad-demo.example.org", XRPC, JSON, "",
	    0 },
	{ "bluesky", "quotes.json", "klad-demo.example.org", XRPC, JSON, "",
	    0 },
	{ "bluesky", "empty.json", "klad-demo.example.org", XRPC, JSON, "",
	    0 },
	{ "bluesky", "gone.json", "klad-demo.example.org", XRPC, JSON, "",
	    400 },
	{ "bluesky", "limited.json", "klad-demo.example.org", XRPC, JSON, "",
	    429 },
	{ "feed", "rss2.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "rss1.xml", "https://example.org/feed.xml", NULL,
	    "text/html; charset=utf-8", "", 0 },
	{ "feed", "atom.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "feed.json", "https://example.org/feed.json", NULL, JSON,
	    "", 0 },
	{ "feed", "stray-text.xml", "https://example.org/feed.xml", NULL, XML,
	    "", 0 },
	{ "feed", "entities.xml", "https://example.org/feed.xml", NULL, XML,
	    "", 0 },
	{ "feed", "truncated.xml", "https://example.org/feed.xml", NULL, XML,
	    "", 0 },
	{ "feed", "html.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "empty.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "cp1251-lies.xml", "https://example.org/feed.xml", NULL, XML,
	    "", 0 },
	{ "feed", "koi8.xml", "https://example.org/feed.xml", NULL,
	    "text/xml; charset=koi8-r", "", 0 },
	{ "feed", "halved.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "utf16.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "rss091.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "dtd.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "ascii-lies.xml", "https://example.org/feed.xml", NULL, XML,
	    "", 0 },
	{ "feed", "mark.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "mark.json", "https://example.org/feed.json", NULL, JSON,
	    "", 0 },
	{ "feed", "gb2312-odd.xml", "https://example.org/feed.xml", NULL, XML,
	    "", 0 },
	{ "feed", "beginning.xml", "https://example.org/feed.xml", NULL, XML,
	    "", 0 },
	{ "feed", "guids.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "base.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "words.xml", "https://example.org/feed.xml", NULL, XML, "",
	    0 },
	{ "feed", "undeclared.xml", "https://example.org/feed.xml", NULL, XML,
	    "", 0 },
	{ "page", "moved.html", "https://example.org/a/b", NULL, "text/html",
	    "", 0 },
	{ "page", "shown.html", "https://example.org/a/b", NULL, "text/html",
	    "", 0 },
	{ "page", "base.html", "https://example.org/a/b", NULL, "text/html",
	    "", 0 },
	{ "page", "mark16.html", "https://example.org/a/b", NULL,
	    "text/html; charset=utf-8", "", 0 },
	{ "page", "koi8-bare.html", "https://example.org/a/b", NULL,
	    "text/html", "", 0 },
	{ "page", "gb-bare.html", "https://example.org/a/b", NULL,
	    "text/html", "", 0 },
	{ "page", "script-only.html", "https://example.org/app", NULL,
	    "text/html", "", 0 },
	{ "page", "cp1251.txt", "https://example.org/a.txt", NULL,
	    "text/plain; charset=windows-1251", "", 0 },
	{ "page", "file.pdf", "https://example.org/file.pdf", NULL,
	    "application/pdf", "", 0 },
	{ "page", "bare1251.html", "https://example.org/bare", NULL,
	    "text/html", "", 0 },
	{ "page", "shop.html", "https://example.org/shop", NULL, "text/html",
	    "", 0 },
	{ "page", "cp1251.html", "https://example.org/old", NULL,
	    "text/html; charset=windows-1251", "", 0 },
	{ "page", "empty.html", "https://example.org/void", NULL,
	    "text/html", "", 0 },
	{ "page", "plain.txt", "https://example.org/plain.txt", NULL,
	    "text/plain", "", 0 },
	{ "page", "thread-4chan.json",
	    "https://a.4cdn.org/b/thread/1001.json", NULL, JSON, "", 0 },
	{ "page", "catalog-4chan.json", "https://a.4cdn.org/b/catalog.json",
	    NULL, JSON, "", 0 },
	{ "page", "thread-2ch.json", "https://2ch.example.org/b/res/2001.json",
	    NULL, JSON, "", 0 },
	{ "page", "other.json", "https://example.org/other.json", NULL, JSON,
	    "", 0 }
};

/* A whole file; the test fails if there is none. */
static char *
read_all(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(1 << 20);

	if (file == NULL)
		fail_msg("%s: not there", path);
	*length = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	return bytes;
}

/* What the page holds, as JSON that people can compare. */
static char *
show(const struct page *page)
{
	json_t *all = json_pack("{s:s, s:s, s:s, s:s, s:O}", "outcome",
	    outcome_name(page->outcome), "why", page->why, "next",
	    page->next == NULL ? "" : page->next, "mark",
	    page->mark == NULL ? "" : page->mark, "records", page->records);
	char *text = json_dumps(all, JSON_INDENT(1) |
	    JSON_REAL_PRECISION(10));

	assert_non_null(text);
	json_decref(all);
	return text;
}

static char *
parse_sample(const struct sample *sample, const char *bytes, size_t length)
{
	const struct source *source = source_find(sample->source);
	struct options options = { .entries = source->options };
	struct reply reply = {
		.target = sample->target,
		.url = sample->url == NULL ? sample->target : sample->url,
		.type = sample->type, .link = sample->link,
		.status = sample->status == 0 ? 200 : sample->status,
		.bytes = bytes, .length = length
	};
	struct page page;
	struct fault f;
	char *shown;

	reply.final_url = reply.url;
	assert_int_equal(0, page_open(&page));
	assert_int_equal(0, source->parse(&options, &reply, &page, &f));
	shown = show(&page);
	page_close(&page);
	return shown;
}

static void
compare(const struct sample *sample, const char *shown)
{
	char path[256], *wanted;
	size_t length;

	snprintf(path, sizeof(path), GOLDEN "%s-%s.txt", sample->source,
	    sample->file);
	if (getenv("KLAD_GOLDEN") != NULL) {
		FILE *file = fopen(path, "w");

		fprintf(file, "%s\n", shown);
		fclose(file);
		return;
	}
	wanted = read_all(path, &length);
	if (length != strlen(shown) + 1 || memcmp(wanted, shown,
	    length - 1) != 0)
		fail_msg("%s/%s gives\n%s", sample->source, sample->file,
		    shown);
	free(wanted);
}

static void
saved_replies_give_what_they_should(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char path[256], *bytes, *shown;
		size_t length;

		snprintf(path, sizeof(path), SAMPLES "%s/%s",
		    samples[i].source, samples[i].file);
		bytes = read_all(path, &length);
		shown = parse_sample(&samples[i], bytes, length);
		compare(&samples[i], shown);
		free(shown);
		free(bytes);
	}
}

/* Cut short anywhere, a reply is an outcome and never a crash. */
static void
replies_that_are_cut_short_are_survived(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		char path[256], *bytes;
		size_t length;

		snprintf(path, sizeof(path), SAMPLES "%s/%s",
		    samples[i].source, samples[i].file);
		bytes = read_all(path, &length);
		for (size_t cut = 0; cut < length; cut += 1 + length / 40)
			free(parse_sample(&samples[i], bytes, cut));
		free(bytes);
	}
}

/* A feed of a head, so many pieces with their number in them, and an end. */
static char *
parse_feed_of(const char *head, const char *piece, unsigned count)
{
	static const struct sample sample = {
		"feed", "", "https://example.org/feed.xml", NULL, XML, "", 0
	};
	char *bytes = malloc(strlen(head) + count * (strlen(piece) + 10) + 1);
	char *at, *shown;

	assert_non_null(bytes);
	at = bytes + sprintf(bytes, "%s", head);
	for (unsigned i = 0; i < count; i++) {
		const char *number = strchr(piece, '0');
		int before = number == NULL ? (int)strlen(piece) :
		    (int)(number - piece);

		at += sprintf(at, "%.*s", before, piece);
		if (number != NULL)
			at += sprintf(at, "%u%s", i, number + 1);
	}
	shown = parse_sample(&sample, bytes, (size_t)(at - bytes));
	free(bytes);
	return shown;
}

/* What libxml2 needs time for that grows with the square of the length. */
static void
feeds_that_would_take_for_ever_are_refused(void **state)
{
	static const struct {
		const char *head, *piece;
	} feeds[] = {
		{ "<rss ", "a0='b' " }, { "<rss ", "xmlns:a0='b' " },
		{ "<rss><channel>", "<!--" }
	};

	(void)state;
	for (size_t i = 0; i < sizeof(feeds) / sizeof(*feeds); i++) {
		char *shown = parse_feed_of(feeds[i].head, feeds[i].piece,
		    100000);

		assert_non_null(strstr(shown, "not xml that can be read"));
		free(shown);
		shown = parse_feed_of(feeds[i].head, feeds[i].piece, 100);
		assert_null(strstr(shown, "not xml that can be read"));
		free(shown);
	}
}

/* Each node of libxml2's tree takes thirty times what it is in the document. */
static void
feeds_that_would_take_too_much_memory_are_refused(void **state)
{
	static const char *const pieces[] = { "<a/>", "<a b=''/>", "a<b/>" };
	static const char head[] = "<rss><channel><item>";
	char *shown;

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		shown = parse_feed_of(head, pieces[i], 600000);
		assert_non_null(strstr(shown, "not xml that can be read"));
		free(shown);
		shown = parse_feed_of(head, pieces[i], 10000);
		assert_null(strstr(shown, "not xml that can be read"));
		free(shown);
	}
	/* Neither of these becomes a node. */
	shown = parse_feed_of(head, "<?a?><!---->", 600000);
	assert_null(strstr(shown, "not xml that can be read"));
	free(shown);
}

static void
targets_that_make_no_sense_are_refused(void **state)
{
	static const struct {
		const char *source, *target;
	} wrong[] = {
		{ "vk", "" }, { "vk", "a b" }, { "vk", "x&count=1" },
		{ "mastodon", "" }, { "mastodon", "host/other" },
		{ "mastodon", "host/tags/a/b" }, { "bluesky", "" },
		{ "bluesky", "a&b" }, { "feed", "file:///etc/passwd" },
		{ "page", "gopher://example.org" }
	};
	struct fault f;

	(void)state;
	setenv("KLAD_VK_TOKEN", "demo-token", 1);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		const struct source *source = source_find(wrong[i].source);
		struct options options = { .entries = source->options };
		struct request request = { .url = NULL };

		if (source->begin(&options, wrong[i].target, NULL, &request,
		    &f) == 0)
			fail_msg("%s: %s is taken", wrong[i].source,
			    wrong[i].target);
	}
}

static void
requests_ask_for_what_was_meant(void **state)
{
	static const struct {
		const char *source, *target, *mark, *url;
	} good[] = {
		{ "vk", "https://vk.com/public77", NULL,
		    "https://api.vk.com/method/wall.get?owner_id=-77&count="
		    "100&offset=0&extended=1&v=5.199" },
		{ "vk", "klad_demo", NULL,
		    "https://api.vk.com/method/wall.get?domain=klad_demo&"
		    "count=100&offset=0&extended=1&v=5.199" },
		{ "mastodon", "https://example.org/tags/клад", NULL,
		    "https://example.org/api/v1/timelines/tag/"
		    "%D0%BA%D0%BB%D0%B0%D0%B4?limit=40" },
		{ "mastodon", "example.org", "77",
		    "https://example.org/api/v1/timelines/public?limit=40"
		    "&min_id=77" },
		{ "bluesky", "@klad-demo.example.org", NULL,
		    XRPC "?actor=klad-demo.example.org&limit=100" }
	};
	struct fault f;

	(void)state;
	setenv("KLAD_VK_TOKEN", "demo-token", 1);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		const struct source *source = source_find(good[i].source);
		struct options options = { .entries = source->options };
		struct request request = { .url = NULL };

		assert_int_equal(0, source->begin(&options, good[i].target,
		    good[i].mark, &request, &f));
		assert_string_equal(good[i].url, request.url);
		if (strcmp(good[i].source, "vk") == 0)
			assert_string_equal(request.secret,
			    "Authorization: Bearer demo-token");
		request_close(&request);
	}
	unsetenv("KLAD_VK_TOKEN");
}

/* What a record cannot hold is counted in it. */
static void
what_is_left_out_of_a_post_is_told(void **state)
{
	static const char head[] = "<rss><channel><item><description>";
	char *shown = parse_feed_of(head, "&lt;a href='/0'&gt;a&lt;/a&gt;",
	    1003);

	(void)state;
	assert_non_null(strstr(shown, "\"left_out\": {\n     \"links\": 3"));
	free(shown);
	shown = parse_feed_of(head, "&lt;img src='/0'&gt;", 202);
	assert_non_null(strstr(shown, "\"left_out\": {\n     \"media\": 2"));
	free(shown);
	shown = parse_feed_of("<rss><channel><item>",
	    "<category>0</category>", 1004);
	assert_non_null(strstr(shown, "\"left_out\": {\n     \"parts\": 4"));
	free(shown);
	shown = parse_feed_of(head, "&lt;img src='/0'&gt;", 200);
	assert_null(strstr(shown, "left_out"));
	free(shown);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(saved_replies_give_what_they_should),
		cmocka_unit_test(replies_that_are_cut_short_are_survived),
		cmocka_unit_test(feeds_that_would_take_for_ever_are_refused),
		cmocka_unit_test(what_is_left_out_of_a_post_is_told),
		cmocka_unit_test(
		    feeds_that_would_take_too_much_memory_are_refused),
		cmocka_unit_test(targets_that_make_no_sense_are_refused),
		cmocka_unit_test(requests_ask_for_what_was_meant)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
