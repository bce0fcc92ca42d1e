/* SPDX-License-Identifier: MIT */
#include "ingest/export-scan.h"

#include <stdlib.h>
#include <string.h>

#include "ingest/loose-json.h"
#include "ingest/text.h"

/* A bracket that is open around the messages. */
struct level {
	bool object;		/* '{', not '[' */
	bool messages;		/* the array whose objects are messages */
	bool value;		/* in an object: after the colon */
	char key[EXPORT_WORD_SIZE];
	struct export_chat chat;
};

/* A word that is being read: a key, or the value of a chat's field. */
struct word {
	char *text;		/* NULL: nobody wants it */
	size_t size, length;
};

struct export_scan {
	export_take *take;
	void *context;
	struct level levels[EXPORT_DEPTH_MAX + 1];	/* [0] is outside */
	size_t depth;
	struct word word;
	bool in_string, escaped, bare;
	bool started, seen_messages;

	struct text message;	/* the one that is being gathered */
	size_t inner;		/* brackets open in it; 0: in none */
	bool too_long;
	uint64_t offset;	/* of the chunk's first byte */
	uint64_t message_offset;
};

struct export_scan *
export_scan_new(export_take *take, void *context)
{
	struct export_scan *scan = calloc(1, sizeof(*scan));

	if (scan == NULL)
		return NULL;
	scan->take = take;
	scan->context = context;
	return scan;
}

void
export_scan_free(struct export_scan *scan)
{
	if (scan == NULL)
		return;
	text_free(&scan->message);
	free(scan);
}

/*
 * Pass the inside of a string up to and with its closing quote, or to the
 * end of the chunk.
 */
static const char *
pass_string(struct export_scan *scan, const char *at, const char *end)
{
	while (at < end) {
		if (scan->escaped) {
			scan->escaped = false;
			at++;
			continue;
		}
		at = loose_plain(at, end);
		if (at == end)
			break;
		if (*at++ == '"') {
			scan->in_string = false;
			break;
		}
		scan->escaped = true;
	}
	return at;
}

/* Gather bytes of the message; one that is too long is passed over. */
static int
gather(struct export_scan *scan, const char *bytes, size_t length,
    struct fault *f)
{
	if (scan->too_long)
		return 0;
	if (length > EXPORT_MESSAGE_MAX - scan->message.length) {
		scan->too_long = true;
		return 0;
	}
	if (text_add(&scan->message, bytes, length) < 0)
		return fault(f, "no memory for a message");
	return 0;
}

/* Hand the gathered message over. */
static int
give(struct export_scan *scan, struct fault *f)
{
	struct export_message message = {
		.chat = &scan->levels[scan->depth - 1].chat,
		.bytes = scan->too_long ? NULL : scan->message.bytes,
		.length = scan->too_long ? 0 : scan->message.length,
		.offset = scan->message_offset
	};
	int result = scan->take(scan->context, &message, f);

	text_clear(&scan->message);
	scan->too_long = false;
	return result;
}

/*
 * Go through bytes inside a message to its closing bracket or the end of
 * the chunk. Returns where it stopped, NULL on failure.
 */
static const char *
pass_message(struct export_scan *scan, const char *at, const char *end,
    struct fault *f)
{
	const char *start = at;

	while (at < end && scan->inner > 0) {
		if (scan->in_string) {
			at = pass_string(scan, at, end);
			continue;
		}
		if (*at == '"')
			scan->in_string = true;
		else if (*at == '{' || *at == '[')
			scan->inner++;
		else if (*at == '}' || *at == ']')
			scan->inner--;
		at++;
	}
	if (gather(scan, start, (size_t)(at - start), f) < 0)
		return NULL;
	if (scan->inner == 0 && give(scan, f) < 0)
		return NULL;
	return at;
}

/* Where the value under a key of a chat goes, NULL for other keys. */
static struct word
wanted(struct level *level)
{
	struct export_chat *chat = &level->chat;

	if (strcmp(level->key, "name") == 0)
		return (struct word){ chat->name, sizeof(chat->name), 0 };
	if (strcmp(level->key, "type") == 0)
		return (struct word){ chat->type, sizeof(chat->type), 0 };
	if (strcmp(level->key, "id") == 0)
		return (struct word){ chat->id, sizeof(chat->id), 0 };
	return (struct word){ NULL, 0, 0 };
}

/* A word starts: a key, or a value somebody may want. */
static void
start_word(struct export_scan *scan)
{
	struct level *level = &scan->levels[scan->depth];

	scan->word = (struct word){ NULL, 0, 0 };
	if (!level->object)
		return;
	if (level->value)
		scan->word = wanted(level);
	else
		scan->word = (struct word){ level->key, sizeof(level->key),
		    0 };
	if (scan->word.text != NULL)
		scan->word.text[0] = '\0';
}

/* Keep a word's bytes, as many as there is room for. */
static void
keep_word(struct word *word, const char *bytes, size_t length)
{
	size_t room;

	if (word->text == NULL)
		return;
	room = word->size - 1 - word->length;
	if (length > room)
		length = room;
	memcpy(word->text + word->length, bytes, length);
	word->length += length;
	word->text[word->length] = '\0';
}

static int
open_bracket(struct export_scan *scan, bool object, struct fault *f)
{
	const struct level *outer = &scan->levels[scan->depth];
	struct level *level;

	if (scan->depth == EXPORT_DEPTH_MAX)
		return fault(f, "brackets nest deeper than %d",
		    EXPORT_DEPTH_MAX);
	level = &scan->levels[++scan->depth];
	memset(level, 0, sizeof(*level));
	level->object = object;
	level->messages = !object && outer->object && outer->value &&
	    strcmp(outer->key, "messages") == 0;
	scan->seen_messages |= level->messages;
	scan->started = true;
	return 0;
}

/* One byte between the messages, outside strings. */
static int
take_mark(struct export_scan *scan, char c, struct fault *f)
{
	struct level *level = &scan->levels[scan->depth];

	switch (c) {
	case '{':
	case '[':
		return open_bracket(scan, c == '{', f);
	case '}':
	case ']':
		if (scan->depth > 0)
			scan->depth--;
		break;
	case ':':
		level->value = true;
		break;
	case ',':
		level->value = false;
		break;
	case '"':
		start_word(scan);
		scan->in_string = true;
		break;
	default:
		if (!scan->bare)
			start_word(scan);
		keep_word(&scan->word, &c, 1);
		scan->bare = true;
		return 0;
	}
	return 0;
}

/* Go on outside messages by at least one byte. NULL on failure. */
static const char *
pass_outside(struct export_scan *scan, const char *at, const char *end,
    struct fault *f)
{
	const char *start = at;
	bool bare = scan->bare;

	if (scan->in_string) {
		at = pass_string(scan, at, end);
		keep_word(&scan->word, start,
		    (size_t)(at - start) - !scan->in_string);
		return at;
	}
	if (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') {
		scan->bare = false;
		return at + 1;
	}
	if (take_mark(scan, *at, f) < 0)
		return NULL;
	if (bare && strchr("{}[]:,\"", *at) != NULL)
		scan->bare = false;
	return at + 1;
}

int
export_scan_feed(struct export_scan *scan, const char *bytes, size_t length,
    struct fault *f)
{
	const char *at = bytes, *end = bytes + length;

	while (at != NULL && at < end) {
		if (scan->inner > 0) {
			at = pass_message(scan, at, end, f);
		} else if (!scan->in_string && *at == '{' &&
		    scan->levels[scan->depth].messages) {
			scan->inner = 1;
			scan->message_offset = scan->offset +
			    (uint64_t)(at - bytes);
			if (gather(scan, at++, 1, f) < 0)
				return -1;
		} else {
			at = pass_outside(scan, at, end, f);
		}
	}
	scan->offset += length;
	return at == NULL ? -1 : 0;
}

int
export_scan_end(const struct export_scan *scan, struct fault *f)
{
	if (!scan->started)
		return fault(f, "not a Telegram Desktop export: no object");
	if (scan->inner > 0)
		return fault(f, "cut short inside the message at byte %llu",
		    (unsigned long long)scan->message_offset);
	if (scan->depth > 0)
		return fault(f, "cut short at byte %llu",
		    (unsigned long long)scan->offset);
	if (!scan->seen_messages)
		return fault(f, "no messages in it: not a Telegram Desktop "
		    "export of chats");
	return 0;
}
