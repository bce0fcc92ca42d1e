/* SPDX-License-Identifier: MIT */
/* Links, mail and Jabber addresses. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "classify/address.h"
#include "classify/caseless.h"
#include "classify/contact.h"
#include "classify/contact-link.h"

/*
 * Top-level domains that make a link of a name without "http://". Others
 * are too often the end of a sentence whose next word has no space.
 */
static const char *const top_levels[] = { "me", "com", "net", "org", "ru",
	"su", "io", "biz", "info", "cc", "to", "xyz", "top", "shop", "store",
	"site", "online", "club", "pro", "ws", "onion", "gg", "dog", "tv",
	"link", "live", "space", "fun", "market", "website", "group", "kz",
	"kg", "uz", "tj", "ua", "by", "cn", "in", "ir", "pk", "tr", "de",
	"fr", "es", "uk", "eu", "us", "at", "ch", "li", "lol", "vip", "one",
	"app", "chat", "red", "wtf", "best", "life", "world", "icu", "id",
	"ph", "pw", "bz", "nl", "pl", "cz", "md", "az", "ge", "xn--p1ai" };

static bool
is_host_byte(char c)
{
	return is_word_byte(c) || c == '-' || c == '.';
}

static bool
is_link_byte(char c)
{
	return c > 0x20 && c < 0x7f && strchr("<>\"\\^`{|}", c) == NULL;
}

bool
link_text_is(const struct scan *scan, size_t at, size_t length,
    const char *word)
{
	return strlen(word) == length &&
	    strncasecmp(scan->text + at, word, length) == 0;
}

bool
link_text_starts(const struct scan *scan, size_t at, const char *word)
{
	size_t length = strlen(word);

	return scan->length - at >= length &&
	    strncasecmp(scan->text + at, word, length) == 0;
}

bool
link_has_top_level(const struct scan *scan, size_t host, size_t length)
{
	size_t dot = length;

	while (dot > 0 && scan->text[host + dot - 1] != '.')
		dot--;
	if (dot < 2 || scan->text[host] == '.' || scan->text[host] == '-')
		return false;
	/* An ellipsis: "a good one...best of all". */
	if (scan->text[host + dot - 2] == '.')
		return false;
	for (size_t i = 0; i < sizeof(top_levels) / sizeof(*top_levels); i++)
		if (link_text_is(scan, host + dot, length - dot, top_levels[i]))
			return true;
	return false;
}

/* Whether the host of a mail address ends in some top-level domain. */
static bool
has_domain(const struct scan *scan, size_t host, size_t length)
{
	size_t letters = 0;

	while (letters < length && isalpha((unsigned char)scan->text[host +
	    length - 1 - letters]))
		letters++;
	return letters >= 2 && length > letters + 1 &&
	    scan->text[host + length - 1 - letters] == '.' &&
	    isalnum((unsigned char)scan->text[host]);
}

/* The length of the host name from a place on, without a last dot. */
static size_t
host_length(const struct scan *scan, size_t at)
{
	size_t length = 0;

	while (length < HOST_MAX && is_host_byte(scan_byte(scan, at + length)))
		length++;
	while (length > 0 && strchr(".-", scan->text[at + length - 1]) != NULL)
		length--;
	return length;
}

/* The bytes that a link has from a place on, without a last dot. */
static size_t
rest_length(const struct scan *scan, size_t at)
{
	size_t end = at;

	while (end - at < LINK_MAX && is_link_byte(scan_byte(scan, end)))
		end++;
	while (end > at && strchr(".,;:!?)'*]", scan->text[end - 1]) != NULL)
		end--;
	return end - at;
}

/* The length of what stands before the next member of a query. */
static size_t
length_of_code(const struct scan *scan, size_t at, size_t length)
{
	size_t code = 0;

	while (code < length && strchr("&?#/", scan->text[at + code]) == NULL)
		code++;
	return code;
}

/* Find where the link that has a host ends, and its path. */
static void
find_end(const struct scan *scan, struct link *link)
{
	size_t end = link->host + link->host_length, path;

	if (scan_byte(scan, end) == ':' &&
	    isdigit((unsigned char)scan_byte(scan, end + 1)))
		for (end++; isdigit((unsigned char)scan_byte(scan, end));)
			end++;
	path = end;
	if (scan_byte(scan, end) != '\0' &&
	    strchr("/?#", scan->text[end]) != NULL)
		end += rest_length(scan, end);
	link->end = end;
	link->path = path < end && scan->text[path] == '/' ? path + 1 : path;
	link->path_length = end - link->path;
}

/* Take apart the link at the scan's place. Returns false if there is none. */
static bool
find_link(struct scan *scan, struct link *link)
{
	static const char *const schemes[] = { "https://", "http://",
		"hxxps://", "hxxp://" };
	size_t at = scan->at;

	link->start = link->host = at;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(*schemes); i++)
		if (link_text_starts(scan, at, schemes[i]))
			link->host = at + strlen(schemes[i]);
	if (link->host == at && at < scan->no_link_before)
		return false;
	link->host_length = host_length(scan, link->host);
	if (link->host_length == 0 || (link->host == at &&
	    !link_has_top_level(scan, at, link->host_length))) {
		scan->no_link_before = at + link->host_length;
		return false;
	}
	if (scan_byte(scan, link->host + link->host_length) == '@')
		return false;
	find_end(scan, link);
	return true;
}

static size_t
take_onion(struct scan *scan, const struct link *link,
    struct contact *contact)
{
	size_t length = link->host_length - strlen(".onion"), start = length;

	while (start > 0 && scan->text[link->host + start - 1] != '.')
		start--;
	if (!address_is_onion(scan->text + link->host + start,
	    length - start))
		return 0;
	return contact_take_lower(scan, contact, "onion", link->host + start,
	    link->host_length - start, link->end - link->start);
}

static size_t
take_url(struct scan *scan, const struct link *link, struct contact *contact)
{
	size_t bytes = contact_take(scan, contact, "url", link->start,
	    link->end - link->start, link->end - link->start);
	size_t host_end = link->host + link->host_length - link->start;

	if (bytes == 0)
		return 0;
	contact_lower(contact->value, host_end);
	/* "hxxps://", which no program would open */
	if (strncmp(contact->value, "hxxp", 4) == 0)
		memcpy(contact->value, "http", 4);
	contacts_mask_cards(contact->value, strlen(contact->value));
	return bytes;
}

bool
link_host_ends(const struct scan *scan, const struct link *link,
    const char *end)
{
	size_t length = strlen(end);

	return link->host_length > length && link_text_is(scan,
	    link->host + link->host_length - length, length, end);
}

static size_t
take_link(struct scan *scan, const struct link *link,
    struct contact *contact)
{
	size_t bytes = account_take(scan, link, contact);

	if (bytes == 0 && link_host_ends(scan, link, ".onion"))
		bytes = take_onion(scan, link, contact);
	return bytes > 0 || scan->out_of_memory ? bytes :
	    take_url(scan, link, contact);
}

/* Links of programs: "tg://resolve?domain=NAME", "whatsapp://send?phone=". */
static const struct opening {
	const char *start, *type;
} openings[] = {
	{ "tg://resolve?domain=", "telegram" },
	{ "tg://resolve?phone=", "phone" },
	{ "tg://join?invite=", "telegram_invite" },
	{ "whatsapp://send?phone=", "whatsapp" },
	{ "whatsapp://send/?phone=", "whatsapp" },
	{ "tg://", "url" },
};

static size_t
take_opening(struct scan *scan, struct contact *contact, const char *type,
    size_t at, size_t length)
{
	size_t name = scan_name(scan, at), bytes = at + length - scan->at;

	if (strcmp(type, "url") == 0)
		return contact_take(scan, contact, type, scan->at, bytes,
		    bytes);
	if (strcmp(type, "telegram_invite") == 0)
		return contact_take(scan, contact, type, at,
		    length_of_code(scan, at, length), bytes);
	if (strcmp(type, "telegram") != 0)
		return account_take_phone(scan, contact, type, at,
		    length_of_code(scan, at, length), bytes);
	return contact_is_telegram_name(scan->text + at, name) ?
	    contact_take_lower(scan, contact, contact_telegram_type(
	    scan->text + at, name), at, name, bytes) : 0;
}

static size_t
match_opening(struct scan *scan, struct contact *contact)
{
	for (size_t i = 0; i < sizeof(openings) / sizeof(*openings); i++) {
		const struct opening *opening = &openings[i];
		size_t at = scan->at + strlen(opening->start), bytes;

		if (!link_text_starts(scan, scan->at, opening->start))
			continue;
		bytes = take_opening(scan, contact, opening->type, at,
		    rest_length(scan, at));
		if (bytes > 0 || scan->out_of_memory)
			return bytes;
	}
	return 0;
}

/* Does a word for Jabber stand before this place: "xmpp: name@host"? */
static bool
is_after_jabber(const struct scan *scan)
{
	static const char *const words[] = { "jabber", "xmpp", "jid",
		"джаббер", "жаббер", "джабер", "жабер", "жаба",
		"жабу", "жабе", "джабберу" };
	size_t end = scan->at;

	while (end > 0 && scan->at - end < 4 &&
	    strchr(" :=-/", scan->text[end - 1]) != NULL)
		end--;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t length = strlen(words[i]);

		if (end >= length && caseless_word(scan->text, end,
		    end - length, words[i]) > 0)
			return true;
	}
	return false;
}

/*
 * Does the name of a server say so ("xmpp.jp", "jabber.ru"), or is it known
 * for Jabber and has no mail?
 */
static bool
is_jabber_server(const struct scan *scan, size_t host, size_t length)
{
	static const char *const known[] = { "exploit.im", "thesecure.biz",
		"creep.im", "draugr.de", "dukgo.com", "conversations.im",
		"yax.im", "404.city", "sure.im", "trashserver.net" };

	for (size_t i = host; i + 4 <= host + length; i++)
		if (link_text_starts(scan, i, "xmpp") ||
		    link_text_starts(scan, i, "jabb"))
			return true;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (link_text_is(scan, host, length, known[i]))
			return true;
	return false;
}

/*
 * local@host (RFC 5322, the plain form). It is Jabber's after a word for it,
 * and on a server for it.
 */
static size_t
match_mail(struct scan *scan, struct contact *contact)
{
	size_t local = 0, length, host;
	const char *type;

	while (local < 64 && (is_word_byte(scan_byte(scan, scan->at + local)) ||
	    (local > 0 && scan_byte(scan, scan->at + local) != '\0' &&
	    strchr(".+-", scan->text[scan->at + local]) != NULL)))
		local++;
	if (local == 0 || scan_byte(scan, scan->at + local) != '@')
		return 0;
	host = scan->at + local + 1;
	length = host_length(scan, host);
	if (!has_domain(scan, host, length))
		return 0;
	type = is_after_jabber(scan) ? "jabber" : "email";
	if (is_jabber_server(scan, host, length))
		type = "jabber";
	return contact_take_lower(scan, contact, type, scan->at,
	    local + 1 + length, local + 1 + length);
}

size_t
contact_match_link(struct scan *scan, struct contact *contact)
{
	char next = scan_byte(scan, scan->at + scan->run);
	struct link link;
	size_t bytes;

	if (scan->run > 0 && (next == ' ' || next == '.') &&
	    (bytes = contact_match_mail_apart(scan, contact)) > 0)
		return bytes;
	/* Behind its first name a scheme, a host or an address goes on. */
	if (scan->run == 0 || next == '\0' || strchr(":.-+@", next) == NULL)
		return 0;
	bytes = match_opening(scan, contact);
	if (bytes == 0)
		bytes = match_mail(scan, contact);
	if (bytes == 0 && !scan->out_of_memory && find_link(scan, &link))
		bytes = take_link(scan, &link, contact);
	return bytes;
}
