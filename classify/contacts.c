/* SPDX-License-Identifier: MIT */
#include "classify/contacts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "classify/caseless.h"
#include "classify/contact.h"

enum {
	TE = 0x0442, DE = 0x0434	/* Cyrillic letters */
};

/* In this order: a link is not looked at as a number, and so on. */
static contact_match *const matchers[] = {
	contact_match_link,
	contact_match_veiled,
	contact_match_handle,
	contact_match_coin,
	contact_match_iban,
	contact_match_card,
	contact_match_number,
	contact_match_label,
};

void
contacts_init(struct contacts *found)
{
	memset(found, 0, sizeof(*found));
}

void
contacts_free(struct contacts *found)
{
	for (size_t i = 0; i < found->count; i++)
		free(found->list[i].value);
	free(found->list);
	contacts_init(found);
}

char
scan_byte(const struct scan *scan, size_t at)
{
	return at < scan->length ? scan->text[at] : '\0';
}

bool
is_word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

bool
scan_is_inside(const struct scan *scan)
{
	const unsigned char *text = (const unsigned char *)scan->text;
	size_t bytes = 0, back = scan->at;

	if (back == 0 || text[back - 1] < 0x80)
		return back > 0 && isalpha(text[back - 1]);
	while (back > 0 && scan->at - back < 4) {
		back--;
		if ((text[back] & 0xc0) != 0x80)
			return caseless_is_letter(caseless_at(scan->text,
			    scan->length, back, &bytes));
	}
	return false;
}

size_t
scan_name(const struct scan *scan, size_t at)
{
	size_t end = at;

	/* One more than any name, so that a longer run shows. */
	while (end - at <= HOST_MAX && is_word_byte(scan_byte(scan, end)))
		end++;
	return end - at;
}

size_t
contact_take_value(struct scan *scan, struct contact *contact,
    const char *type, char *value, size_t from, size_t length, size_t bytes)
{
	contact->type = type;
	contact->value = value;
	contact->offset = from;
	contact->length = length;
	scan->out_of_memory |= value == NULL;
	return value == NULL ? 0 : bytes;
}

size_t
contact_take(struct scan *scan, struct contact *contact, const char *type,
    size_t from, size_t length, size_t bytes)
{
	if (length == 0)
		return 0;
	return contact_take_value(scan, contact, type,
	    strndup(scan->text + from, length), from, length, bytes);
}

void
contact_lower(char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		text[i] = (char)tolower((unsigned char)text[i]);
}

size_t
contact_take_lower(struct scan *scan, struct contact *contact,
    const char *type, size_t from, size_t length, size_t bytes)
{
	bytes = contact_take(scan, contact, type, from, length, bytes);
	if (bytes > 0)
		contact_lower(contact->value, strlen(contact->value));
	return bytes;
}

const char *
contact_telegram_type(const char *name, size_t length)
{
	return length > 3 && strncasecmp(name + length - 3, "bot", 3) == 0 ?
	    "telegram_bot" : "telegram";
}

bool
contact_is_made_up(const char *name, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (isdigit((unsigned char)name[i]) || name[i] == '_')
			return true;
	return false;
}

bool
contact_is_telegram_name(const char *name, size_t length)
{
	if (length < 4 || length > NAME_MAX_BYTES ||
	    !isalpha((unsigned char)name[0]) || name[length - 1] == '_')
		return false;
	for (size_t i = 0; i < length; i++)
		if (!is_word_byte(name[i]))
			return false;
	return true;
}

/* Room for one more. Returns false without memory. */
static bool
grow(struct contacts *found)
{
	size_t size = found->size == 0 ? 8 : found->size * 2;
	struct contact *list;

	if (found->count < found->size)
		return true;
	list = realloc(found->list, size * sizeof(*list));
	if (list == NULL)
		return false;
	found->list = list;
	found->size = size;
	return true;
}

/* Try all matchers at one place. Returns the bytes to pass over, or 0. */
static size_t
match_at(struct scan *scan, struct contact *contact)
{
	for (size_t i = 0; i < sizeof(matchers) / sizeof(matchers[0]); i++) {
		size_t bytes = matchers[i](scan, contact);

		if (bytes > 0 || scan->out_of_memory)
			return bytes;
	}
	return 0;
}

/*
 * A selector starts where no word of ASCII goes on: with a letter or digit, or
 * with one of these signs. Within a word in another script only those that
 * are written out may, and Chinese.
 */
static bool
may_start(const struct scan *scan)
{
	unsigned char c = (unsigned char)scan->text[scan->at];
	size_t before = scan->at;
	int32_t first = scan->first;

	if (c < 0x80 && !isalnum(c))
		return c == '@' || c == '+' || c == '(';
	/* People set numbers off: _1234 1234_. */
	if (c < 0x80)
		return before == 0 || !is_word_byte(scan->text[before - 1]) ||
		    (isdigit(c) && scan->text[before - 1] == '_' &&
		    (before == 1 || !is_word_byte(scan->text[before - 2])));
	return first == TE || first == DE || caseless_is_han(first) ||
	    !caseless_is_letter(first) || !scan_is_inside(scan);
}

/*
 * Look for a selector at the place where the scan stands. Returns the bytes
 * to pass over: also where there is none, which leaves *any false.
 */
static size_t
take(struct scan *scan, struct contact *contact, bool *any)
{
	size_t bytes;

	*any = false;
	scan->size = 1;
	if (((unsigned char)scan->text[scan->at] & 0xc0) == 0x80)
		return 1;
	scan->first = caseless_at(scan->text, scan->length, scan->at,
	    &scan->size);
	if (!may_start(scan))
		return scan->size;
	scan->run = scan_name(scan, scan->at);
	bytes = match_at(scan, contact);
	*any = bytes > 0;
	/* What starts at a word starts nowhere inside it. */
	return bytes > 0 ? bytes : scan->run > 0 ? scan->run : scan->size;
}

/*
 * Say where a selector of the plain text stands in the original. The path of a
 * link ends at what cannot be seen: nobody hides something in one, but such
 * a sign may be all that stands between it and the next word.
 */
static void
settle(struct contact *contact, struct plain *plain)
{
	size_t seen = plain_unbroken(plain, contact->offset, contact->length);
	const char *host = strstr(contact->value, "://");

	host = host == NULL ? contact->value : host + strlen("://");
	if (strcmp(contact->type, "url") == 0 && seen < contact->length &&
	    strcspn(host, "/") < seen - (size_t)(host - contact->value)) {
		contact->length = seen;
		contact->value[seen] = '\0';
	}
	plain_span(plain, &contact->offset, &contact->length);
}

int
contacts_find(struct contacts *found, struct plain *plain, struct fault *f)
{
	struct scan scan = { .text = plain->text, .length = plain->length };

	while (scan.at < scan.length && found->count < CONTACTS_MAX) {
		bool any;

		if (!grow(found))
			return fault(f, "out of memory");
		scan.at += take(&scan, &found->list[found->count], &any);
		if (scan.out_of_memory)
			return fault(f, "out of memory");
		if (!any)
			continue;
		scan.used = scan.at;
		settle(&found->list[found->count++], plain);
	}
	return 0;
}
