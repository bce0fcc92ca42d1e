/* SPDX-License-Identifier: MIT */
/* Inside the search for links: a link, and whether it leads to an account. */
#ifndef CLASSIFY_CONTACT_LINK_H
#define CLASSIFY_CONTACT_LINK_H

#include "classify/contact.h"

/* A link taken apart; all places are offsets into the text. */
struct link {
	size_t start, end;		/* all of it */
	size_t host, host_length;
	size_t path, path_length;	/* after the slash that follows host */
};

/* Whether part of the text is this word, whatever its case. */
bool link_text_is(const struct scan *, size_t at, size_t length,
    const char *word);

/* Whether the text goes on with this word, whatever its case. */
bool link_text_starts(const struct scan *, size_t at, const char *word);

/*
 * Whether a host ends in a top-level domain that makes a link of it, without
 * "http://" before it.
 */
bool link_has_top_level(const struct scan *, size_t host, size_t length);

/* Whether the host of the link is longer than this, and ends in it. */
bool link_host_ends(const struct scan *, const struct link *,
    const char *end);

/*
 * Fill the contact with the account, group or number of a service that the
 * link leads to. Returns the bytes of the link, or 0 where it leads to none.
 */
size_t account_take(struct scan *, const struct link *, struct contact *);

/*
 * Fill the contact with the telephone number that stands in a link, in its
 * international form with or without a plus. Returns `bytes`, or 0 for what
 * is no number.
 */
size_t account_take_phone(struct scan *, struct contact *, const char *type,
    size_t at, size_t length, size_t bytes);

#endif
