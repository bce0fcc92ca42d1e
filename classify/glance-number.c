/* SPDX-License-Identifier: MIT */
/* What in a token may be a sign that is no term: numbers and addresses. */
#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>

#include "classify/digits.h"
#include "classify/glance.h"

enum {
	IBAN_MIN = 15,		/* letters and digits */
	TON_SIZE = 48		/* of an address that has - and _ in it */
};

/*
 * Does an IBAN stand here, or its beginning, to the end of the token? See
 * contact_match_iban().
 */
static bool
is_iban(const char *at, size_t left)
{
	size_t run = 0;

	if (left < 3 || !isupper((unsigned char)at[0]) ||
	    !isupper((unsigned char)at[1]) || !isdigit((unsigned char)at[2]))
		return false;
	while (run < left && (isupper((unsigned char)at[run]) ||
	    isdigit((unsigned char)at[run])))
		run++;
	return run >= IBAN_MIN || run == left;
}

/* Purses that are named by words: see contact-link.c and contact-name.c. */
static bool
is_purse(const char *at, size_t left)
{
	return (left >= 4 && strncasecmp(at, "qiwi", 4) == 0) ||
	    (left >= 8 && strncasecmp(at, "yoomoney", 8) == 0);
}

/* The same in a folded word, in Cyrillic letters by the first of them. */
bool
glance_names_purse(const uint32_t *points, size_t count)
{
	static const wchar_t *const names[] = { L"кив", L"юман", L"янде",
		L"qiwi", L"yoomoney" };

	for (size_t i = 0; i < count; i++)
		for (size_t n = 0; n < sizeof(names) / sizeof(names[0]); n++) {
			size_t k = 0;

			while (names[n][k] != 0 && i + k < count &&
			    points[i + k] == (uint32_t)names[n][k])
				k++;
			if (names[n][k] == 0)
				return true;
		}
	return false;
}

void
glance_numbers(const char *text, size_t length, struct mark *mark)
{
	size_t run = 0, ton = 0, digits = 0;
	unsigned char size;

	for (size_t i = 0; i < length; i++) {
		bool alone = run == 0 && (i == 0 || text[i - 1] != '_');

		run = isalnum((unsigned char)text[i]) ? run + 1 : 0;
		ton = run > 0 || text[i] == '-' || text[i] == '_' ? ton + 1 :
		    0;
		digits += digit_at(text, length, i, &size) >= 0;
		if (run >= GLANCE_ADDRESS_MIN || ton >= TON_SIZE || (alone &&
		    is_iban(text + i, length - i)))
			mark->flags |= MARK_NUMBER | MARK_COIN;
		if (is_purse(text + i, length - i))
			mark->flags |= MARK_ACCOUNT;
	}
	if (digits > 0)
		mark->flags |= MARK_NUMBER;
	mark->digits = (digits < MARK_DIGITS_MAX ? digits :
	    MARK_DIGITS_MAX) & MARK_DIGITS_MAX;
}
