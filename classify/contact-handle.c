/* SPDX-License-Identifier: MIT */
/* "@name", and what it is the beginning of: "@name:server", "@name@server". */
#include <ctype.h>
#include <string.h>

#include "classify/contact-link.h"

#define LOCAL_MAX 64	/* letters of a name before a server */

/* Letters, digits and signs of the name of an account at a server. */
static size_t
local_length(const struct scan *scan, size_t at)
{
	size_t length = 0;

	while (length < LOCAL_MAX && (is_word_byte(scan_byte(scan,
	    at + length)) || (scan_byte(scan, at + length) != '\0' &&
	    strchr(".=-+", scan->text[at + length]) != NULL)))
		length++;
	return length;
}

/*
 * @name:server of Matrix (Matrix specification, appendix on identifiers), and
 * @name@server, an address of mail or the Fediverse.
 */
static size_t
take_at_server(struct scan *scan, struct contact *contact)
{
	size_t name = local_length(scan, scan->at + 1);
	size_t at = scan->at + 1 + name + 1, host = 0;
	char next = scan_byte(scan, at - 1);
	size_t mail = next == '@';

	if (name == 0 || (next != ':' && next != '@'))
		return 0;

	while (host < HOST_MAX && (isalnum((unsigned char)scan_byte(scan,
	    at + host)) || (scan_byte(scan, at + host) != '\0' &&
	    strchr(".-", scan->text[at + host]) != NULL)))
		host++;
	while (host > 0 && !isalnum((unsigned char)scan->text[at + host - 1]))
		host--;
	if (host < 4 || memchr(scan->text + at, '.', host) == NULL)
		return 0;
	return contact_take_lower(scan, contact, mail == 1 ? "email" :
	    "matrix", scan->at + mail, name + host + 2 - mail,
	    name + host + 2);
}

/* "@gmail.com" is no name. */
static bool
is_domain(const struct scan *scan, size_t at, size_t length)
{
	size_t host = length;

	if (scan_byte(scan, at + length) != '.' ||
	    contact_is_made_up(scan->text + at, length))
		return false;
	while (isalpha((unsigned char)scan_byte(scan, at + host + 1)))
		host++;
	return link_has_top_level(scan, at, host + 1);
}

size_t
contact_match_handle(struct scan *scan, struct contact *contact)
{
	size_t name = scan->at + 1, length, served;

	if (scan->text[scan->at] != '@')
		return 0;
	served = take_at_server(scan, contact);
	if (served > 0 || scan->out_of_memory)
		return served;
	/* On a wall, and in OCR, the sign may stand apart. */
	name += scan_byte(scan, name) == ' ' ? 1 : 0;
	length = scan_name(scan, name);
	if (length < CONTACT_HANDLE_MIN ||
	    !contact_is_telegram_name(scan->text + name, length) ||
	    (name > scan->at + 1 &&
	    !contact_is_made_up(scan->text + name, length)))
		return 0;
	if (is_domain(scan, name, length))
		return 0;
	name = contact_take_lower(scan, contact,
	    contact_telegram_type(scan->text + name, length), name, length,
	    name + length - scan->at);
	contact->length += contact->offset - scan->at;
	contact->offset = scan->at;
	return name;
}
