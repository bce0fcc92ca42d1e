/* SPDX-License-Identifier: MIT */
#include "ingest/warc-read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zlib.h>

#include "ingest/clock.h"
#include "ingest/warc-digest.h"
#include "wire/record.h"

#define GZIP (15 + 16)		/* zlib's windowBits for a gzip member */
#define LINE_SIZE 16384		/* of a header field */
#define FIELDS_MAX 256
#define CHUNK 65536

struct warc_reader {
	int fd;
	bool packed;		/* gzip, else plain */
	bool in_member;
	z_stream z;		/* its input is `in`, plain files' too */
	unsigned long long taken;	/* bytes of the file so far */
	unsigned long long start;	/* of the member that `out` is of */
	size_t at, length;	/* in out */
	unsigned char in[CHUNK], out[CHUNK];
};

/*
 * Take bytes from the file, behind those that are left. Returns 1, 0 at its
 * end, or -1.
 */
static int
take_input(struct warc_reader *reader, struct fault *f)
{
	size_t left = reader->z.avail_in;
	ssize_t got;

	if (left > 0)
		memmove(reader->in, reader->z.next_in, left);
	do {
		got = read(reader->fd, reader->in + left, CHUNK - left);
	} while (got < 0 && errno == EINTR);
	if (got < 0)
		return fault(f, "%s", strerror(errno));
	reader->taken += (unsigned long long)got;
	reader->z.next_in = reader->in;
	reader->z.avail_in = (uInt)left + (uInt)got;
	return got > 0;
}

struct warc_reader *
warc_read_open(const char *path, struct fault *f)
{
	struct warc_reader *reader = calloc(1, sizeof(*reader));
	int got = -1;

	if (reader == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	reader->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (reader->fd < 0)
		fault(f, "%s", strerror(errno));
	else
		got = take_input(reader, f);
	if (got >= 0 && inflateInit2(&reader->z, GZIP) != Z_OK)
		got = fault(f, "out of memory");
	if (got < 0) {
		if (reader->fd >= 0)
			close(reader->fd);
		free(reader);
		return NULL;
	}
	reader->packed = reader->z.avail_in > 1 && reader->in[0] == 0x1f &&
	    reader->in[1] == 0x8b;
	return reader;
}

void
warc_read_close(struct warc_reader *reader)
{
	if (reader == NULL)
		return;
	inflateEnd(&reader->z);
	close(reader->fd);
	free(reader);
}

/* Make one step towards more in `out`. Returns 1, 0 at the end, or -1. */
static int
unpack(struct warc_reader *reader, struct fault *f)
{
	z_stream *z = &reader->z;
	int got;

	if (z->avail_in == 0) {
		got = take_input(reader, f);
		if (got == 0 && reader->in_member)
			return fault(f, "broken or cut short");
		if (got <= 0)
			return got;
	}
	if (!reader->packed) {
		reader->start = reader->taken - z->avail_in;
		memcpy(reader->out, z->next_in, z->avail_in);
		z->avail_out -= z->avail_in;
		z->avail_in = 0;
		return 1;
	}
	if (!reader->in_member) {
		inflateReset(z);
		reader->start = reader->taken - z->avail_in;
		reader->in_member = true;
	}
	got = inflate(z, Z_NO_FLUSH);
	if (got == Z_STREAM_END)
		reader->in_member = false;
	else if (got != Z_OK && got != Z_BUF_ERROR)
		return fault(f, "broken or cut short");
	return 1;
}

/* More bytes in `out`, of one member only. Returns 1, 0 at the end, or -1. */
static int
fill(struct warc_reader *reader, struct fault *f)
{
	int got = 1;

	reader->z.next_out = reader->out;
	reader->z.avail_out = CHUNK;
	while (got > 0 && reader->z.avail_out == CHUNK)
		got = unpack(reader, f);
	reader->at = 0;
	reader->length = CHUNK - reader->z.avail_out;
	return got;
}

/* A line without its end. Returns 1, 0 at the end of the file, or -1. */
static int
read_line(struct warc_reader *reader, char line[LINE_SIZE], struct fault *f)
{
	const unsigned char *end = NULL;
	size_t used = 0, length;
	int got;

	while (end == NULL) {
		if (reader->at == reader->length &&
		    (got = fill(reader, f)) <= 0)
			return got < 0 || used == 0 ? got :
			    fault(f, "a header that does not end");
		end = memchr(reader->out + reader->at, '\n',
		    reader->length - reader->at);
		length = (end == NULL ? reader->length :
		    (size_t)(end - reader->out) + 1) - reader->at;
		if (used + length >= LINE_SIZE)
			return fault(f, "a header that does not end");
		memcpy(line + used, reader->out + reader->at, length);
		used += length;
		reader->at += length;
	}
	while (used > 0 && (line[used - 1] == '\n' || line[used - 1] == '\r'))
		used--;
	line[used] = '\0';
	return 1;
}

/* Bytes that are no UTF-8 could not be in a record, nor be looked for. */
static void
make_sound(char *value)
{
	size_t length = strlen(value), at;

	while ((at = text_utf8(value, length)) < length)
		value[at] = '?';
}

/* Take the value of a field, if the line is that field. */
static void
take(const char *line, const char *name, char *value, size_t size)
{
	size_t length = strlen(name);

	if (strncasecmp(line, name, length) != 0 || line[length] != ':')
		return;
	line += length + 1;
	line += strspn(line, " \t");
	length = strlen(line);
	/* WARC 1.0 was read to want addresses in brackets. */
	if (length > 1 && line[0] == '<' && line[length - 1] == '>' &&
	    strcasestr(name, "Target-URI") != NULL) {
		line++;
		length -= 2;
	}
	if (length >= size)
		return;
	memcpy(value, line, length);
	value[length] = '\0';
	make_sound(value);
}

/* Whatever stands there, a record has a time of RFC 3339 in UTC, or none. */
static void
set_date(struct warc_record *record)
{
	struct clock clock;
	char when[RECORD_TIME_SIZE] = "";

	if (clock_iso(record->date, &clock) == 0)
		record_time(clock.when, when);
	snprintf(record->date, sizeof(record->date), "%s", when);
}

static int
read_block(struct warc_reader *reader, struct warc_record *record,
    unsigned long long length, size_t most, struct fault *f)
{
	bool keep = length <= most;

	while (length > 0) {
		size_t now;

		if (reader->at == reader->length && fill(reader, NULL) <= 0)
			return fault(f, "cut short inside a record");
		now = reader->length - reader->at;
		if (now > length)
			now = (size_t)length;
		if (keep && text_add(&record->block, reader->out +
		    reader->at, now) < 0)
			return fault(f, "out of memory");
		reader->at += now;
		length -= now;
	}
	return 1;
}

/* The first line of a record, past blank ones; and where it stands. */
static int
read_start(struct warc_reader *reader, struct warc_record *record,
    char line[LINE_SIZE], struct fault *f)
{
	int got = 1;

	line[0] = '\0';
	do {
		if (reader->at == reader->length &&
		    (got = fill(reader, f)) <= 0)
			return got;
		record->offset = reader->start +
		    (reader->packed ? 0 : reader->at);
		got = read_line(reader, line, f);
	} while (got > 0 && line[0] == '\0');
	if (got > 0 && strncmp(line, "WARC/1.", 7) != 0)
		return fault(f, "not a record of WARC 1");
	return got;
}

static int
read_record(struct warc_reader *reader, struct warc_record *record,
    size_t most, struct fault *f)
{
	char line[LINE_SIZE], length[24] = "", truncated[32] = "",
	    digest[128] = "";
	unsigned long long size;
	int got, fields = 0;

	record->type[0] = record->uri[0] = record->date[0] =
	    record->id[0] = record->concurrent[0] =
	    record->refers_to[0] = record->content[0] = '\0';
	text_clear(&record->block);
	got = read_start(reader, record, line, f);
	if (got <= 0)
		return got;
	while ((got = read_line(reader, line, f)) > 0 && line[0] != '\0') {
		if (++fields > FIELDS_MAX)
			return fault(f, "too many fields in a header");
		take(line, "WARC-Type", record->type, sizeof(record->type));
		take(line, "WARC-Target-URI", record->uri,
		    sizeof(record->uri));
		take(line, "WARC-Date", record->date, sizeof(record->date));
		take(line, "WARC-Record-ID", record->id, sizeof(record->id));
		take(line, "WARC-Concurrent-To", record->concurrent,
		    sizeof(record->concurrent));
		take(line, "WARC-Refers-To-Target-URI", record->refers_to,
		    sizeof(record->refers_to));
		take(line, "Content-Type", record->content,
		    sizeof(record->content));
		take(line, "WARC-Truncated", truncated, sizeof(truncated));
		take(line, "WARC-Block-Digest", digest, sizeof(digest));
		take(line, "Content-Length", length, sizeof(length));
	}
	record->truncated = truncated[0] != '\0';
	set_date(record);
	if (got <= 0)
		return fault(f, "a header that does not end");
	if (length[0] == '\0' || strspn(length, "0123456789") !=
	    strlen(length) || strlen(length) > 18)
		return fault(f, "a record without a length");
	size = strtoull(length, NULL, 10);
	got = read_block(reader, record, size, most, f);
	record->broken = got > 0 && size <= most &&
	    !warc_digest_agrees(digest, &record->block);
	if (record->broken)
		fault(f, "%s: not what its digest tells", record->id);
	return got;
}

/* Pass bytes up to the first that may begin a member, if there is one. */
static void
pass_to_member(z_stream *z)
{
	const unsigned char *first = memchr(z->next_in, 0x1f, z->avail_in);
	uInt skip = first == NULL ? z->avail_in :
	    (uInt)(first - z->next_in);

	z->next_in += skip;
	z->avail_in -= skip;
}

/* Go on at the next member, wherever it begins. False: there is none. */
static bool
resume(struct warc_reader *reader)
{
	static const unsigned char start[] = { 0x1f, 0x8b, 8 };
	z_stream *z = &reader->z;
	int got = 1;

	reader->at = reader->length = 0;
	reader->in_member = false;
	while (reader->packed && got > 0) {
		pass_to_member(z);
		if (z->avail_in < sizeof(start)) {
			got = take_input(reader, NULL);
			continue;
		}
		if (memcmp(z->next_in, start, sizeof(start)) == 0)
			return true;
		z->next_in++;
		z->avail_in--;
	}
	return false;
}

int
warc_read_next(struct warc_reader *reader, struct warc_record *record,
    size_t most, struct fault *f)
{
	struct fault why = { "" };
	int got;

	record->broken = false;
	got = read_record(reader, record, most, &why);
	if (got < 0 && resume(reader)) {
		record->broken = true;
		got = 1;
	}
	if (record->broken) {
		record->type[0] = '\0';
		fault(f, "%s; what comes after it is read", why.text);
	} else if (got < 0) {
		fault(f, "%s", why.text);
	}
	return got;
}
