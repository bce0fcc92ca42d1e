/* SPDX-License-Identifier: MIT */
/*
 * lines FILE|-...: what other tools give, one post a line: plain text, JSON
 * objects whose fields --map names, or records of klad, which pass as they
 * are.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ingest/charset.h"
#include "ingest/lines-post.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/value.h"
#include "wire/digest.h"
#include "wire/line.h"
#include "wire/record.h"

static const struct option_entry options[] = {
	{ "map", OPTION_TEXT, "MAP", NULL,
	    "where JSON has what: text=.body,url=.link,id=.no" },
	{ "zone", OPTION_ZONE, "ZONE", NULL,
	    "the zone of clocks that name none: +05:00" },
	{ .name = NULL }
};

struct input {
	struct run *run;
	const char *place;
};

static int
set_evidence(json_t *record, const char *hex)
{
	char now[RECORD_TIME_SIZE];

	record_time(time(NULL), now);
	return json_object_set_new(record, "evidence", json_pack(
	    "{s:s, s:s}", "fetched", now, "sha256", hex));
}

static json_t *
from_text(const char *bytes, size_t length, const char *hex)
{
	char id[DIGEST_SIZE + 16];
	json_t *record;

	snprintf(id, sizeof(id), "lines:%s", hex);
	record = post_new(id, "lines");
	if (post_set_bytes(record, "text", bytes, length) |
	    set_evidence(record, hex)) {
		json_decref(record);
		return NULL;
	}
	return record;
}

static void
report(const struct input *from, unsigned long number, const char *why)
{
	struct fault place;

	fault(&place, "%s:%lu", from->place, number);
	sink_failed(from->run->sink, place.text, why);
}

/* Without blanks around it, and the mark of a file that was joined on. */
static void
trim(const char **bytes, size_t *length)
{
	static const char blanks[] = " \t\r";
	size_t mark = line_mark(*bytes, *length);

	*bytes += mark;
	*length -= mark;
	while (*length > 0 && memchr(blanks, **bytes, 3) != NULL) {
		++*bytes;
		--*length;
	}
	while (*length > 0 && memchr(blanks, (*bytes)[*length - 1], 3) != NULL)
		--*length;
}

/* One of klad, of this version: the next stage would take no other. */
static bool
is_record(const json_t *value)
{
	return json_is_object(json_object_get(value, "post")) &&
	    value_text(value, "id")[0] != '\0' &&
	    value_count(value, "v", 0) == RECORD_VERSION;
}

/* The post that a line holds; NULL with the reason, "" without memory. */
static json_t *
read_line(const struct input *from, const char *bytes, size_t length,
    const char *hex, struct fault *why)
{
	json_t *value, *record;

	if (bytes[0] != '{')
		return from_text(bytes, length, hex);
	value = value_read(bytes, length, why);
	if (value == NULL)
		return NULL;
	if (is_record(value))
		return value;
	record = lines_post(from->run->options, value, hex);
	json_decref(value);
	if (record == NULL || set_evidence(record, hex) == 0)
		return record;
	json_decref(record);
	return NULL;
}

/* True if a file begins like this: marked as UTF-16, as some editors do. */
static bool
is_utf16(const char *bytes, size_t length)
{
	const char *marked = charset_marked(bytes, length);

	return marked != NULL && strcmp(marked, "utf-16") == 0;
}

static int
take_line(const struct input *from, const struct line *line,
    struct fault *f)
{
	struct fault why = { "" };
	struct text text = { .bytes = NULL };
	const char *bytes = line->bytes, *charset;
	size_t length = line->length;
	char hex[DIGEST_SIZE];
	json_t *record;
	int result = 0;

	if (line->number == 1 && is_utf16(bytes, length))
		return fault(f, "UTF-16: make UTF-8 of it first, as by iconv");
	trim(&bytes, &length);
	if (length == 0)
		return 0;
	digest_bytes(bytes, length, hex);
	charset = charset_guess(bytes, length);
	if (strcmp(charset, "utf-8") != 0 &&
	    charset_convert(charset, bytes, length, &text) == 0) {
		bytes = text.bytes;
		length = text.length;
	}
	record = read_line(from, bytes, length, hex, &why);
	if (record != NULL)
		result = sink_emit(from->run->sink, record, f);
	else if (why.text[0] != '\0')
		report(from, line->number, why.text);
	else
		result = fault(f, "out of memory");
	json_decref(record);
	text_free(&text);
	return result;
}

/* Wait for more to come, or for the end. */
static int
more(struct run *run, struct lines *in, struct fault *f)
{
	if (sink_flush(run->sink, f) < 0)
		return -1;
	sink_wait(run->sink, in->fd);
	return !sink_stopping(run->sink) && lines_fill(in, f) < 0 ? -1 : 1;
}

static int
run_lines(struct run *run, const char *target, struct fault *f)
{
	bool standard = strcmp(target, "-") == 0;
	struct input from = { run, standard ? "stdin" : target };
	struct lines in;
	struct line line;
	int got = 1, fd;

	fd = standard ? STDIN_FILENO : open(target, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fault(f, "%s", strerror(errno));
	if (lines_open(&in, fd, RECORD_MAX, f) < 0)
		got = -1;
	while (got > 0 && !sink_stopping(run->sink)) {
		got = lines_take(&in, &line);
		if (got == 0 && !in.ended) {
			got = more(run, &in, f);
			continue;
		}
		if (got > 0 && line.kind == LINE_WHOLE)
			got = take_line(&from, &line, f) < 0 ? -1 : 1;
		else if (got > 0 && line.kind == LINE_LAST_PIECE)
			report(&from, line.number, "line over 16 MiB");
	}
	lines_close(&in);
	if (!standard)
		close(fd);
	return got < 0 ? -1 : 0;
}

const struct source source_lines = {
	.name = "lines",
	.synopsis = "FILE|-...",
	.summary = "posts of other tools: text or JSON, one a line",
	.options = options,
	.check = lines_check_map,
	.run = run_lines,
	.keeps_nothing = true,
};
