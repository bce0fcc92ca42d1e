/* SPDX-License-Identifier: MIT */
/*
 * One message of a Telegram Desktop export as the line of a record. It is
 * written as it is read, since an export of a gigabyte holds a million of
 * them. Nothing is opened here: who calls keeps the pictures.
 *
 *	struct export_post post = { .keep = keep, .context = context };
 *
 *	if (export_post(&post, &about, bytes, length, f) > 0)
 *		use(post.line.bytes, post.line.length);
 *	export_post_close(&post);
 */
#ifndef INGEST_EXPORT_POST_H
#define INGEST_EXPORT_POST_H

#include <jansson.h>

#include "ingest/export-scan.h"
#include "ingest/loose-json.h"
#include "ingest/text.h"
#include "wire/compact.h"

/* What the message itself does not tell. */
struct export_about {
	const char *channel;	/* public name, or NULL: not known */
	const char *zone;	/* of times without one, or NULL */
	const char *id;		/* of the chat */
	const char *title;	/* of the chat, or "" */
	const char *type;	/* of the chat, such as "public_channel" */
	const char *evidence;	/* an object, as JSON */
};

/*
 * Add to an empty medium what is known of the picture at this path of the
 * export: where it is kept now, or an "error". Returns 0, or -1 without
 * memory.
 */
typedef int export_keep(void *context, const char *path, json_t *medium);

/* Zeroed but for the first two; used again for each message. */
struct export_post {
	export_keep *keep;
	void *context;
	struct compact line;	/* the record */
	struct compact post, parts, links, media;
	unsigned left_out;	/* links that are too many */
	struct text word;
	struct loose_tree tree;
};

/*
 * Make the record of a message. Returns 1 with the line; 0 if there is
 * nothing in it to read (service messages mostly); -1 if it is not JSON
 * by any reading, or without memory.
 */
int export_post(struct export_post *, const struct export_about *,
    const char *bytes, size_t length, struct fault *);

void export_post_close(struct export_post *);

#endif
