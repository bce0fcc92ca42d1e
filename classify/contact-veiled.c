/* SPDX-License-Identifier: MIT */
/*
 * Names on Telegram and mail that a forum's filter would not see: "t . me /
 * name", "t[.]me/name", "name (добавь собаку)", "name @ gmail . com".
 */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "classify/caseless.h"
#include "classify/contact.h"

enum {
	BLANKS_MAX = 2,		/* that stand between two parts */
	LOCAL_MAX = 64		/* of a mail address, before the "@" */
};

static size_t
pass_blanks(const struct scan *scan, size_t at)
{
	size_t from = at;

	while (at - from < BLANKS_MAX && scan_byte(scan, at) == ' ')
		at++;
	return at;
}

/* The first of these words that stands at a place, in bytes; or 0. */
static size_t
find_word(const struct scan *scan, size_t at, const char *const *words,
    size_t count)
{
	size_t bytes = 0;

	for (size_t i = 0; i < count && bytes == 0 && at < scan->length; i++)
		bytes = caseless_word(scan->text, scan->length, at, words[i]);
	return bytes;
}

/* The bytes of a dot, or of a sign that looks like one: "t●me", "t。me". */
static size_t
dot_bytes(const struct scan *scan, size_t at)
{
	static const char *const dots[] = { ".", "·", "•", "●", "∙", "。" };

	for (size_t i = 0; i < sizeof(dots) / sizeof(dots[0]); i++) {
		size_t bytes = strlen(dots[i]);

		if (at + bytes <= scan->length &&
		    memcmp(scan->text + at, dots[i], bytes) == 0)
			return bytes;
	}
	return 0;
}

/* After a dot, in brackets or spelled out or not, or 0. */
static size_t
pass_dot(const struct scan *scan, size_t at)
{
	static const char *const dots[] = { "dot", "точка", "тчк" };
	size_t bytes;
	char open, close;

	at = pass_blanks(scan, at);
	open = scan_byte(scan, at);
	close = open == '(' ? ')' : open == '[' ? ']' : open == '{' ? '}' :
	    '\0';
	at = close != '\0' ? pass_blanks(scan, at + 1) : at;
	bytes = dot_bytes(scan, at);
	if (bytes == 0)
		bytes = find_word(scan, at, dots,
		    sizeof(dots) / sizeof(dots[0]));
	if (bytes == 0)
		return 0;
	at = pass_blanks(scan, at + bytes);
	if (close == '\0')
		return at;
	return scan_byte(scan, at) == close ? pass_blanks(scan, at + 1) : 0;
}

/* The name or the invitation behind the slash. */
static size_t
take_name(struct scan *scan, struct contact *contact, size_t at)
{
	bool invite = scan_byte(scan, at) == '+';
	size_t length;

	at += invite;
	length = scan_name(scan, at);
	while (invite && scan_byte(scan, at + length) == '-')
		length += 1 + scan_name(scan, at + length + 1);
	if (invite)
		return contact_take(scan, contact, "telegram_invite", at,
		    length, at + length - scan->at);
	if (!contact_is_telegram_name(scan->text + at, length))
		return 0;
	return contact_take_lower(scan, contact,
	    contact_telegram_type(scan->text + at, length), at, length,
	    at + length - scan->at);
}

/*
 * "name добавь собаку": the sign that the filter of a forum would see is
 * said in words, behind the name.
 */
static size_t
match_written_out(struct scan *scan, struct contact *contact)
{
	static const char *const words[] = { "добавь собаку",
		"добавь собачку", "добавляй собаку", "добавить собаку",
		"добавьте собаку", "(собака)", "(собака в начале)",
		"собака в начале", "собаку в начале", "собака впереди",
		"собаку вперед", "собака спереди", "собаку спереди",
		"додай собаку", "додайте собаку", "дадай сабаку" };
	size_t bytes = find_word(scan, scan->at, words,
	    sizeof(words) / sizeof(words[0]));
	size_t end = scan->at, start;

	while (end > 0 && scan->at - end < 3 &&
	    strchr(" (,-", scan->text[end - 1]) != NULL)
		end--;
	start = end;
	while (start > 0 && end - start <= NAME_MAX_BYTES &&
	    is_word_byte(scan->text[start - 1]))
		start--;
	if (bytes == 0 || start < scan->used ||
	    !contact_is_telegram_name(scan->text + start, end - start))
		return 0;
	return contact_take_lower(scan, contact,
	    contact_telegram_type(scan->text + start, end - start), start,
	    end - start, bytes);
}

/* "t[.]me/name" in its forms. */
static size_t
match_apart(struct scan *scan, struct contact *contact)
{
	static const char *const firsts[] = { "t", "т", "telegram" };
	static const char *const lasts[] = { "me", "ме" };
	size_t at = scan->at, bytes;

	bytes = find_word(scan, at, firsts, sizeof(firsts) /
	    sizeof(firsts[0]));
	if (bytes == 0 || (at = pass_dot(scan, at + bytes)) == 0)
		return 0;
	bytes = find_word(scan, at, lasts, sizeof(lasts) / sizeof(lasts[0]));
	at = pass_blanks(scan, at + bytes);
	if (bytes == 0 || scan_byte(scan, at) != '/')
		return 0;
	return take_name(scan, contact, pass_blanks(scan, at + 1));
}

size_t
contact_match_veiled(struct scan *scan, struct contact *contact)
{
	switch (scan->first) {
	case 't': case 0x0442:	/* Cyrillic te */
		return match_apart(scan, contact);
	case '(': case 0x0434: case 0x0441:	/* Cyrillic de, es */
		return match_written_out(scan, contact);
	default:
		return 0;
	}
}

/* Servers of mail, whose names prose would hardly write behind "@". */
static const char *
mail_server(const struct scan *scan, size_t at, size_t length)
{
	static const char *const servers[] = { "gmail", "mail", "yandex",
		"ya", "proton", "protonmail", "tutanota", "tuta", "outlook",
		"hotmail", "yahoo", "icloud", "riseup", "cock", "rambler",
		"inbox", "bk", "list", "gmx", "ukr", "qq", "163" };

	for (size_t i = 0; i < sizeof(servers) / sizeof(servers[0]); i++)
		if (strlen(servers[i]) == length &&
		    strncasecmp(scan->text + at, servers[i], length) == 0)
			return servers[i];
	return NULL;
}

/* The name before the "@" of a mail address: its bytes. */
static size_t
local_length(const struct scan *scan)
{
	size_t length = scan_name(scan, scan->at);

	while (length > 0 && length < LOCAL_MAX &&
	    scan_byte(scan, scan->at + length) == '.' &&
	    scan_name(scan, scan->at + length + 1) > 0)
		length += 1 + scan_name(scan, scan->at + length + 1);
	return length <= LOCAL_MAX ? length : 0;
}

size_t
contact_match_mail_apart(struct scan *scan, struct contact *contact)
{
	size_t local = local_length(scan), at, length;
	char value[LOCAL_MAX + 32];
	const char *server;

	at = pass_blanks(scan, scan->at + local);
	if (local == 0 || scan_byte(scan, at) != '@')
		return 0;
	at = pass_blanks(scan, at + 1);
	length = scan_name(scan, at);
	server = mail_server(scan, at, length);
	if (server == NULL || (at = pass_dot(scan, at + length)) == 0)
		return 0;
	length = scan_name(scan, at);
	if (length < 2 || length > 3)
		return 0;
	snprintf(value, sizeof(value), "%.*s@%s.%.*s", (int)local,
	    scan->text + scan->at, server, (int)length, scan->text + at);
	contact_lower(value, strlen(value));
	return contact_take_value(scan, contact, "email", strdup(value),
	    scan->at, at + length - scan->at, at + length - scan->at);
}
