/* SPDX-License-Identifier: MIT */
/*
 * vk NAME...: the wall of a group or person on VK, by its API (wall.get). The
 * token is read from a file or the environment, never from the command line.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/source.h"
#include "ingest/url.h"
#include "ingest/value.h"
#include "ingest/vk-post.h"
#include "wire/line.h"

#define TOKEN_MAX 1024	/* bytes; VK's have about 220 */

static const struct option_entry options_vk[] = {
	{ "base-url", OPTION_TEXT, "URL", "https://api.vk.com",
	    "where the service is, or a mirror of it" },
	{ "token-file", OPTION_TEXT, "FILE", NULL,
	    "holds the token; else the variable KLAD_VK_TOKEN" },
	{ "api-version", OPTION_TEXT, "N", "5.199", "of the VK API" },
	{ "page-size", OPTION_NUMBER, "N", "100", "posts asked for at once" },
	OPTIONS_PAGES,
	{ .name = NULL }
};

/* Copy what a token may consist of, without blanks around it. */
static int
trim_token(const char *from, char token[TOKEN_MAX], struct fault *f)
{
	size_t length;

	/* The mark that some editors begin a file with is none of it. */
	from += line_mark(from, strlen(from));
	from += strspn(from, " \t\r\n");
	length = strcspn(from, " \t\r\n");
	if (length == 0 || length >= TOKEN_MAX)
		return fault(f, "no token in it");
	for (size_t i = 0; i < length; i++)
		if (!isgraph((unsigned char)from[i]))
			return fault(f, "not a token");
	memcpy(token, from, length);
	token[length] = '\0';
	return 0;
}

static int
read_token(const struct options *options, char token[TOKEN_MAX],
    struct fault *f)
{
	const char *path = option_text(options, "token-file");
	const char *variable = getenv("KLAD_VK_TOKEN");
	char line[TOKEN_MAX] = "";
	FILE *file;

	if (path == NULL && variable == NULL)
		return fault(f, "no token: give --token-file FILE, or set "
		    "KLAD_VK_TOKEN");
	if (path == NULL)
		return trim_token(variable, token, f);
	file = fopen(path, "re");
	if (file == NULL)
		return fault(f, "%s: %s", path, strerror(errno));
	if (fgets(line, sizeof(line), file) == NULL)
		line[0] = '\0';
	fclose(file);
	if (trim_token(line, token, f) < 0)
		return fault(f, "%s: no token in it", path);
	return 0;
}

/* "club12", "public12", "event12" are groups, "id5" is a person. */
static bool
read_owner(const char *name, char owner[VALUE_WORD_SIZE])
{
	static const struct {
		const char *word, *sign;
	} kinds[] = {
		{ "club", "-" }, { "public", "-" }, { "event", "-" },
		{ "wall", "" }, { "id", "" }, { "-", "-" }, { "", "" }
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		size_t length = strlen(kinds[i].word);
		const char *digits = name + length;

		if (strncmp(name, kinds[i].word, length) != 0)
			continue;
		length = strspn(digits, "0123456789");
		if (length == 0 || length > 18 || digits[length] != '\0')
			continue;
		snprintf(owner, VALUE_WORD_SIZE, "%s%s", kinds[i].sign,
		    digits);
		return true;
	}
	return false;
}

/* The name within "https://vk.com/NAME", "@NAME", "NAME". */
static int
read_name(const char *target, char name[64], struct fault *f)
{
	return url_account(target, "vk.com/", "_.-", name, 64) == 0 ? 0 :
	    fault(f, "not the name of a wall");
}

static char *
page_url(const struct options *options, const char *name, long long offset)
{
	const char *base = option_text(options, "base-url");
	int length = url_base_length(base);
	char owner[VALUE_WORD_SIZE], *url;
	bool numbered = read_owner(name, owner);

	if (asprintf(&url, "%.*s/method/wall.get?%s=%s&count=%lld&offset=%lld"
	    "&extended=1&v=%s", length, base, numbered ? "owner_id" :
	    "domain", numbered ? owner : name,
	    option_count(options, "page-size"), offset,
	    option_text(options, "api-version")) < 0)
		return NULL;
	return url;
}

static int
begin(const struct options *options, const char *target, const char *mark,
    struct request *request, struct fault *f)
{
	char name[64], token[TOKEN_MAX];

	(void)mark;
	if (read_name(target, name, f) < 0 ||
	    read_token(options, token, f) < 0)
		return -1;
	request->url = page_url(options, name, 0);
	request->named = option_given(options, "base-url");
	if (request->url == NULL || asprintf(&request->secret,
	    "Authorization: Bearer %s", token) < 0)
		return fault(f, "out of memory");
	return 0;
}

/* What the API's error codes come to (vk-api-schema, errors.json). */
static int
judge_error(const json_t *error, struct page *page)
{
	static const struct {
		int code;
		enum outcome outcome;
		double wait;
		const char *what;
	} errors[] = {
		{ 5, OUTCOME_DENIED, 0, "the token is not good" },
		{ 6, OUTCOME_RATE_LIMITED, 1, "too many requests a second" },
		{ 9, OUTCOME_RATE_LIMITED, 60, "flood control" },
		{ 14, OUTCOME_RATE_LIMITED, 3600, "wants a captcha" },
		{ 15, OUTCOME_DENIED, 0, "access denied" },
		{ 18, OUTCOME_GONE, 0, "deleted or banned" },
		{ 19, OUTCOME_DENIED, 0, "blocked" },
		{ 27, OUTCOME_DENIED, 0, "a group's token is no good here" },
		{ 29, OUTCOME_RATE_LIMITED, 3600, "the day's quota is used" },
		{ 30, OUTCOME_DENIED, 0, "a private profile" },
		{ 100, OUTCOME_GONE, 0, "no such wall" },
		{ 113, OUTCOME_GONE, 0, "no such person" },
		{ 125, OUTCOME_GONE, 0, "no such group" },
		{ 203, OUTCOME_DENIED, 0, "a closed group" }
	};
	long long code = value_count(error, "error_code", -1);

	for (size_t i = 0; i < sizeof(errors) / sizeof(*errors); i++)
		if (errors[i].code == code) {
			page->wait = errors[i].wait;
			return page_outcome(page, errors[i].outcome,
			    "%s (error %lld)", errors[i].what, code);
		}
	return page_outcome(page, OUTCOME_UNREACHABLE, "error %lld: %s",
	    code, value_text(error, "error_msg"));
}

/*
 * With a state, the last post of a page is asked for again as the first of
 * the next, so that none is passed over when one above is deleted meanwhile:
 * the state drops it there. Without one it would be given twice.
 */
static int
set_next(const struct options *options, const struct reply *reply,
    const json_t *response, struct page *page)
{
	size_t items = json_array_size(json_object_get(response, "items"));
	char *text = url_query(reply->url, "offset"), name[64];
	long long offset = text == NULL ? 0 : strtoll(text, NULL, 10);

	free(text);
	offset += (long long)items;
	if (items == 0 || offset >= value_count(response, "count", 0) ||
	    read_name(reply->target, name, NULL) < 0)
		return 0;
	if (items > 1 && option_text(options, "state") != NULL)
		offset--;
	page->next = page_url(options, name, offset);
	return page->next == NULL ? -1 : 0;
}

/*
 * The newest page shows all posts between its first and its last, but for the
 * pinned one, which may be older than both. Of later pages that is not known:
 * the pinned post is missing where it belongs.
 */
static int
note_range(const json_t *items, struct page *page)
{
	const json_t *item;
	size_t i;

	json_array_foreach(items, i, item) {
		long long number = value_count(item, "id", 0);

		if (!json_is_true(json_object_get(item, "is_deleted")) &&
		    page_also_shows(page, number) < 0)
			return -1;
		if (value_count(item, "is_pinned", 0) != 0 || number <= 0)
			continue;
		if (page->first == 0 || number < page->first)
			page->first = number;
		if (number > page->last)
			page->last = number;
	}
	return 0;
}

static int
read_items(const struct options *options, const struct reply *reply,
    const json_t *response, struct page *page)
{
	const json_t *items = json_object_get(response, "items"), *item;
	size_t i, count = 0;

	if (!json_is_array(items))
		return page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "a response without items");
	json_array_foreach(items, i, item) {
		json_t *record;
		int got = vk_post(response, item, &record);

		count += !json_is_true(json_object_get(item, "is_deleted"));
		if (got < 0 || (got > 0 &&
		    json_array_append_new(page->records, record) < 0))
			return -1;
	}
	if (reply->number == 0 && note_range(items, page) < 0)
		return -1;
	page_missed(page, count);
	if (count > 0 && json_array_size(page->records) == 0)
		return 0;
	if (i == 0)
		page_outcome(page, OUTCOME_EMPTY, "no posts");
	return set_next(options, reply, response, page);
}

static int
parse(const struct options *options, const struct reply *reply,
    struct page *page, struct fault *f)
{
	struct fault why = { "" };
	json_t *root = value_read(reply->bytes, reply->length, &why);
	const json_t *error = json_object_get(root, "error");
	const json_t *response = json_object_get(root, "response");
	int result;

	if (json_is_object(error))
		result = judge_error(error, page);
	else if (json_is_object(response))
		result = read_items(options, reply, response, page);
	else
		result = page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "neither a response nor an error%s%s",
		    why.text[0] == '\0' ? "" : ": ", why.text);
	json_decref(root);
	return result < 0 ? fault(f, "out of memory") : 0;
}

const struct source source_vk = {
	.name = "vk",
	.synopsis = "NAME...",
	.summary = "the wall of a group or person, by the API of VK",
	.options = options_vk,
	.begin = begin,
	.parse = parse,
	.rate = 3,
};
