/* SPDX-License-Identifier: MIT */
/*
 * Inside the search for selectors: one matcher a kind, in files of their
 * own, behind the table in contacts.c.
 */
#ifndef CLASSIFY_CONTACT_H
#define CLASSIFY_CONTACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/contacts.h"

/* Longest of each, in bytes; what is longer is none of ours. */
#define LINK_MAX 2048
#define HOST_MAX 253		/* RFC 1035, section 2.3.4 */
#define NAME_MAX_BYTES 32	/* a Telegram name */

/*
 * Shortest "@name": Telegram gives names of 5 letters or more, and the few
 * of 4 that it sold drown in mentions such as "@user".
 */
#define CONTACT_HANDLE_MIN 5

/* Where a search stands. */
struct scan {
	const char *text;
	size_t length;
	size_t at;		/* the place to look at */
	int32_t first;		/* the character there, in lower case, */
	size_t size;		/* and its bytes */
	size_t run;		/* bytes of the run of name bytes there */
	size_t used;		/* before this place all is taken */
	size_t no_link_before;	/* places already known to start no link */
	unsigned writing;	/* what the text is written in; 0 if unknown */
	bool out_of_memory;
};

/*
 * Look for a selector that starts (with its label, if it has one) at
 * scan->at. Returns the bytes to pass over and fills the contact, whose
 * value is then the caller's; or returns 0.
 */
typedef size_t contact_match(struct scan *, struct contact *);

contact_match contact_match_link;	/* links, mail, invites */
contact_match contact_match_veiled;	/* "t[.]me/name" */
contact_match contact_match_mail_apart;	/* "name @ gmail . com" */
contact_match contact_match_handle;	/* @name, @name:server */
contact_match contact_match_label;	/* "tg: name", "wickr name" */
contact_match contact_match_coin;	/* addresses of cryptocurrencies */
contact_match contact_match_iban;
contact_match contact_match_card;	/* bank cards */
contact_match contact_match_number;	/* telephones */

/* The byte at a place, or 0 beyond the end. */
char scan_byte(const struct scan *, size_t at);

/* Whether this byte is a letter or digit of ASCII, or '_'. */
bool is_word_byte(char);

/* Whether a letter stands right before the place to look at. */
bool scan_is_inside(const struct scan *);

/* The length of the run of name bytes (word bytes) from a place on. */
size_t scan_name(const struct scan *, size_t at);

/*
 * Fill a contact with a value in lower case (or as it is), taken from the
 * text at `from`. Returns `bytes`, or 0 without memory.
 */
size_t contact_take(struct scan *, struct contact *, const char *type,
    size_t from, size_t length, size_t bytes);
size_t contact_take_lower(struct scan *, struct contact *, const char *type,
    size_t from, size_t length, size_t bytes);

/* Write so many bytes of ASCII letters small. */
void contact_lower(char *text, size_t length);

/*
 * As contact_take, with a value on the heap that becomes the contact's; NULL
 * for one that there was no memory for.
 */
size_t contact_take_value(struct scan *, struct contact *, const char *type,
    char *value, size_t from, size_t length, size_t bytes);

/* "telegram_bot" for names that end in "bot", else "telegram". */
const char *contact_telegram_type(const char *name, size_t length);

/*
 * Whether length bytes can be a Telegram name: 4 to 32 letters, digits and
 * '_', a letter first and no '_' last.
 */
bool contact_is_telegram_name(const char *name, size_t length);

/* Whether a name is one that prose would not write: with a digit or '_'. */
bool contact_is_made_up(const char *name, size_t length);

/*
 * Whether it is an identity of Session: the public key, with the byte before
 * it that says so. It has no checksum.
 */
bool contact_is_session(const char *text, size_t length);

/*
 * A telephone number, from its digits: in its international form, with a plus
 * before them or without. Writes "+" and the number, or returns false.
 */
#define PHONE_MAX 24
bool phone_normalise(const char *digits, size_t count, bool plus,
    char value[PHONE_MAX]);

struct digits;

/*
 * Likewise the first digits of a number as it is written at home; sure where
 * the text says that it is a telephone's, so that they need not stand in
 * groups as these do.
 */
bool phone_at_home(struct scan *, const struct digits *, size_t count,
    bool sure, char value[PHONE_MAX]);

#endif
