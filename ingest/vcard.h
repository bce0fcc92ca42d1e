/* SPDX-License-Identifier: MIT */
/* Contacts as telephones pass them on (vCard, RFC 6350). */
#ifndef INGEST_VCARD_H
#define INGEST_VCARD_H

#include <stddef.h>

/*
 * The names and telephone numbers of a card, or of several, with a blank
 * between them; "" if there are none. Free it; NULL without memory.
 */
char *vcard_words(const char *bytes, size_t length);

#endif
