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
#include "ingest/export-scan.h"
#include "ingest/inside.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/url.h"
#include "wire/digest.h"
#include "wire/record.h"

#define CHUNK ((size_t)256 * 1024)	/* bytes read at once */
#define CHANNEL_SIZE 65	/* twice what Telegram allows, and a zero */
#define POLL_EVERY 64	/* messages between looks at the signals */

static const struct option_entry options[] = {
	{ "channel", OPTION_TEXT, "NAME", NULL,
	    "the chat's public name, for ids and addresses" },
	{ "zone", OPTION_ZONE, "ZONE", NULL,
	    "the zone of clocks that name none: +05:00" },
	{ .name = NULL }
};

/* NAME, @NAME or an address, as in telegram. */
static int
read_channel(const char *text, char name[CHANNEL_SIZE])
{
	return url_account(text, "t.me/", "_", name, CHANNEL_SIZE);
}

/* It becomes a part of ids and addresses. */
static int
check_channel(const struct options *given, struct fault *f)
{
	const char *text = option_text(given, "channel");
	char name[CHANNEL_SIZE];

	return text == NULL || read_channel(text, name) == 0 ? 0 :
	    fault(f, "--channel: %s: not the name of a channel", text);
}

/* One file that is being read. */
struct reading {
	struct run *run;
	const char *path;		/* of result.json */
	char folder[PATH_MAX];		/* that it lies in */
	char channel[CHANNEL_SIZE];	/* --channel, if that was given */
	char now[RECORD_TIME_SIZE];
	char *shown;			/* the path as sound UTF-8 */
	struct export_chat chat;	/* that `id` and `title` belong to */
	char *id, *title;		/* decoded */
	struct compact evidence;
	struct export_about about;
	struct export_post post;
	unsigned long messages;
	bool stopped;
};

/* Decode a scalar as it stands in the file. To be freed; NULL: no memory. */
static char *
decode(const char *raw)
{
	struct loose token = { .kind = LOOSE_STRING, .escaped = true,
	    .at = raw, .length = strlen(raw) };
	struct text text = { .bytes = NULL };

	loose_text(&token, &text);
	text_add(&text, "", 0);
	return text.bytes;
}

/* Messages come from another chat now: decode its name and id once. */
static int
take_chat(struct reading *reading, const struct export_chat *chat,
    struct fault *f)
{
	if (reading->about.id != NULL &&
	    memcmp(&reading->chat, chat, sizeof(*chat)) == 0)
		return 0;
	/* Else posts of all of them would bear its name. */
	if (reading->about.id != NULL && reading->about.channel != NULL)
		return fault(f, "--channel is for the export of one chat, and "
		    "there are several in this: leave it out");
	reading->chat = *chat;
	free(reading->id);
	free(reading->title);
	reading->id = decode(chat->id[0] == '\0' ? "unknown" : chat->id);
	/* Of a chat whose name is not known any more it is null. */
	reading->title = decode(strcmp(chat->name, "null") == 0 ? "" :
	    chat->name);
	reading->about.id = reading->id;
	reading->about.title = reading->title;
	reading->about.type = reading->chat.type;
	return reading->id == NULL || reading->title == NULL ?
	    fault(f, "out of memory") : 0;
}

/* Keep a picture of the export; one that is missing says why. */
static int
keep_picture(void *context, const char *name, json_t *medium)
{
	struct reading *reading = context;
	struct fault why = { "" };
	char path[PATH_MAX];

	if (inside_path(reading->folder, name, path, &why) == 0 &&
	    media_keep_file(reading->run->media, path, medium, &why) == 0)
		return 0;
	sink_failed(reading->run->sink, reading->path, why.text);
	json_object_clear(medium);
	return json_object_set_new(medium, "error",
	    post_string(why.text, strlen(why.text)));
}

/* The evidence is the message itself, and where it stands. */
static void
set_evidence(struct reading *reading, const struct export_message *message)
{
	char hex[DIGEST_SIZE];
	struct compact *json = &reading->evidence;

	digest_bytes(message->bytes, message->length, hex);
	json->length = 0;
	compact_open(json, '{');
	compact_pair(json, "fetched", reading->now);
	compact_pair(json, "sha256", hex);
	compact_pair(json, "file", reading->shown);
	compact_pair_integer(json, "offset", (long long)message->offset);
	compact_close(json, '}');
	reading->about.evidence = json->bytes;
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
	struct fault why = { "" };
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
	if (take_chat(reading, message->chat, f) < 0)
		return -1;
	set_evidence(reading, message);
	result = export_post(&reading->post, &reading->about,
	    message->bytes, message->length, &why);
	if (result < 0)
		report(reading, message, why.text);
	return result <= 0 ? 0 : sink_emit_line(reading->run->sink,
	    reading->post.line.bytes, reading->post.line.length, f);
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

static void
close_reading(struct reading *reading)
{
	export_post_close(&reading->post);
	compact_free(&reading->evidence);
	free(reading->id);
	free(reading->title);
	free(reading->shown);
}

static int
read_file(struct run *run, const char *path, struct fault *f)
{
	struct reading reading = {
		.run = run, .path = path, .shown = decode(path),
		.about.zone = option_text(run->options, "zone"),
		.post.keep = keep_picture, .post.context = &reading
	};
	struct export_scan *scan = export_scan_new(take_message, &reading);
	int fd, result = -1;

	record_time(time(NULL), reading.now);
	if (option_given(run->options, "channel") && read_channel(option_text(
	    run->options, "channel"), reading.channel) == 0)
		reading.about.channel = reading.channel;
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		fault(f, "%s", strerror(errno));
	else if (scan == NULL || reading.shown == NULL)
		fault(f, "out of memory");
	else if (inside_folder(path, reading.folder, f) == 0)
		result = read_chunks(&reading, scan, fd, f);
	export_scan_free(scan);
	close_reading(&reading);
	if (fd >= 0)
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
	.check = check_channel,
	.run = run_export,
};
