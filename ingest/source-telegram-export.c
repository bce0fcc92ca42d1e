/* SPDX-License-Identifier: MIT */
/*
 * telegram-export DIR|result.json...: what Telegram Desktop exports as
 * "machine-readable JSON", one chat or all of them.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/export-post.h"
#include "ingest/export-repair.h"
#include "ingest/export-scan.h"
#include "ingest/inside.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "wire/digest.h"
#include "wire/record.h"

#define CHUNK ((size_t)256 * 1024)	/* bytes read at once */
#define POLL_EVERY 64	/* messages between looks at the signals */

static const struct option_entry options[] = {
	{ "channel", OPTION_TEXT, "NAME", NULL,
	    "the chat's public name, for ids and addresses" },
	{ "zone", OPTION_TEXT, "ZONE", NULL,
	    "the zone of clocks that name none: +05:00" },
	{ .name = NULL }
};

/* One file that is being read. */
struct reading {
	struct run *run;
	const char *path;		/* of result.json */
	char folder[PATH_MAX];		/* that it lies in */
	char now[RECORD_TIME_SIZE];
	struct export_chat chat;	/* that `id`, `title` belong to */
	json_t *id, *title;		/* decoded */
	unsigned long messages;
	bool stopped;
};

/* The text of a scalar as it stands in the file. NULL without memory. */
static json_t *
decode(const char *raw)
{
	char quoted[EXPORT_NAME_SIZE + 2];
	json_error_t error;
	json_t *array, *text;
	size_t length = (size_t)snprintf(quoted, sizeof(quoted), "[\"%s\"]",
	    raw);

	if (length >= sizeof(quoted))	/* the name is cut as it is */
		length = (size_t)snprintf(quoted, sizeof(quoted), "[\"%.*s\"]",
		    (int)sizeof(quoted) - 16, raw);
	array = export_parse(quoted, length, &error);
	text = json_incref(json_array_get(array, 0));
	json_decref(array);
	return json_is_string(text) ? text : (json_decref(text),
	    json_string(""));
}

/* Messages come from another chat now: decode its name and id once. */
static int
take_chat(struct reading *reading, const struct export_chat *chat)
{
	if (reading->id != NULL &&
	    memcmp(&reading->chat, chat, sizeof(*chat)) == 0)
		return 0;
	reading->chat = *chat;
	json_decref(reading->id);
	json_decref(reading->title);
	reading->id = decode(chat->id[0] == '\0' ? "unknown" : chat->id);
	reading->title = decode(chat->name);
	return reading->id == NULL || reading->title == NULL ? -1 : 0;
}

/* Keep a picture of the export; one that is missing says why. */
static int
keep_picture(struct reading *reading, json_t *medium)
{
	const char *name = json_string_value(json_object_get(medium, "file"));
	struct fault why = { "" };
	char path[PATH_MAX];
	int bad;

	if (name == NULL)
		return 0;
	if (inside_path(reading->folder, name, path, &why) == 0 &&
	    media_keep_file(reading->run->media, path, medium, &why) == 0) {
		bad = 0;
	} else {
		sink_failed(reading->run->sink, reading->path, why.text);
		bad = json_object_set_new(medium, "error",
		    json_string(why.text));
	}
	json_object_del(medium, "file");
	return bad;
}

/* The evidence is the message itself, and where it stands. */
static int
set_evidence(const struct reading *reading, json_t *record,
    const struct export_message *message)
{
	char hex[DIGEST_SIZE];
	json_t *evidence = json_object();
	int bad;

	digest_bytes(message->bytes, message->length, hex);
	bad = json_object_set_new(evidence, "fetched",
	    json_string(reading->now));
	bad |= json_object_set_new(evidence, "sha256", json_string(hex));
	bad |= json_object_set_new(evidence, "file",
	    post_string(reading->path, strlen(reading->path)));
	bad |= json_object_set_new(evidence, "offset",
	    json_integer((json_int_t)message->offset));
	return json_object_set_new(record, "evidence", evidence) | bad;
}

static int
emit(struct reading *reading, json_t *record,
    const struct export_message *message, struct fault *f)
{
	json_t *medium;
	size_t i;
	int bad = set_evidence(reading, record, message);

	json_array_foreach(json_object_get(record, "media"), i, medium)
		bad |= keep_picture(reading, medium);
	if (bad)
		return fault(f, "out of memory");
	return sink_emit(reading->run->sink, record, f);
}

static void
report(const struct reading *reading, const struct export_message *message,
    const char *why)
{
	struct fault place;

	fault(&place, "%s: message at byte %llu", reading->path,
	    (unsigned long long)message->offset);
	sink_failed(reading->run->sink, place.text, why);
}

/* One message, from its bytes to its record. */
static int
take_message(void *context, const struct export_message *message,
    struct fault *f)
{
	struct reading *reading = context;
	struct export_context about;
	json_error_t error;
	json_t *object, *record = NULL;
	int result;

	if (reading->messages++ % POLL_EVERY == 0 &&
	    sink_stopping(reading->run->sink)) {
		reading->stopped = true;
		return -1;
	}
	if (message->bytes == NULL) {
		report(reading, message, "too long");
		return 0;
	}
	object = export_parse(message->bytes, message->length, &error);
	if (!json_is_object(object) || take_chat(reading, message->chat) < 0) {
		report(reading, message, error.text);
		json_decref(object);
		return 0;
	}
	about = (struct export_context){
		.channel = option_text(reading->run->options, "channel"),
		.zone = option_text(reading->run->options, "zone"),
		.id = json_string_value(reading->id),
		.title = json_string_value(reading->title),
		.type = message->chat->type
	};
	result = export_post(&about, object, &record);
	json_decref(object);
	if (result < 0)
		return fault(f, "out of memory");
	if (result == 0)
		return 0;
	result = emit(reading, record, message, f);
	json_decref(record);
	return result;
}

static int
read_chunks(struct reading *reading, struct export_scan *scan, int fd,
    struct fault *f)
{
	char *chunk = malloc(CHUNK);
	ssize_t got = 1;
	int result = chunk == NULL ? fault(f, "out of memory") : 0;

	while (result == 0 && got != 0) {
		got = read(fd, chunk, CHUNK);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			result = fault(f, "%s", strerror(errno));
		else
			result = export_scan_feed(scan, chunk, (size_t)got,
			    f);
	}
	free(chunk);
	if (reading->stopped)
		return 0;
	return result < 0 ? -1 : export_scan_end(scan, f);
}

static int
read_file(struct run *run, const char *path, struct fault *f)
{
	struct reading reading = { .run = run, .path = path };
	struct export_scan *scan;
	int fd, result = -1;

	if (inside_folder(path, reading.folder, f) < 0)
		return -1;
	record_time(time(NULL), reading.now);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return fault(f, "%s", strerror(errno));
	posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	scan = export_scan_new(take_message, &reading);
	if (scan == NULL)
		fault(f, "out of memory");
	else
		result = read_chunks(&reading, scan, fd, f);
	export_scan_free(scan);
	json_decref(reading.id);
	json_decref(reading.title);
	close(fd);
	return result;
}

static int
run_export(struct run *run, const char *target, struct fault *f)
{
	char path[PATH_MAX];
	struct stat st;

	if (stat(target, &st) < 0)
		return fault(f, "%s", strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return read_file(run, target, f);
	if (snprintf(path, sizeof(path), "%s/result.json", target) >=
	    (int)sizeof(path))
		return fault(f, "path too long");
	if (stat(path, &st) == 0)
		return read_file(run, path, f);
	if (snprintf(path, sizeof(path), "%s/messages.html", target) <
	    (int)sizeof(path) && stat(path, &st) == 0)
		return fault(f, "an export as HTML: export it again as "
		    "machine-readable JSON");
	return fault(f, "no result.json in it");
}

const struct source source_telegram_export = {
	.name = "telegram-export",
	.synopsis = "DIR|FILE...",
	.summary = "an export of Telegram Desktop (result.json)",
	.options = options,
	.run = run_export,
};
