/* SPDX-License-Identifier: MIT */
#include "ingest/warc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/warc-digest.h"
#include "ingest/warc-file.h"
#include "wire/record.h"

#define ID_SIZE 64	/* "<urn:uuid:...>" */

struct warc {
	int folder;
	size_t most;
	char info[ID_SIZE];	/* the id of the file's warcinfo */
	struct warc_file file;
};

/* A record on its way into the file. */
struct entry {
	const char *type, *media_type;
	const char *id, *concurrent;	/* ids; concurrent may be NULL */
	const struct exchange *exchange; /* NULL for warcinfo */
	const struct text *head, *body;	/* body may be NULL */
	const char *file;		/* of a warcinfo, or NULL */
	const char *truncated;		/* why it is not whole, or NULL */
	time_t when;
};

static void
new_id(char id[ID_SIZE])
{
	unsigned char b[16] = { 0 };

	if (getrandom(b, sizeof(b), 0) != sizeof(b))
		abort();	/* never so for 16 bytes: getrandom(2) */
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);	/* RFC 9562, v4 */
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	snprintf(id, ID_SIZE, "<urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-"
	    "%02x%02x-%02x%02x%02x%02x%02x%02x>", b[0], b[1], b[2], b[3],
	    b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13],
	    b[14], b[15]);
}

__attribute__((format(printf, 2, 3)))
static void
field(struct text *record, const char *format, ...)
{
	char line[8192 + 256];	/* the longest holds an address */
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(line, sizeof(line), format, arguments);
	va_end(arguments);
	text_add_string(record, line);
	text_add_string(record, "\r\n");
}

/* A digest of the payload alone, unless it is still in chunks. */
static void
add_payload_digest(struct text *record, const struct entry *entry)
{
	char text[WARC_DIGEST_SIZE];

	if (entry->body == NULL || strcasestr(entry->head->bytes,
	    "\ntransfer-encoding:") != NULL)
		return;
	warc_digest(NULL, entry->body, text);
	field(record, "WARC-Payload-Digest: %s", text);
}

static int
add_entry(struct warc *warc, const struct entry *entry, struct fault *f)
{
	struct text record = { .bytes = NULL };
	char when[RECORD_TIME_SIZE], block[WARC_DIGEST_SIZE];
	size_t length = entry->head->length +
	    (entry->body == NULL ? 0 : entry->body->length);
	int result;

	record_time(entry->when, when);
	warc_digest(entry->head, entry->body, block);
	field(&record, "WARC/1.1\r\nWARC-Type: %s", entry->type);
	field(&record, "WARC-Record-ID: %s", entry->id);
	field(&record, "WARC-Date: %s", when);
	if (entry->file != NULL)
		field(&record, "WARC-Filename: %s", entry->file);
	else
		field(&record, "WARC-Warcinfo-ID: %s", warc->info);
	if (entry->exchange != NULL)
		field(&record, "WARC-Target-URI: %s", entry->exchange->url);
	if (entry->exchange != NULL && entry->exchange->address[0] != '\0')
		field(&record, "WARC-IP-Address: %s",
		    entry->exchange->address);
	if (entry->concurrent != NULL)
		field(&record, "WARC-Concurrent-To: %s", entry->concurrent);
	if (entry->truncated != NULL)
		field(&record, "WARC-Truncated: %s", entry->truncated);
	field(&record, "WARC-Block-Digest: %s", block);
	add_payload_digest(&record, entry);
	field(&record, "Content-Type: %s", entry->media_type);
	field(&record, "Content-Length: %zu\r\n", length);
	text_add(&record, entry->head->bytes, entry->head->length);
	if (entry->body != NULL)
		text_add(&record, entry->body->bytes, entry->body->length);
	text_add_string(&record, "\r\n\r\n");
	result = warc_file_add(&warc->file, &record, f);
	text_free(&record);
	return result;
}

static int
add_info(struct warc *warc, struct fault *f)
{
	struct text head = { .bytes = NULL };
	struct entry entry = {
		.type = "warcinfo", .id = warc->info, .head = &head,
		.media_type = "application/warc-fields",
		.file = warc->file.name, .when = time(NULL)
	};
	int result;

	new_id(warc->info);
	field(&head, "software: klad-ingest/" KLAD_VERSION);
	field(&head, "format: WARC file version 1.1");
	field(&head, "conformsTo: http://iipc.github.io/warc-specifications/"
	    "specifications/warc-format/warc-1.1/");
	result = add_entry(warc, &entry, f);
	text_free(&head);
	return result;
}

struct warc *
warc_open(const char *folder, size_t most, struct fault *f)
{
	struct warc *warc = calloc(1, sizeof(*warc));
	struct fault why = { "" };

	if (warc == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	warc->most = most;
	warc->file.fd = -1;
	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		fault(&why, "%s", strerror(errno));
	warc->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	warc->file.folder = warc->folder;
	if (warc->folder < 0)
		fault(&why, "%s", strerror(errno));
	else if (why.text[0] == '\0' &&
	    warc_file_repair(warc->folder, &why) == 0)
		return warc;
	fault(f, "--warc: %s: %s", folder, why.text);
	warc_close(warc, NULL);
	return NULL;
}

int
warc_close(struct warc *warc, struct fault *f)
{
	int result;

	if (warc == NULL)
		return 0;
	result = warc_file_end(&warc->file, f);
	if (warc->folder >= 0)
		close(warc->folder);
	free(warc);
	return result;
}

/* The request without what would let others act in our name. */
static void
withhold(const struct text *sent, struct text *safe)
{
	static const char *const secrets[] = {
		"Authorization:", "Proxy-Authorization:", "Cookie:"
	};
	const char *line = sent->bytes, *end;
	size_t left = sent->length;

	for (; left > 0; line = end) {
		const char *newline = memchr(line, '\n', left);
		const char *secret = NULL;

		end = newline == NULL ? line + left : newline + 1;
		for (size_t i = 0; i < sizeof(secrets) / sizeof(*secrets);
		    i++)
			if (strncasecmp(line, secrets[i],
			    strlen(secrets[i])) == 0)
				secret = secrets[i];
		if (secret == NULL)
			text_add(safe, line, (size_t)(end - line));
		else
			field(safe, "%s [withheld]", secret);
		left -= (size_t)(end - line);
	}
}

/* A record that goes with a response, if there was one. */
static int
add_beside(struct warc *warc, const struct exchange *exchange,
    const char *response, struct entry *entry, struct fault *f)
{
	entry->concurrent = response;
	entry->exchange = exchange;
	entry->when = exchange->fetched;
	return add_entry(warc, entry, f);
}

static int
add_request(struct warc *warc, const struct exchange *exchange,
    const char *response, struct fault *f)
{
	struct text safe = { .bytes = NULL };
	char id[ID_SIZE];
	struct entry entry = {
		.type = "request", .id = id, .head = &safe,
		.media_type = "application/http;msgtype=request"
	};
	int result;

	if (exchange->sent.length == 0)
		return 0;
	new_id(id);
	withhold(&exchange->sent, &safe);
	result = add_beside(warc, exchange, response, &entry, f);
	text_free(&safe);
	return result;
}

/* What the response was asked for; nothing for photos and robots.txt. */
static int
add_metadata(struct warc *warc, const struct exchange *exchange,
    const char *response, struct fault *f)
{
	struct text fields = { .bytes = NULL };
	char id[ID_SIZE];
	struct entry entry = {
		.type = "metadata", .id = id, .head = &fields,
		.media_type = "application/warc-fields"
	};
	int result;

	if (exchange->source == NULL)
		return 0;
	new_id(id);
	field(&fields, "source: %s", exchange->source);
	field(&fields, "target: %s", exchange->target);
	field(&fields, "asked: %s", exchange->asked);
	result = add_beside(warc, exchange, response, &entry, f);
	text_free(&fields);
	return result;
}

int
warc_add(struct warc *warc, const struct exchange *exchange, json_t **place,
    struct fault *f)
{
	char id[ID_SIZE];
	struct entry entry = {
		.type = "response", .id = id, .exchange = exchange,
		.media_type = "application/http;msgtype=response",
		.head = &exchange->head, .body = &exchange->wire,
		.when = exchange->fetched
	};

	*place = NULL;
	if (!exchange->whole)
		entry.truncated = exchange->outcome == OUTCOME_TOO_LARGE ?
		    "length" : "unspecified";
	if (warc->file.fd >= 0 && (size_t)warc->file.size > warc->most &&
	    warc_file_end(&warc->file, f) < 0)
		return -1;
	if (warc->file.fd < 0 && (warc_file_begin(&warc->file, f) < 0 ||
	    add_info(warc, f) < 0))
		return -1;
	if (exchange->status == 0 || exchange->head.length == 0)
		return add_request(warc, exchange, NULL, f);
	new_id(id);
	*place = json_pack("{s:s, s:I, s:s}", "file", warc->file.name,
	    "offset", (json_int_t)warc->file.size, "record_id", id);
	if (add_entry(warc, &entry, f) == 0 &&
	    add_request(warc, exchange, id, f) == 0 &&
	    add_metadata(warc, exchange, id, f) == 0)
		return 0;
	json_decref(*place);
	*place = NULL;
	return -1;
}
