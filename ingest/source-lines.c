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
#include "ingest/clock.h"
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

/* What may be mapped, and where it is looked for if --map does not say. */
static const struct field {
	const char *key;
	const char *usual[8];
} fields[] = {
	{ "text", { "text", "content", "body", "message", "full_text",
	    "description", NULL } },
	{ "url", { "url", "link", "permalink", NULL } },
	{ "native_id", { "id", "native_id", "guid", "_id", NULL } },
	{ "author", { "author", "user", "username", "from", "name", NULL } },
	{ "channel", { "channel", "group", "subreddit", NULL } },
	{ "channel_title", { "channel_title", NULL } },
	{ "published", { "published", "date", "created_at", "timestamp",
	    "time", "created_utc", NULL } },
	{ "edited", { "edited", "updated_at", NULL } },
	{ "media", { "media", "image", "images", "photos", NULL } },
	{ "title", { "title", "subject", NULL } }
};

struct input {
	struct run *run;
	const char *place;
};

/* True if "key=path" may stand in --map: a key of ours, then a path. */
static bool
is_mapping(const char *item, size_t length)
{
	const char *equals = memchr(item, '=', length);
	size_t key = equals == NULL ? 0 : (size_t)(equals - item);

	if (key + 1 >= length || item[key + 1] != '.')
		return false;
	if (key == 2 && memcmp(item, "id", 2) == 0)
		return true;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (strlen(fields[i].key) == key &&
		    memcmp(item, fields[i].key, key) == 0)
			return true;
	return false;
}

/* A slip in --map would cost the texts of all lines: it is no good. */
static int
check_map(const struct options *given, struct fault *f)
{
	const char *map = option_text(given, "map");

	while (map != NULL && *map != '\0') {
		size_t length = strcspn(map, ",");

		if (!is_mapping(map, length))
			return fault(f, "--map: %.*s: not KEY=.PATH with a "
			    "key such as text, url, id or author",
			    (int)(length < 80 ? length : 80), map);
		map += length + (map[length] == ',' ? 1 : 0);
	}
	return 0;
}

/* The path that --map gives for a key; false if it gives none. */
static bool
mapped(const char *map, const char *key, char path[256])
{
	size_t length = strlen(key);

	while (map != NULL && *map != '\0') {
		size_t item = strcspn(map, ",");

		if (item > length + 1 && item - length <= 255 &&
		    strncmp(map, key, length) == 0 && map[length] == '=') {
			memcpy(path, map + length + 1, item - length - 1);
			path[item - length - 1] = '\0';
			return true;
		}
		map += item + (map[item] == ',' ? 1 : 0);
	}
	return false;
}

/* What the line has for a field; NULL if nothing. */
static json_t *
find(const struct input *from, json_t *line, const struct field *field)
{
	const char *map = option_text(from->run->options, "map");
	char path[256];

	if (mapped(map, field->key, path) ||
	    (strcmp(field->key, "native_id") == 0 &&
	    mapped(map, "id", path)))
		return value_at(line, path);
	for (size_t i = 0; field->usual[i] != NULL; i++) {
		json_t *value = json_object_get(line, field->usual[i]);

		if (value != NULL && !json_is_null(value))
			return value;
	}
	return NULL;
}

/* Seconds since 1970, milliseconds, or a time as text. */
static int
set_time(const struct input *from, json_t *record, const char *key,
    const json_t *value)
{
	const char *text = json_string_value(value);
	double number = json_number_value(value);
	struct clock clock;
	int bad;

	if (json_is_number(value))
		return !(number > 0 && number < 1e16) ? 0 :
		    post_set_time(record, key, (time_t)(number > 1e11 ?
		    number / 1000 : number));
	if (text == NULL || (clock_iso(text, &clock) < 0 &&
	    clock_mail(text, &clock) < 0))
		return 0;
	clock_assume(&clock, option_text(from->run->options, "zone"));
	bad = post_set_time(record, key, clock.when);
	if (!clock.zoned)
		bad |= post_set(record, "zone", "unknown");
	return bad;
}

/* Addresses of pictures: one, or a list, or objects with a "url". */
static int
add_media(json_t *record, const json_t *value)
{
	const char *url = json_is_object(value) ? value_text(value, "url") :
	    json_string_value(value);
	const json_t *one;
	size_t i;
	int bad = 0;

	json_array_foreach(value, i, one)
		if (!json_is_array(one))
			bad |= add_media(record, one);
	if (url != NULL && url[0] != '\0')
		bad |= post_add_media(record, url) == NULL;
	return bad;
}

static int
set_field(const struct input *from, json_t *record, const char *key,
    const json_t *value)
{
	char word[VALUE_WORD_SIZE];

	if (strcmp(key, "media") == 0)
		return add_media(record, value);
	if (strcmp(key, "published") == 0 || strcmp(key, "edited") == 0)
		return set_time(from, record, key, value);
	if (strcmp(key, "title") == 0)
		return post_add_part(record, "title",
		    json_string_value(value), NULL);
	if (json_is_integer(value)) {
		snprintf(word, sizeof(word), "%lld",
		    (long long)json_integer_value(value));
		return post_set(record, key, word);
	}
	return post_set(record, key, json_string_value(value));
}

static int
set_evidence(json_t *record, const char *hex)
{
	char now[RECORD_TIME_SIZE];

	record_time(time(NULL), now);
	return json_object_set_new(record, "evidence", json_pack(
	    "{s:s, s:s}", "fetched", now, "sha256", hex));
}

/* A post's own id where it has one, else the digest of its line. */
static json_t *
from_object(const struct input *from, json_t *line, const char *hex)
{
	json_t *number = find(from, line, &fields[2]);
	char id[512], word[VALUE_WORD_SIZE];
	const char *native = json_string_value(number);
	json_t *record;
	int bad = 0;

	if (json_is_integer(number)) {
		snprintf(word, sizeof(word), "%lld",
		    (long long)json_integer_value(number));
		native = word;
	}
	snprintf(id, sizeof(id), "lines:%.400s", native != NULL &&
	    native[0] != '\0' ? native : hex);
	record = post_new(id, "lines");
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const json_t *value = find(from, line, &fields[i]);

		if (value != NULL)
			bad |= set_field(from, record, fields[i].key, value);
	}
	bad |= set_evidence(record, hex);
	if (!bad)
		return record;
	json_decref(record);
	return NULL;
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

/* Without blanks around it, and the mark that some programs begin with. */
static void
trim(const char **bytes, size_t *length)
{
	static const char mark[] = "\xef\xbb\xbf", blanks[] = " \t\r";

	if (*length >= 3 && memcmp(*bytes, mark, 3) == 0) {
		*bytes += 3;
		*length -= 3;
	}
	while (*length > 0 && memchr(blanks, **bytes, 3) != NULL) {
		++*bytes;
		--*length;
	}
	while (*length > 0 && memchr(blanks, (*bytes)[*length - 1], 3) != NULL)
		--*length;
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
	if (json_is_object(json_object_get(value, "post")) &&
	    value_text(value, "id")[0] != '\0')
		return value;
	record = from_object(from, value, hex);
	json_decref(value);
	return record;
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
			/* About to wait for more. */
			got = sink_flush(run->sink, f) < 0 ||
			    lines_fill(&in, f) < 0 ? -1 : 1;
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
	.check = check_map,
	.run = run_lines,
	.keeps_nothing = true,
};
