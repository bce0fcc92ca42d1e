/* SPDX-License-Identifier: MIT */
#include "classify/excerpt.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "classify/contacts.h"

enum {
	AROUND = 48,	/* bytes shown before and after */
	CARD_MAX = 256	/* bytes that a card takes, with its spaces */
};

static bool
is_inside(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

void
excerpt_widen(const char *text, size_t length, size_t *start, size_t *end)
{
	size_t from = *start, to = *end;

	while (from > 0 && *start - from < AROUND && text[from - 1] != '\n')
		from--;
	while (from < *start && is_inside(text[from]))
		from++;
	while (to < length && to - *end < AROUND && text[to] != '\n')
		to++;
	while (to > *end && to < length && is_inside(text[to]))
		to--;
	*start = from;
	*end = to;
}

char *
excerpt_masked(const char *text, size_t length, size_t start, size_t end)
{
	size_t from = start > CARD_MAX ? start - CARD_MAX : 0;
	size_t to = length - end > CARD_MAX ? end + CARD_MAX : length;
	char *bytes = malloc(to - from + 1);

	if (bytes == NULL)
		return NULL;
	memcpy(bytes, text + from, to - from);
	contacts_mask_cards(bytes, to - from);
	memmove(bytes, bytes + (start - from), end - start);
	bytes[end - start] = '\0';
	return bytes;
}
