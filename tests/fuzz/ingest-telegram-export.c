/* SPDX-License-Identifier: MIT */
/* Telegram Desktop exports: any bytes, in pieces. */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>

#include "ingest/export-post.h"

#define PIECE 7

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const struct export_about about = {
	.id = "1", .title = "title", .type = "public_channel",
	.evidence = "{}"
};

/* Whatever comes in, what goes out is JSON. */
static int
take(void *context, const struct export_message *message, struct fault *f)
{
	struct export_post *post = context;
	json_t *record;

	if (export_post(post, &about, message->bytes, message->length, f) <= 0)
		return 0;
	record = json_loadb(post->line.bytes, post->line.length, 0, NULL);
	if (record == NULL)
		abort();
	json_decref(record);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct export_post post = { .keep = NULL };
	struct export_scan *scan = export_scan_new(take, &post);
	struct fault f;

	for (size_t at = 0; at < size; at += PIECE)
		if (export_scan_feed(scan, (const char *)data + at,
		    size - at < PIECE ? size - at : PIECE, &f) < 0)
			break;
	export_scan_end(scan, &f);
	export_scan_free(scan);
	export_post_close(&post);
	return 0;
}
