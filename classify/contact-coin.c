/* SPDX-License-Identifier: MIT */
/*
 * Addresses by their shape: of money, only those whose checksum holds, and of
 * onions and Session where they stand alone.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "classify/address.h"
#include "classify/contact.h"

typedef bool address_check(const char *, size_t);

bool
contact_is_session(const char *text, size_t length)
{
	if (length != 66 || text[0] != '0' || text[1] != '5')
		return false;
	for (size_t i = 0; i < length; i++)
		if (!isxdigit((unsigned char)text[i]))
			return false;
	return true;
}

static const struct coin {
	const char *type;
	address_check *check;
} coins[] = {
	{ "bitcoin", address_is_bitcoin },
	{ "litecoin", address_is_litecoin },
	{ "ethereum", address_is_ethereum },
	{ "tron", address_is_tron },
	{ "monero", address_is_monero },
	{ "ton", address_is_ton },
	{ "onion", address_is_onion },
	{ "session", contact_is_session },
};

#define ONION_MAX 64	/* 56 letters and ".onion" */
#define SHORTEST 25	/* a Bitcoin address of base58 */

static bool
is_address_byte(char c)
{
	return is_word_byte(c) || c == '-';
}

/* The address of an onion without its end, which is given one. */
static size_t
take_onion(struct scan *scan, struct contact *contact, size_t length)
{
	char value[ONION_MAX];

	snprintf(value, sizeof(value), "%.*s.onion", (int)length,
	    scan->text + scan->at);
	contact_lower(value, strlen(value));
	return contact_take_value(scan, contact, "onion", strdup(value),
	    scan->at, length, length);
}

/*
 * One address has one form: bech32 (BIP 173) and hexadecimal digits, which
 * may be in capitals as well, are written in small letters.
 */
static size_t
take_address(struct scan *scan, struct contact *contact, const char *type,
    size_t length)
{
	static const char *const caseless[] = { "bc1", "ltc1", "0x", "05" };
	const char *text = scan->text + scan->at;

	if (strcmp(type, "onion") == 0)
		return take_onion(scan, contact, length);
	for (size_t i = 0; i < sizeof(caseless) / sizeof(*caseless); i++)
		if (strncasecmp(text, caseless[i], strlen(caseless[i])) == 0)
			return contact_take_lower(scan, contact, type,
			    scan->at, length, length);
	return contact_take(scan, contact, type, scan->at, length, length);
}

size_t
contact_match_coin(struct scan *scan, struct contact *contact)
{
	const char *text = scan->text + scan->at;
	size_t length = 0, plain = 0;

	if (scan->run == 0 || (scan->run < SHORTEST &&
	    scan_byte(scan, scan->at + scan->run) != '-'))
		return 0;
	while (length <= ADDRESS_MAX &&
	    is_address_byte(scan_byte(scan, scan->at + length))) {
		if (plain == length && isalnum((unsigned char)text[length]))
			plain++;
		length++;
	}
	if (length < SHORTEST)
		return 0;
	for (size_t i = 0; i < sizeof(coins) / sizeof(coins[0]); i++) {
		/* Only TON writes '-' and '_'; elsewhere they end it. */
		size_t size = strcmp(coins[i].type, "ton") == 0 ? length :
		    plain;

		if (coins[i].check(text, size))
			return take_address(scan, contact, coins[i].type,
			    size);
	}
	return 0;
}

/*
 * Lengths of the IBAN by country (the SWIFT registry of IBAN formats), for
 * the countries whose banks our adverts may name.
 */
static const struct iban {
	char country[3];
	unsigned char length;
} ibans[] = {
	{ "AD", 24 }, { "AE", 23 }, { "AL", 28 }, { "AT", 20 }, { "AZ", 28 },
	{ "BA", 20 }, { "BE", 16 }, { "BG", 22 }, { "BH", 22 }, { "BR", 29 },
	{ "BY", 28 }, { "CH", 21 }, { "CR", 22 }, { "DO", 28 }, { "GI", 23 },
	{ "GT", 28 }, { "IR", 26 }, { "IS", 26 }, { "LY", 25 }, { "MN", 20 },
	{ "MR", 27 }, { "OM", 23 }, { "PS", 29 }, { "SD", 18 }, { "SM", 27 },
	{ "SV", 28 }, { "XK", 20 },
	{ "CY", 28 }, { "CZ", 24 }, { "DE", 22 }, { "DK", 18 }, { "EE", 20 },
	{ "EG", 29 }, { "ES", 24 }, { "FI", 18 }, { "FR", 27 }, { "GB", 22 },
	{ "GE", 22 }, { "GR", 27 }, { "HR", 21 }, { "HU", 28 }, { "IE", 22 },
	{ "IL", 23 }, { "IQ", 23 }, { "IT", 27 }, { "JO", 30 }, { "KW", 30 },
	{ "KZ", 20 }, { "LB", 28 }, { "LI", 21 }, { "LT", 20 }, { "LU", 20 },
	{ "LV", 21 }, { "MC", 27 }, { "MD", 24 }, { "ME", 22 }, { "MK", 19 },
	{ "MT", 31 }, { "NL", 18 }, { "NO", 15 }, { "PK", 24 }, { "PL", 28 },
	{ "PT", 25 }, { "QA", 29 }, { "RO", 24 }, { "RS", 22 }, { "RU", 33 },
	{ "SA", 24 }, { "SE", 24 }, { "SI", 19 }, { "SK", 24 }, { "TN", 24 },
	{ "TR", 26 }, { "UA", 29 },
};

#define IBAN_MAX 34	/* ISO 13616 */

static size_t
iban_length(const char *text)
{
	for (size_t i = 0; i < sizeof(ibans) / sizeof(ibans[0]); i++)
		if (strncasecmp(text, ibans[i].country, 2) == 0)
			return ibans[i].length;
	return 0;
}

/* The check of ISO 7064, mod 97-10, over the IBAN moved round by four. */
static bool
iban_holds(const char *iban, size_t length)
{
	unsigned rest = 0;

	for (size_t i = 0; i < length; i++) {
		char c = iban[(i + 4) % length];

		if (isdigit((unsigned char)c))
			rest = (rest * 10 + (unsigned)(c - '0')) % 97;
		else
			rest = (rest * 100 + (unsigned)(c - 'A') + 10) % 97;
	}
	return rest == 1;
}

size_t
contact_match_iban(struct scan *scan, struct contact *contact)
{
	char iban[IBAN_MAX + 1];
	size_t wanted, length = 0, at = scan->at;

	if (!isalpha((unsigned char)scan->text[at]) ||
	    scan->length - at < 15 ||
	    !isdigit((unsigned char)scan_byte(scan, at + 2)))
		return 0;
	wanted = iban_length(scan->text + at);
	/* Written in one piece or in groups with a space between. */
	while (length < wanted && at < scan->length) {
		char c = scan->text[at];

		if (c == ' ' && length > 0) {
			at++;
			continue;
		}
		if (!isalnum((unsigned char)c))
			return 0;
		iban[length++] = (char)toupper((unsigned char)c);
		at++;
	}
	iban[length] = '\0';
	if (length == 0 || length < wanted || !iban_holds(iban, length) ||
	    is_word_byte(scan_byte(scan, at)))
		return 0;
	return contact_take_value(scan, contact, "iban", strdup(iban), scan->at,
	    at - scan->at, at - scan->at);
}
