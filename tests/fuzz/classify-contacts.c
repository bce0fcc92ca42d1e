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
	char *text = malloc(size + 1);
	size_t count;

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	contacts_init(&found);
	if (contacts_find(&found, text, size, NULL) < 0)
		abort();
	for (size_t i = 0; i < found.count; i++)
		if (found.list[i].length == 0 ||
		    found.list[i].offset + found.list[i].length > size)
			abort();
	contacts_free(&found);
	count = offers_find(text, size, offers, OFFERS_MAX);
	for (size_t i = 0; i < count; i++)
		if (offers[i].offset + offers[i].length > size ||
		    !(offers[i].amount > 0) || !(offers[i].price > 0))
			abort();
	contacts_mask_cards(text, size);
	free(text);
	return 0;
}
