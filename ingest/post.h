/* SPDX-License-Identifier: MIT */
/*
 * Building a record (record.5) for one post. What is unknown stays absent:
 * setting a key to NULL or "" does nothing. Text that is not UTF-8 is
 * repaired, each bad byte made U+FFFD, so that no post is lost for it.
 *
 *	json_t *record = post_new("telegram:klad_demo_shop/17", "telegram");
 *	post_set(record, "text", text);
 *	post_set_time(record, "published", when);
 *	post_add_media(record, "https://example.org/photo.jpg");
 *
 * Each setter returns 0, or -1 without memory (or with a NULL record, so
 * that a row of calls may be checked once).
 */
#ifndef INGEST_POST_H
#define INGEST_POST_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#define POST_LAST_TIME 253402300799	/* 9999-12-31T23:59:59Z: RFC 3339 */
#define POST_LINKS_MAX 1000	/* links kept of one post */
#define POST_PARTS_MAX 1000	/* parts, likewise */

/* A record with "v", "id" and post.platform. Returns NULL without memory. */
json_t *post_new(const char *id, const char *platform);

/* The record's "post" object; stays the record's. */
json_t *post_of(const json_t *record);

/* True if there is anything to read, to follow or to see in it. */
bool post_says_something(const json_t *record);

/* A text in "post". */
int post_set(json_t *record, const char *key, const char *value);
int post_set_bytes(json_t *record, const char *key, const char *bytes,
    size_t length);

/* A whole number. */
int post_set_count(json_t *record, const char *key, long long);

/* A time, RFC 3339 in UTC. A time before 1970 or after 9999 is unknown. */
int post_set_time(json_t *record, const char *key, time_t);

/* Any value; takes the reference, NULL counts as no memory. */
int post_set_new(json_t *record, const char *key, json_t *value);

/*
 * Count in post.left_out one of these that is too many: "links", "media",
 * "parts".
 */
int post_leave_out(json_t *record, const char *what);

/* Add to post.links, once; what is over POST_LINKS_MAX is left out. */
int post_add_link(json_t *record, const char *url);

/*
 * Add to post.parts a text that goes with the post and is not its text: a
 * button, a poll, the title of a document. kind is one word of record.5; the
 * url may be NULL. An empty text adds nothing; what is over POST_PARTS_MAX is
 * left out.
 */
int post_add_part(json_t *record, const char *kind, const char *text,
    const char *url);

/*
 * Add a poll as one part: the question, which may be "", and on lines of
 * their own the texts under `key` of the answers, an array of objects.
 */
int post_add_poll(json_t *record, const char *question,
    const json_t *answers, const char *key);

/* Add each text of a list to post.parts as a tag. */
int post_add_tags(json_t *record, const json_t *tags);

/*
 * Add an object to "media" and return it, the record's own, for more keys to
 * be set; NULL without memory. The url may be NULL.
 */
json_t *post_add_media(json_t *record, const char *url);

/* A JSON string of bytes that may be bad UTF-8. NULL without memory. */
json_t *post_string(const char *bytes, size_t length);

#endif
