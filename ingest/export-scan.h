/* SPDX-License-Identifier: MIT */
/*
 * Finds the messages in a Telegram Desktop export (result.json) as its bytes
 * arrive, so that a file of any size passes through bounded memory.
 *
 *	struct export_scan *scan = export_scan_new(take, context);
 *
 *	while ((got = read(fd, chunk, sizeof(chunk))) > 0)
 *		if (export_scan_feed(scan, chunk, got, f) < 0)
 *			...
 *	export_scan_end(scan, f);
 *	export_scan_free(scan);
 *
 * A message is each object in an array under the key "messages", wherever
 * that stands: at the top in the export of one chat, under chats.list[] and
 * left_chats.list[] in a full one. The object around that array is the chat;
 * its name, type and id come before the messages (tdesktop,
 * export_output_json.cpp). Only strings and brackets are followed here,
 * since what tdesktop writes is not always JSON: see loose-json.h.
 */
#ifndef INGEST_EXPORT_SCAN_H
#define INGEST_EXPORT_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire/fault.h"

#define EXPORT_MESSAGE_MAX ((size_t)8 * 1024 * 1024)	/* bytes of one */
#define EXPORT_DEPTH_MAX 32	/* brackets around a message */
#define EXPORT_NAME_SIZE 1024	/* a chat's name, escapes and all */
#define EXPORT_WORD_SIZE 64	/* its type, its id, any key */

/* What precedes the messages. As written in the file, escapes and all. */
struct export_chat {
	char name[EXPORT_NAME_SIZE];	/* "" where absent */
	char type[EXPORT_WORD_SIZE];	/* "public_channel" */
	char id[EXPORT_WORD_SIZE];	/* digits */
};

struct export_message {
	const struct export_chat *chat;
	const char *bytes;	/* the object; NULL when it was too long */
	size_t length;
	uint64_t offset;	/* of its first byte in the file */
};

/* Called for each message. Returns 0, or -1 to stop, with the reason. */
typedef int export_take(void *context, const struct export_message *,
    struct fault *);

struct export_scan;

/* A new scan, or NULL without memory. Freed by export_scan_free(). */
struct export_scan *export_scan_new(export_take *take, void *context);
void export_scan_free(struct export_scan *);

/*
 * Go on with the next bytes. Returns 0, or -1 when take() stopped it, when
 * brackets nest too deep around the messages, or without memory.
 */
int export_scan_feed(struct export_scan *, const char *bytes, size_t length,
    struct fault *);

/*
 * Tell that the file has ended. Returns 0, or -1 when it ended before the
 * outermost bracket closed, or holds no array of messages at all.
 */
int export_scan_end(const struct export_scan *, struct fault *);

#endif
