/* SPDX-License-Identifier: MIT */
/* Bank cards: found as selectors, and masked wherever they stand. */
#include <ctype.h>
#include <string.h>

#include "classify/contact.h"
#include "classify/digits.h"

#define SHOWN_FIRST 6	/* digits that may be shown (PCI DSS 3.4) */
#define SHOWN_LAST 4
#define WORD_MAX 64	/* bytes of a word before a card, or behind */

/*
 * Issuers by their first digits, and the length of their numbers (ISO/IEC
 * 7812 registry, as published by the schemes).
 */
static const struct issuer {
	unsigned from, to;	/* of the first four digits */
	unsigned char fewest, most;
} issuers[] = {
	{ 2200, 2204, 16, 19 },	/* Mir */
	{ 2221, 2720, 16, 16 },	/* Mastercard */
	{ 3400, 3499, 15, 15 },	/* American Express */
	{ 3528, 3589, 16, 16 },	/* JCB */
	{ 3700, 3799, 15, 15 },	/* American Express */
	{ 4000, 4999, 16, 16 },	/* Visa */
	{ 5000, 5999, 16, 16 },	/* Mastercard, Maestro */
	{ 6000, 6999, 16, 19 },	/* UnionPay, RuPay, Maestro, Shetab */
	{ 8600, 8600, 16, 16 },	/* Uzcard */
	{ 9112, 9112, 16, 16 },	/* Elcart */
	{ 9860, 9860, 16, 16 },	/* Humo */
	{ 9792, 9792, 16, 16 },	/* Troy */
};

/* The Luhn check (ISO/IEC 7812-1, annex B). */
static bool
luhn_holds(const char *digits, size_t count)
{
	unsigned sum = 0;

	for (size_t i = 0; i < count; i++) {
		unsigned digit = (unsigned)(digits[count - 1 - i] - '0');

		if (i % 2 == 1)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return sum % 10 == 0;
}

/* Does another group begin behind the first n digits, or nothing? */
static bool
ends_group(const struct digits *number, size_t n)
{
	return n == number->count ||
	    number->group[n] != number->group[n - 1];
}

/* Whether the first n digits stand as those of a card do: "4 1 1 1", too. */
static bool
is_grouped(const struct digits *number, size_t n)
{
	return number->group[n - 1] <= 4 || number->group[n - 1] == n - 1;
}

/*
 * Whether they do so where any sign may stand between the groups: in fours,
 * or as American Express has them, and no column of prices.
 */
static bool
is_grouped_evenly(const struct digits *number, size_t n)
{
	bool round = number->group[n - 1] > 0;

	if (number->group[n - 1] == n - 1)
		return true;
	for (size_t i = 1; i <= n; i++) {
		if (!ends_group(number, i))
			continue;
		if (i != n && (n == 15 ? i != 4 && i != 10 : i % 4 != 0))
			return false;
		round = round && i > 1 && number->value[i - 1] == '0' &&
		    strchr("05", number->value[i - 2]) != NULL;
	}
	return !round;
}

/* The issuer of cards that begin so, or NULL. */
static const struct issuer *
issuer_of(const struct digits *number)
{
	unsigned first = 0;

	for (size_t i = 0; i < 4; i++)
		first = first * 10 + (unsigned)(number->value[i] - '0');
	for (size_t i = 0; i < sizeof(issuers) / sizeof(issuers[0]); i++)
		if (first >= issuers[i].from && first <= issuers[i].to)
			return &issuers[i];
	return NULL;
}

/*
 * How many of the number's first digits are a bank card: whole groups of it
 * that are shaped as those of one. Returns 0 if there is none.
 */
static size_t
card_digits(const struct digits *number,
    bool (*is_shaped)(const struct digits *, size_t))
{
	const struct issuer *issuer = number->count < 15 ? NULL :
	    issuer_of(number);

	for (size_t n = issuer == NULL ? 0 : issuer->most;
	    issuer != NULL && n >= issuer->fewest; n--)
		if (n <= number->count && ends_group(number, n) &&
		    is_shaped(number, n) && luhn_holds(number->value, n))
			return n;
	return 0;
}

/*
 * Whether a card may start at a place: not inside a name that has digits
 * before it, nor, undivided, behind the point of a decimal.
 */
static bool
stands_free(const char *text, size_t at, bool divided)
{
	size_t back = 0;

	if (!divided && at > 1 && text[at - 1] == '.' &&
	    isdigit((unsigned char)text[at - 2]))
		return false;
	while (back < at && is_word_byte(text[at - back - 1])) {
		back++;
		if (back > WORD_MAX ||
		    isdigit((unsigned char)text[at - back]))
			return false;
	}
	return true;
}

/* Digests and identifiers go on with letters and digits behind it. */
static bool
ends_free(const char *text, size_t length, size_t end)
{
	for (size_t i = 0; end + i < length && is_word_byte(text[end + i]);
	    i++)
		if (i == WORD_MAX || isdigit((unsigned char)text[end + i]))
			return false;
	return true;
}

/* Is what was read a card, where it stands? Returns its digits, or 0. */
static size_t
card_in(const char *text, size_t length, const struct digits *number,
    bool (*is_shaped)(const struct digits *, size_t))
{
	size_t card = card_digits(number, is_shaped);
	size_t last = card - 1;

	if (card == 0 || !stands_free(text, number->place[0],
	    number->group[last] > 0) || !ends_free(text, length,
	    number->place[last] + number->size[last]))
		return 0;
	return card;
}

/* Read the card at a digit. Returns how many digits it has, or 0. */
static size_t
card_at(const char *text, size_t length, size_t at, struct digits *number)
{
	size_t card;

	digits_read(text, length, at, number);
	card = card_in(text, length, number, is_grouped);
	if (card > 0 || (number->count >= 4 && issuer_of(number) == NULL))
		return card;
	digits_read_loose(text, length, at, number);
	return card_in(text, length, number, is_grouped_evenly);
}

void
contacts_mask_cards(char *text, size_t length)
{
	/* By the bytes of the digit, so that offsets stay right. */
	static const char *const masks[] = { "", "*", "\xc3\x97",
		"\xef\xbc\x8a", "\xc3\x97\xc3\x97" };
	struct digits number;
	unsigned char size;
	size_t at = 0;

	while (at < length) {
		size_t card;

		if (digit_at(text, length, at, &size) < 0) {
			at++;
			continue;
		}
		card = card_at(text, length, at, &number);
		for (size_t i = SHOWN_FIRST; i + SHOWN_LAST < card; i++)
			memcpy(text + number.place[i], masks[number.size[i]],
			    number.size[i]);
		if (card > 0) {
			at = number.place[card - 1] + number.size[card - 1];
			continue;
		}
		/* The next group may start one. */
		while (digit_at(text, length, at, &size) >= 0)
			at += size;
	}
}

size_t
contact_match_card(struct scan *scan, struct contact *contact)
{
	size_t at = scan->at, card, end;
	char value[DIGITS_MAX + 1];
	struct digits number;
	unsigned char size;

	/* A word may stand right before it: "card4111…". */
	while (at < scan->at + scan->run &&
	    !isdigit((unsigned char)scan->text[at]))
		at++;
	if (digit_at(scan->text, scan->length, at, &size) < 0)
		return 0;
	card = card_at(scan->text, scan->length, at, &number);
	if (card == 0)
		return 0;
	end = number.place[card - 1] + number.size[card - 1];
	memcpy(value, number.value, card);
	memset(value + SHOWN_FIRST, '*', card - SHOWN_FIRST - SHOWN_LAST);
	value[card] = '\0';
	return contact_take_value(scan, contact, "card", strdup(value), at,
	    end - at, end - scan->at);
}
