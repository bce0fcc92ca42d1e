/* SPDX-License-Identifier: MIT */
#include "ingest/warc-reply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "ingest/decode.h"
#include "ingest/kind.h"

#define DECODED_MAX ((size_t)128 * 1024 * 1024)

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
read_head(struct warc_reply *reply, const struct text *block)
{
	const char *at = block->bytes, *end = at + block->length;
	char coding[64] = "";

	if (block->length < 12 || strncmp(at, "HTTP/", 5) != 0)
		return NULL;
	reply->status = (int)strtol(at + strcspn(at, " \r\n"), NULL, 10);
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = stop == NULL ? 0 : (size_t)(stop - at);

		if (stop == NULL)
			return NULL;
		if (length > 0 && at[length - 1] == '\r')
			length--;
		if (length == 0)
			break;
		take(at, length, "Content-Type", reply->type,
		    sizeof(reply->type));
		take(at, length, "Content-Encoding", reply->encoding,
		    sizeof(reply->encoding));
		take(at, length, "Transfer-Encoding", coding,
		    sizeof(coding));
		take(at, length, "Link", reply->link, sizeof(reply->link));
		take(at, length, "Location", reply->location,
		    sizeof(reply->location));
		at = stop + 1;
	}
	reply->chunked = strcasestr(coding, "chunked") != NULL;
	at = memchr(at, '\n', (size_t)(end - at));
	return at == NULL ? NULL : at + 1;
}

static int
read_response(struct warc_reply *reply, const struct text *block,
    struct fault *f)
{
	struct text raw = { .bytes = NULL };
	const char *body;
	size_t length;
	int result;

	body = block->length == 0 ? NULL : read_head(reply, block);
	if (body == NULL)
		return fault(f, "not a response of HTTP, or too long");
	length = block->length - (size_t)(body - block->bytes);
	text_add(&raw, body, length);
	result = raw.failed ? fault(f, "out of memory") : 0;
	/* Some writers keep the header and take out the chunks. */
	if (result == 0 && reply->chunked && decode_chunks(&raw, NULL) < 0) {
		text_clear(&raw);
		text_add(&raw, body, length);
	}
	digest_bytes(raw.bytes, raw.length, reply->sha256);
	/* A 304 names the encoding of what it does not send. */
	if (result == 0 && decode_content(raw.length == 0 ? "" :
	    reply->encoding, raw.bytes, raw.length, DECODED_MAX,
	    &reply->body, f) != OUTCOME_OK)
		result = -1;
	text_free(&raw);
	return result;
}

static int
read_resource(struct warc_reply *reply, const struct warc_record *record,
    struct fault *f)
{
	const struct text *block = &record->block;

	reply->status = 200;
	snprintf(reply->type, sizeof(reply->type), "%s", record->content);
	digest_bytes(block->bytes, block->length, reply->sha256);
	return text_add(&reply->body, block->bytes, block->length) < 0 ?
	    fault(f, "out of memory") : 0;
}

int
warc_reply_read(struct warc_reply *reply, const struct warc_record *record,
    struct fault *f)
{
	bool response = strcmp(record->type, "response") == 0;
	int result;

	/* Some keep replies of DNS as well. */
	if ((!response && strcmp(record->type, "resource") != 0) ||
	    (strncasecmp(record->uri, "http://", 7) != 0 &&
	    strncasecmp(record->uri, "https://", 8) != 0))
		return 0;
	reply->type[0] = reply->encoding[0] = reply->link[0] =
	    reply->location[0] = '\0';
	text_clear(&reply->body);
	result = response ? read_response(reply, &record->block, f) :
	    read_resource(reply, record, f);
	return result < 0 ? -1 : 1;
}

bool
warc_reply_is_picture(const struct warc_reply *reply)
{
	const char *mime = reply->body.length == 0 ? NULL :
	    kind_of(reply->body.bytes, reply->body.length).mime;

	return mime != NULL && strncmp(mime, "image/", 6) == 0;
}

void
warc_reply_close(struct warc_reply *reply)
{
	text_free(&reply->body);
}
