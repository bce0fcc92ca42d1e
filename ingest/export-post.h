/* SPDX-License-Identifier: MIT */
/*
 * One message of a Telegram Desktop export as a record. Nothing is opened
 * here: pictures are named as the export names them, and the caller fetches
 * them from the folder.
 */
#ifndef INGEST_EXPORT_POST_H
#define INGEST_EXPORT_POST_H

#include <jansson.h>

#include "ingest/export-scan.h"

/* What is the same for all messages of a chat. */
struct export_context {
	const char *channel;	/* public name, or NULL: not known */
	const char *zone;	/* of times without one, or NULL */
	const char *id;		/* of the chat */
	const char *title;	/* of the chat */
	const char *type;	/* of the chat, such as "public_channel" */
};

/*
 * Make the record of a parsed message. Its media have a key "file" with the
 * path within the export, or an "error" where the export left it out; the
 * caller replaces "file". Returns 1 with a new reference; 0 if there is
 * nothing in the message to read (service messages mostly); -1 without
 * memory.
 */
int export_post(const struct export_context *, const json_t *message,
    json_t **record);

#endif
