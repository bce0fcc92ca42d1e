/* SPDX-License-Identifier: MIT */
#include "ocr/amount.h"

#include <stdio.h>
#include <string.h>

#define WEIGHT_DIGITS 4		/* at most */
#define PRICE_DIGITS 3		/* at least: "24P" may be anything */

static const struct reading_as {
	const char *read, *meant;
	size_t least, most;	/* digits before it */
} signs[] = {
	{ "r", "г", 1, WEIGHT_DIGITS },
	{ "P", "₽", PRICE_DIGITS, 9 },
	{ "Р", "₽", PRICE_DIGITS, 9 },	/* Cyrillic */
};

char *
amount_guess(const char *word)
{
	size_t digits = strspn(word, "0123456789");
	char *guess;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (digits < signs[i].least || digits > signs[i].most ||
		    strcmp(word + digits, signs[i].read) != 0)
			continue;
		if (asprintf(&guess, "%.*s%s", (int)digits, word,
		    signs[i].meant) >= 0)
			return guess;
	}
	return NULL;
}
