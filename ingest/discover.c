/* SPDX-License-Identifier: MIT */
#include "ingest/discover.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "ingest/post.h"

#define NAME_SHORTEST 4		/* [A-Za-z0-9_]{4,32}, as remembered */
#define NAME_LONGEST 32
#define INVITATION_LONGEST 64

struct finder {
	const char *found_in;	/* id of the post */
	const char *own;	/* its channel, which is no discovery */
	json_t *printed;
	struct sink *sink;
};

/* First parts of a path that are no names. */
static bool
is_reserved(const char *name, size_t length)
{
	static const char *const words[] = { "addstickers", "addemoji",
	    "addtheme", "share", "proxy", "socks", "setlanguage", "login",
	    "confirmphone", "invoice", "boost", "contact", "giftcode",
	    "addlist", "call", NULL };

	for (size_t i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == length &&
		    strncasecmp(words[i], name, length) == 0)
			return true;
	return false;
}

static json_t *
discovery(const struct finder *finder, const char *type, const char *value)
{
	char id[128], url[128];
	const char *plus = strcmp(type, "invitation") == 0 ? "+" : "";
	json_t *record, *what;

	snprintf(id, sizeof(id), "discovered:t.me/%s%s", plus, value);
	snprintf(url, sizeof(url), "https://t.me/%s%s", plus, value);
	if (json_object_get(finder->printed, id) != NULL)
		return NULL;
	record = post_new(id, "telegram");
	what = json_pack("{s:s, s:s, s:s, s:s, s:s}", "platform", "telegram",
	    "type", type, "value", value, "url", url, "found_in",
	    finder->found_in);
	if (json_object_set_new(record, "discovered", what) < 0 ||
	    json_object_set_new(finder->printed, id, json_true()) < 0) {
		json_decref(record);
		return NULL;
	}
	return record;
}

static int
emit(const struct finder *finder, const char *type, const char *name,
    size_t length, struct fault *f)
{
	char value[INVITATION_LONGEST + 1];
	json_t *record;
	int result;

	snprintf(value, sizeof(value), "%.*s", (int)length, name);
	/* Names are the same in either case, invitations are not. */
	if (strcmp(type, "channel") == 0)
		for (char *s = value; *s != '\0'; s++)
			*s = (char)tolower((unsigned char)*s);
	record = discovery(finder, type, value);
	if (record == NULL)
		return 0;
	result = sink_emit(finder->sink, record, f);
	json_decref(record);
	return result;
}

/* Pass the beginning, if the text has it. */
static bool
pass(const char **text, const char *beginning)
{
	size_t length = strlen(beginning);

	if (strncasecmp(*text, beginning, length) != 0)
		return false;
	*text += length;
	return true;
}

static size_t
name_length(const char *text)
{
	size_t length = 0;

	while (isalnum((unsigned char)text[length]) || text[length] == '_')
		length++;
	return length;
}

/* What may be the name of another channel. Returns 0 or -1. */
static int
take_channel(const struct finder *finder, const char *text, size_t length,
    struct fault *f)
{
	if (length < NAME_SHORTEST || length > NAME_LONGEST ||
	    is_reserved(text, length) || !isalpha((unsigned char)text[0]) ||
	    (finder->own != NULL && strlen(finder->own) == length &&
	    strncasecmp(finder->own, text, length) == 0))
		return 0;
	return emit(finder, "channel", text, length, f);
}

static int
take_invitation(const struct finder *finder, const char *text,
    struct fault *f)
{
	size_t length = 0;

	while (isalnum((unsigned char)text[length]) || text[length] == '_' ||
	    text[length] == '-')
		length++;
	/* "+" and figures alone are somebody's telephone. */
	if (length < NAME_SHORTEST || length > INVITATION_LONGEST ||
	    strspn(text, "0123456789") == length)
		return 0;
	return emit(finder, "invitation", text, length, f);
}

/* What follows "t.me/" or "tg://". Returns 0 or -1. */
static int
take_path(const struct finder *finder, const char *text, struct fault *f)
{
	if (pass(&text, "+") || pass(&text, "joinchat/") ||
	    pass(&text, "join?invite="))
		return take_invitation(finder, text, f);
	if (!pass(&text, "s/"))
		pass(&text, "resolve?domain=");
	return take_channel(finder, text, name_length(text), f);
}

/* "NAME.t.me" is as good as "t.me/NAME". */
static int
take_host(const struct finder *finder, const char *text, struct fault *f)
{
	static const char end[] = ".t.me";
	size_t length = name_length(text);
	const char *after = text + length + sizeof(end) - 1;

	if (strncasecmp(text + length, end, sizeof(end) - 1) != 0 ||
	    name_length(after) > 0 || (*after == '.' &&
	    name_length(after + 1) > 0))
		return 0;
	return take_channel(finder, text, length, f);
}

/* All mentions in a text; an address is a text, too. */
static int
take_text(const struct finder *finder, const char *text, struct fault *f)
{
	static const char *const before[] = { "t.me/", "telegram.me/",
	    "telegram.dog/", "tg://", NULL };
	char last = ' ';
	int result = 0;

	for (; text != NULL && *text != '\0' && result == 0; last = *text++) {
		if (isalnum((unsigned char)last) || last == '_')
			continue;
		if (*text == '@')
			result = take_channel(finder, text + 1,
			    name_length(text + 1), f);
		else if (last != '-' && last != '.')
			result = take_host(finder, text, f);
		for (size_t i = 0; before[i] != NULL && result == 0; i++)
			if (strncasecmp(text, before[i],
			    strlen(before[i])) == 0)
				result = take_path(finder, text +
				    strlen(before[i]), f);
	}
	return result;
}

int
discover_emit(const json_t *record, json_t *printed, struct sink *sink,
    struct fault *f)
{
	const json_t *post = post_of(record);
	struct finder finder = {
		.found_in = json_string_value(json_object_get(record, "id")),
		.own = json_string_value(json_object_get(post, "channel")),
		.printed = printed,
		.sink = sink
	};
	json_t *one;
	size_t i;
	int result = take_text(&finder, json_string_value(json_object_get(
	    post, "forwarded_url")), f);

	if (result == 0)
		result = take_text(&finder, json_string_value(json_object_get(
		    post, "text")), f);
	json_array_foreach(json_object_get(post, "links"), i, one)
		if (result == 0)
			result = take_text(&finder, json_string_value(one), f);
	json_array_foreach(json_object_get(post, "parts"), i, one)
		if (result == 0)
			result = take_text(&finder, json_string_value(
			    json_object_get(one, "text")), f);
	return result;
}
