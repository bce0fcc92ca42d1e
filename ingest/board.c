/* SPDX-License-Identifier: MIT */
#include "ingest/board.h"

#include <nettle/base16.h>
#include <nettle/base64.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/html.h"
#include "ingest/markup.h"
#include "ingest/post.h"
#include "ingest/url.h"
#include "ingest/value.h"
#include "wire/line.h"

#define MD5_HEX 32	/* digits */
#define MD5_BASE64 24
#define DEPTH_MAX 6	/* pages, threads, posts: each in a list */

struct board {
	const struct reply *reply;
	struct page *page;
	char host[256];
	char name[64];		/* of the board: "b" */
	char images[512];	/* where its pictures are */
	int failed;
};

bool
board_is_one(const struct reply *reply)
{
	size_t at = 0;

	while (at < reply->length && reply->bytes[at] != '\0' &&
	    strchr(" \t\r\n" LINE_MARK, reply->bytes[at]) != NULL)
		at++;
	return at < reply->length && (reply->bytes[at] == '{' ||
	    reply->bytes[at] == '[');
}

static bool
is_4chan(const struct board *board)
{
	return strcmp(board->host, "a.4cdn.org") == 0;
}

/* Host and board by the address: https://a.4cdn.org/BOARD/thread/1.json. */
static void
open_board(struct board *board, const json_t *root, const char *images)
{
	const char *url = board->reply->final_url;
	char *host = url_host(url);
	const char *path = strstr(url, "://");
	const char *name = value_text(root, "Board");

	path = path == NULL ? "" : path + 3;
	path += strcspn(path, "/");
	path += *path == '/' ? 1 : 0;
	snprintf(board->host, sizeof(board->host), "%s",
	    host == NULL ? "" : host);
	if (name[0] == '\0')
		name = value_text(json_object_get(root, "board"), "id");
	if (name[0] != '\0')
		snprintf(board->name, sizeof(board->name), "%s", name);
	else
		snprintf(board->name, sizeof(board->name), "%.*s",
		    (int)strcspn(path, "/?#"), path);
	/* Else relative to the page. */
	snprintf(board->images, sizeof(board->images), "%s", images != NULL ?
	    images : is_4chan(board) ? "https://i.4cdn.org" : "");
	free(host);
}

/*
 * Set the digest of the picture that was added last, as the board tells it:
 * 4chan in base64 (RFC 4648), 2ch in hexadecimal digits.
 */
static int
set_md5(json_t *record, const json_t *file)
{
	const char *text = value_text(file, "md5");
	const json_t *media = json_object_get(record, "media");
	json_t *medium = json_array_get(media, json_array_size(media) - 1);
	uint8_t raw[BASE64_DECODE_LENGTH(MD5_BASE64 + 4)];
	char hex[MD5_HEX + 1] = "";
	struct base64_decode_ctx decoder;
	size_t length = sizeof(raw);

	base64_decode_init(&decoder);
	if (strlen(text) == MD5_HEX &&
	    strspn(text, "0123456789abcdef") == MD5_HEX)
		memcpy(hex, text, MD5_HEX);
	else if (strlen(text) == MD5_BASE64 && base64_decode_update(&decoder,
	    &length, raw, MD5_BASE64, text) &&
	    length == MD5_HEX / 2)
		base16_encode_update(hex, length, raw);
	return hex[0] == '\0' || medium == NULL ? 0 :
	    json_object_set_new(medium, "md5", json_string(hex));
}

/*
 * 4chan: name and ending apart; "tim" is the name on the server, where a still
 * of a video ends in "s.jpg".
 */
static int
add_one_file(const struct board *board, json_t *record, const json_t *file)
{
	char url[1024], word[VALUE_WORD_SIZE];
	const char *name = value_word(file, "tim", word);
	int bad;

	if (name[0] == '\0')
		return 0;
	bad = post_add_part(record, "document", value_text(file, "filename"),
	    NULL);
	snprintf(url, sizeof(url), "%s/%s/%s%s", board->images, board->name,
	    name, value_text(file, "ext"));
	if (markup_names_picture(url))
		return bad | markup_add_picture(record,
		    board->reply->final_url, url) | set_md5(record, file);
	if (!is_4chan(board))
		return bad;
	snprintf(url, sizeof(url), "%s/%s/%ss.jpg", board->images,
	    board->name, name);
	return bad | markup_add_picture(record, board->reply->final_url, url);
}

/*
 * 2ch: a list with paths from the root of the host. Others give files after the
 * first as 4chan does that one.
 */
static int
add_files(const struct board *board, json_t *record, const json_t *post)
{
	const json_t *file;
	size_t i;
	int bad = add_one_file(board, record, post);

	json_array_foreach(json_object_get(post, "extra_files"), i, file) {
		bad |= add_one_file(board, record, file);
	}
	json_array_foreach(json_object_get(post, "files"), i, file) {
		char url[1024];
		const char *path = value_text(file, "path");
		bool video = strstr(path, ".webm") != NULL ||
		    strstr(path, ".mp4") != NULL;

		if (video)
			path = value_text(file, "thumbnail");
		snprintf(url, sizeof(url), "%s%s", path[0] == '/' ?
		    board->images : "", path);
		if (path[0] != '\0')
			bad |= markup_add_picture(record,
			    board->reply->final_url, url) |
			    (video ? 0 : set_md5(record, file));
		bad |= post_add_part(record, "document",
		    value_text(file, "fullname"), NULL);
	}
	return bad;
}

static const char *
either(const json_t *post, const char *one, const char *other)
{
	const char *text = value_text(post, one);

	return text[0] != '\0' ? text : value_text(post, other);
}

static int
set_words(const struct board *board, json_t *record, const json_t *post)
{
	const char *html = either(post, "com", "comment");
	const char *subject = either(post, "sub", "subject");
	char *title = html_text_of(subject, strlen(subject));
	char *name = html_text_of(value_text(post, "name"),
	    strlen(value_text(post, "name")));
	int bad = title == NULL || name == NULL;

	bad |= post_set(record, "author", name);
	bad |= post_add_part(record, "title", title, NULL);
	bad |= markup_set_post(record, html, strlen(html),
	    board->reply->final_url);
	free(title);
	free(name);
	return bad;
}

/* Where people see it: the page of the thread, not its JSON. */
static int
set_url(const struct board *board, json_t *record, const char *thread,
    const char *number)
{
	char url[1024];
	bool chan = is_4chan(board);

	snprintf(url, sizeof(url), chan ? "https://%s/%s/thread/%s#p%s" :
	    "https://%s/%s/res/%s.html#%s", chan ? "boards.4chan.org" :
	    board->host, board->name, thread, number);
	return post_set(record, "url", url);
}

static int
read_post(struct board *board, const json_t *post)
{
	char id[512], word[VALUE_WORD_SIZE], other[VALUE_WORD_SIZE];
	const char *number = value_word(post, json_object_get(post, "no") !=
	    NULL ? "no" : "num", word);
	const char *parent = value_word(post, json_object_get(post,
	    "resto") != NULL ? "resto" : "parent", other);
	bool reply = parent[0] != '\0' && strcmp(parent, "0") != 0;
	json_t *record;
	int bad;

	if (number[strspn(number, "0123456789")] != '\0')
		return 0;
	if (json_array_size(board->page->records) >= BOARD_POSTS_MAX)
		return page_outcome(board->page, OUTCOME_TOO_LARGE,
		    "over %d posts: the rest is left out", BOARD_POSTS_MAX);
	snprintf(id, sizeof(id), "page:%s/%s/%s", board->host, board->name,
	    number);
	record = post_new(id, "page");
	bad = post_set(record, "native_id", number);
	bad |= post_set(record, "channel", board->name);
	bad |= post_set_time(record, "published", (time_t)value_count(post,
	    json_object_get(post, "time") != NULL ? "time" : "timestamp",
	    -1));
	bad |= post_set(record, "reply_to", reply ? parent : NULL);
	bad |= set_url(board, record, reply ? parent : number, number);
	bad |= set_words(board, record, post);
	bad |= add_files(board, record, post);
	return json_array_append_new(board->page->records, record) | bad;
}

/* A post is an object with a number and words or a file. */
static bool
is_post(const json_t *value)
{
	return (json_object_get(value, "no") != NULL ||
	    json_object_get(value, "num") != NULL) &&
	    (json_object_get(value, "com") != NULL ||
	    json_object_get(value, "comment") != NULL ||
	    json_object_get(value, "tim") != NULL ||
	    json_object_get(value, "files") != NULL ||
	    json_object_get(value, "time") != NULL);
}

/* Posts stand in lists of "posts" and "threads", in several ways. */
static void
find_posts(struct board *board, const json_t *value, int depth)
{
	static const char *const keys[] = {
		"posts", "threads", "last_replies"
	};
	const json_t *one;
	size_t i;

	if (depth > DEPTH_MAX || board->failed)
		return;
	json_array_foreach(value, i, one) {
		find_posts(board, one, depth + 1);
	}
	if (!json_is_object(value))
		return;
	if (is_post(value))
		board->failed |= read_post(board, value);
	for (size_t k = 0; k < sizeof(keys) / sizeof(*keys); k++)
		if (json_is_array(json_object_get(value, keys[k])))
			find_posts(board, json_object_get(value, keys[k]),
			    depth + 1);
}

static const char *
text_of(const json_t *record, const char *key)
{
	const char *text = json_string_value(json_object_get(
	    post_of(record), key));

	return text == NULL ? "" : text;
}

/*
 * A thread shows all its answers, the oldest first, so that one that is
 * deleted can be missed; what a catalogue shows of many threads cannot.
 */
static int
note_thread(struct page *page)
{
	const char *number = text_of(json_array_get(page->records, 0),
	    "native_id");
	size_t count = json_array_size(page->records);

	for (size_t i = 1; i < count; i++)
		if (strcmp(text_of(json_array_get(page->records, i),
		    "reply_to"), number) != 0)
			return 0;
	for (size_t i = count; i > 1; i--)
		if (page_shows(page, json_array_get(page->records,
		    i - 1)) < 0)
			return -1;
	return 0;
}

int
board_read(const struct reply *reply, const char *images, struct page *page)
{
	json_t *root = value_read(reply->bytes, reply->length, NULL);
	struct board board = { .reply = reply, .page = page };

	open_board(&board, root, images);
	find_posts(&board, root, 0);
	json_decref(root);
	if (board.failed)
		return -1;
	if (json_array_size(page->records) == 0)
		return page_outcome(page, OUTCOME_MARKUP_CHANGED,
		    "json without posts of a board");
	return note_thread(page);
}
