/* SPDX-License-Identifier: MIT */
/*
 * Selectors: what in a text leads to a person, a shop or a wallet. Handles,
 * links, telephone numbers, addresses of mail and of money, each with its
 * type, in one normal form, and checked where its kind allows a check.
 *
 *	struct contacts found;
 *
 *	contacts_init(&found);
 *	if (contacts_find(&found, &plain, f) < 0)
 *		...
 *	for (size_t i = 0; i < found.count; i++)
 *		use(&found.list[i]);
 *	contacts_free(&found);
 *
 * Takes time linear in the length of the text.
 */
#ifndef CLASSIFY_CONTACTS_H
#define CLASSIFY_CONTACTS_H

#include <stddef.h>

#include "classify/plain.h"
#include "wire/fault.h"

/* More of them in one text say nothing more: the rest is passed over. */
#define CONTACTS_MAX 1000

struct contact {
	/*
	 * A constant: telegram, telegram_bot, telegram_invite, onion, url,
	 * email, jabber, phone, whatsapp, signal, session, matrix, wickr,
	 * threema, vk, instagram, discord, bitcoin, litecoin, ethereum, tron,
	 * monero, ton, card, qiwi, yoomoney, iban, wechat, qq.
	 */
	const char *type;
	/*
	 * The normal form: names in lower case without "@", numbers with
	 * "+" and the code of the country, links with their host in lower
	 * case. A card, in a link too, shows its first six and last four
	 * digits only.
	 */
	char *value;
	size_t offset, length;	/* where it stands in the original text */
};

struct contacts {
	struct contact *list;	/* in the order of the text */
	size_t count, size;
};

/* Make an empty list. */
void contacts_init(struct contacts *);

/*
 * Add all selectors of a text, in order, none inside another. Returns 0,
 * or -1 without memory; the list then holds what was found before.
 */
int contacts_find(struct contacts *, struct plain *, struct fault *);

/* Free the list and the values in it. */
void contacts_free(struct contacts *);

/*
 * Put '*' over all digits of bank cards but the first six and the last four
 * (PCI DSS 3.4), in place: the length stays, and so do offsets into the text.
 * Must be done to every text that goes into an alert.
 */
void contacts_mask_cards(char *text, size_t length);

#endif
