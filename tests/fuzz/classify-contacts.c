/* SPDX-License-Identifier: MIT */
/* Selectors and masking: any bytes, each place inside the text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "classify/contacts.h"
#include "classify/offers.h"

enum {
	OFFERS_MAX = 200
};

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct offer offers[OFFERS_MAX];
	struct contacts found;
	struct plain plain;
	char *text = malloc(size + 1);
	size_t count;

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	contacts_init(&found);
	if (plain_open(&plain, text, size) < 0 ||
	    contacts_find(&found, &plain, NULL) < 0)
		abort();
	for (size_t i = 0; i < found.count; i++)
		if (found.list[i].length == 0 ||
		    found.list[i].offset + found.list[i].length > size)
			abort();
	contacts_free(&found);
	count = offers_find(plain.text, plain.length, offers, OFFERS_MAX);
	for (size_t i = 0; i < count; i++) {
		plain_span(&plain, &offers[i].offset, &offers[i].length);
		if (offers[i].offset + offers[i].length > size ||
		    !(offers[i].amount > 0) || !(offers[i].price > 0))
			abort();
	}
	plain_close(&plain);
	contacts_mask_cards(text, size);
	free(text);
	return 0;
}
