/* SPDX-License-Identifier: MIT */
#include "ingest/warc-read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include <zlib.h>

#define LINE_SIZE 16384		/* of a header field */
#define FIELDS_MAX 256
#define CHUNK 65536

struct warc_reader {
	gzFile file;	/* reads what is not compressed as it is */
};

struct warc_reader *
warc_read_open(const char *path, struct fault *f)
{
	struct warc_reader *reader = calloc(1, sizeof(*reader));
	int fd = reader == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0)
		reader->file = gzdopen(fd, "rb");
	if (reader != NULL && reader->file != NULL)
		return reader;
	fault(f, "%s", fd < 0 ? strerror(errno) : "out of memory");
	if (fd >= 0)
		close(fd);
	free(reader);
	return NULL;
}

void
warc_read_close(struct warc_reader *reader)
{
	if (reader == NULL)
		return;
	gzclose_r(reader->file);
	free(reader);
}

/* A line without its end. Returns 1, 0 at the end of the file, or -1. */
static int
read_line(struct warc_reader *reader, char line[LINE_SIZE], struct fault *f)
{
	size_t length;
	int code;

	if (gzgets(reader->file, line, LINE_SIZE) == NULL) {
		gzerror(reader->file, &code);
		return code == Z_OK || code == Z_STREAM_END ? 0 :
		    fault(f, "broken or cut short");
	}
	length = strlen(line);
	if (length == 0 || line[length - 1] != '\n')
		return fault(f, "a header that does not end");
	while (length > 0 && strchr("\r\n", line[length - 1]) != NULL)
		line[--length] = '\0';
	return 1;
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
	    strcasecmp(name, "WARC-Target-URI") == 0) {
		line++;
		length -= 2;
	}
	if (length >= size)
		return;
	memcpy(value, line, length);
	value[length] = '\0';
}

static int
read_block(struct warc_reader *reader, struct warc_record *record,
    unsigned long long length, size_t most, struct fault *f)
{
	char chunk[CHUNK];
	bool keep = length <= most;

	while (length > 0) {
		unsigned now = length < CHUNK ? (unsigned)length : CHUNK;
		int got = gzread(reader->file, chunk, now);

		if (got <= 0)
			return fault(f, "cut short inside a record");
		if (keep && text_add(&record->block, chunk, (size_t)got) < 0)
			return fault(f, "out of memory");
		length -= (unsigned)got;
	}
	return 1;
}

int
warc_read_next(struct warc_reader *reader, struct warc_record *record,
    size_t most, struct fault *f)
{
	char line[LINE_SIZE], length[24] = "";
	int got, fields = 0;

	record->type[0] = record->uri[0] = record->date[0] =
	    record->id[0] = '\0';
	text_clear(&record->block);
	do {
		got = read_line(reader, line, f);
	} while (got > 0 && line[0] == '\0');
	if (got <= 0)
		return got;
	if (strncmp(line, "WARC/1.", 7) != 0)
		return fault(f, "not a record of WARC 1");
	while ((got = read_line(reader, line, f)) > 0 && line[0] != '\0') {
		if (++fields > FIELDS_MAX)
			return fault(f, "too many fields in a header");
		take(line, "WARC-Type", record->type, sizeof(record->type));
		take(line, "WARC-Target-URI", record->uri,
		    sizeof(record->uri));
		take(line, "WARC-Date", record->date, sizeof(record->date));
		take(line, "WARC-Record-ID", record->id, sizeof(record->id));
		take(line, "Content-Length", length, sizeof(length));
	}
	if (got < 0)
		return -1;
	if (length[0] == '\0' || strspn(length, "0123456789") !=
	    strlen(length) || strlen(length) > 18)
		return fault(f, "a record without a length");
	return read_block(reader, record, strtoull(length, NULL, 10), most,
	    f);
}
