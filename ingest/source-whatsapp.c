/* SPDX-License-Identifier: MIT */
/*
 * whatsapp FILE.txt|DIR...: a chat exported by WhatsApp, with its media
 * beside it. A post has no number there: it is the digest of the file and
 * the byte that it begins at.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/inside.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/text.h"
#include "ingest/vcard.h"
#include "ingest/whatsapp.h"
#include "wire/digest.h"
#include "wire/line.h"
#include "wire/record.h"

#define LINE_MAX_BYTES ((size_t)1024 * 1024)	/* of a chat */
#define CARD_MAX ((size_t)64 * 1024)	/* bytes read of a contact */
#define AHEAD_MAX (366 * 86400L) /* seconds that a clock may be fast */
#define TEXT_MAX_BYTES ((size_t)8 * 1024 * 1024) /* of a message */

static const struct option_entry options[] = {
	{ "day-order", OPTION_WORD, "dmy|mdy", NULL,
	    "what comes first, where the dates do not tell" },
	{ "zone", OPTION_ZONE, "ZONE", NULL,
	    "the zone of clocks that name none: +05:00" },
	{ .name = NULL }
};

struct chat {
	struct run *run;
	const char *path;
	char folder[PATH_MAX], title[256];
	char sha256[DIGEST_SIZE];
	enum whatsapp_order order;
	bool open;			/* a message is being gathered */
	struct whatsapp_line header;	/* of it; its texts are gone */
	char *name;
	struct text text;
	unsigned long long offset;
};

/* First reading: the digest, and what tells the order of the dates. */
static int
survey(struct chat *chat, struct fault *f)
{
	struct whatsapp_evidence seen = { .started = false };
	struct whatsapp_line header;
	struct lines in;
	struct line line;
	int got = -1, fd = open(chat->path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return fault(f, "%s", strerror(errno));
	if (digest_file(fd, chat->sha256, f) == 0 &&
	    lines_open(&in, fd, LINE_MAX_BYTES, f) == 0) {
		while ((got = lines_next(&in, &line, f)) > 0)
			if (whatsapp_read(line.bytes, line.length, &header))
				whatsapp_note(&seen, &header);
		lines_close(&in);
	}
	close(fd);
	chat->order = whatsapp_order(&seen);
	return got;
}

/* The name of an attached file in the text: "<attached: F>", "F (...)". */
static bool
attached(const char *text, char name[256])
{
	const char *from = text, *end = NULL;
	size_t length;

	while (strncmp(from, "\xe2\x80\x8e", 3) == 0)
		from += 3;
	if (*from == '<') {
		from = strstr(from, ": ");
		end = from == NULL ? NULL : strpbrk(from, ">\n");
		from += from == NULL ? 0 : 2;
		if (end == NULL || *end != '>')
			return false;
	} else {
		/* The last: a name may have some, too. */
		end = memrchr(from, '(', strcspn(from, "\n"));
		if (end == NULL || end == from || *--end != ' ')
			return false;
	}
	length = (size_t)(end - from);
	if (length == 0 || length >= 256 || memchr(from, '/', length) != NULL)
		return false;
	memcpy(name, from, length);
	name[length] = '\0';
	return strchr(name, '.') != NULL;
}

/* What a contact's card says of it: names and numbers. */
static int
add_contact(json_t *record, const char *path)
{
	char bytes[CARD_MAX];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t got = fd < 0 ? -1 : read(fd, bytes, sizeof(bytes));
	char *words = got <= 0 ? NULL : vcard_words(bytes, (size_t)got);
	int bad = post_add_part(record, "contact", words, NULL);

	if (fd >= 0)
		close(fd);
	free(words);
	return bad;
}

static bool
is_picture(const char *name)
{
	static const char *const suffixes[] = {
		"jpg", "jpeg", "png", "webp", "gif", "heic"
	};
	const char *dot = strrchr(name, '.');

	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (strcasecmp(dot + 1, suffixes[i]) == 0)
			return true;
	return false;
}

/* A file that is there is a medium or a document; any other is words. */
static int
add_attachment(struct chat *chat, json_t *record, const char *text)
{
	struct fault why = { "" };
	char name[256], path[PATH_MAX];
	json_t *medium;

	if (!attached(text, name) ||
	    inside_path(chat->folder, name, path, &why) < 0)
		return 0;
	if (!is_picture(name))
		return post_add_part(record, "document", name, NULL) |
		    (strcasecmp(strrchr(name, '.'), ".vcf") == 0 ?
		    add_contact(record, path) : 0);
	medium = post_add_media(record, NULL);
	if (medium == NULL)
		return -1;
	if (media_keep_file(chat->run->media, path, medium, &why) == 0)
		return 0;
	sink_failed(chat->run->sink, chat->path, why.text);
	return json_object_set_new(medium, "error", post_string(why.text,
	    strlen(why.text)));
}

static int
set_time(const struct chat *chat, json_t *record)
{
	const char *zone = option_text(chat->run->options, "zone");
	struct clock clock;
	int bad;

	/* A year of the Thai calendar lies ahead. */
	if (whatsapp_time(&chat->header, chat->order, &clock) < 0 ||
	    clock.when < 0 || clock.when > time(NULL) + AHEAD_MAX)
		return post_set(record, "date_as_written",
		    chat->header.written);
	clock_assume(&clock, zone);
	bad = post_set_time(record, "published", clock.when);
	if (!clock.zoned)
		bad |= post_set(record, "zone", "unknown");
	return bad;
}

static int
set_evidence(const struct chat *chat, json_t *record)
{
	char now[RECORD_TIME_SIZE];

	record_time(time(NULL), now);
	return json_object_set_new(record, "evidence", json_pack(
	    "{s:s, s:s, s:o, s:I}", "fetched", now, "sha256", chat->sha256,
	    "file", post_string(chat->path, strlen(chat->path)), "offset",
	    (json_int_t)chat->offset));
}

/* The message is whole: write it. */
static int
emit(struct chat *chat, struct fault *f)
{
	const char *text = chat->text.bytes == NULL ? "" : chat->text.bytes;
	char id[DIGEST_SIZE + 64], native[DIGEST_SIZE + 32];
	json_t *record;
	int bad, result;

	if (!chat->open || chat->name == NULL)
		return 0;
	snprintf(native, sizeof(native), "%s:%llu", chat->sha256,
	    chat->offset);
	snprintf(id, sizeof(id), "whatsapp:%s", native);
	record = post_new(id, "whatsapp");
	bad = post_set(record, "native_id", native);
	bad |= post_set(record, "channel_title", chat->title);
	bad |= post_set(record, "author", chat->name);
	bad |= set_time(chat, record) | post_set(record, "text", text);
	bad |= add_attachment(chat, record, text);
	bad |= set_evidence(chat, record);
	result = bad ? fault(f, "out of memory") :
	    sink_emit(chat->run->sink, record, f);
	json_decref(record);
	return result;
}

/* A line that goes on with the message; iOS ends lines as DOS does. */
static int
add_line(struct chat *chat, const char *bytes, size_t length, struct fault *f)
{
	if (chat->text.length > TEXT_MAX_BYTES)
		return 0;
	while (length > 0 && bytes[length - 1] == '\r')
		length--;
	text_add_string(&chat->text, "\n");
	return text_add(&chat->text, bytes, length) < 0 ?
	    fault(f, "out of memory") : 0;
}

static int
take_line(struct chat *chat, const struct line *line, struct fault *f)
{
	struct whatsapp_line header;

	if (!whatsapp_read(line->bytes, line->length, &header))
		return add_line(chat, line->bytes, line->length, f);
	if (emit(chat, f) < 0)
		return -1;
	free(chat->name);
	chat->name = header.name == NULL ? NULL :
	    strndup(header.name, header.name_length);
	chat->header = header;
	chat->offset = line->offset;
	chat->open = true;
	text_clear(&chat->text);
	return text_add(&chat->text, header.text, header.length) < 0 ?
	    fault(f, "out of memory") : 0;
}

static int
read_messages(struct chat *chat, struct fault *f)
{
	struct lines in;
	struct line line;
	int got = 1, fd = open(chat->path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return fault(f, "%s", strerror(errno));
	if (lines_open(&in, fd, LINE_MAX_BYTES, f) < 0) {
		close(fd);
		return -1;
	}
	while (got > 0 && !sink_stopping(chat->run->sink)) {
		got = lines_next(&in, &line, f);
		if (got > 0 && take_line(chat, &line, f) < 0)
			got = -1;
	}
	if (got == 0)
		got = emit(chat, f);
	lines_close(&in);
	close(fd);
	if (got >= 0 && !chat->open)
		return fault(f, "no message in it: not a chat of WhatsApp");
	return got < 0 ? -1 : 0;
}

static void
choose_order(struct chat *chat)
{
	const char *order = option_text(chat->run->options, "day-order");

	if (order != NULL)
		chat->order = strcmp(order, "mdy") == 0 ?
		    WHATSAPP_MONTH_FIRST : WHATSAPP_DAY_FIRST;
	if (chat->order == WHATSAPP_AMBIGUOUS)
		sink_failed(chat->run->sink, chat->path, "ambiguous dates: "
		    "day or month first? say --day-order dmy or mdy");
}

static int
read_chat(struct run *run, const char *path, struct fault *f)
{
	struct chat chat = { .run = run, .path = path };
	const char *slash = strrchr(path, '/');
	int result = -1;

	snprintf(chat.title, sizeof(chat.title), "%s",
	    slash == NULL ? path : slash + 1);
	if (strlen(chat.title) > 4 && strcmp(chat.title +
	    strlen(chat.title) - 4, ".txt") == 0)
		chat.title[strlen(chat.title) - 4] = '\0';
	if (inside_folder(path, chat.folder, f) == 0 &&
	    survey(&chat, f) == 0) {
		choose_order(&chat);
		result = read_messages(&chat, f);
	}
	free(chat.name);
	text_free(&chat.text);
	return result;
}

/* The .txt of an unpacked export: "_chat.txt", or the only one. */
static int
find_chat(const char *folder, char path[PATH_MAX], struct fault *f)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	unsigned found = 0;

	if (dir == NULL)
		return fault(f, "%s", strerror(errno));
	while ((entry = readdir(dir)) != NULL) {
		size_t length = strlen(entry->d_name);

		if (length < 5 || strcasecmp(entry->d_name + length - 4,
		    ".txt") != 0)
			continue;
		found++;
		if (snprintf(path, PATH_MAX, "%s/%s", folder,
		    entry->d_name) >= PATH_MAX)
			found = 0;
		if (strcmp(entry->d_name, "_chat.txt") == 0) {
			found = 1;
			break;
		}
	}
	closedir(dir);
	if (found != 1)
		return fault(f, "%u .txt files in it: name the chat", found);
	return 0;
}

static int
run_whatsapp(struct run *run, const char *target, struct fault *f)
{
	char path[PATH_MAX];
	struct stat st;

	if (stat(target, &st) < 0)
		return fault(f, "%s", strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return read_chat(run, target, f);
	return find_chat(target, path, f) < 0 ? -1 : read_chat(run, path, f);
}

const struct source source_whatsapp = {
	.name = "whatsapp",
	.synopsis = "FILE|DIR...",
	.summary = "a chat exported by WhatsApp (.txt)",
	.options = options,
	.run = run_whatsapp,
};
