/* SPDX-License-Identifier: MIT */
#include "classify/masked.h"

#include <stdlib.h>
#include <string.h>

#include "classify/contacts.h"

void
masked_free(struct masked *masked)
{
	free(masked->bytes);
	free(masked->starts);
	*masked = (struct masked){ 0 };
}

/* Room for a text of so many bytes. Returns 0, or -1 without memory. */
static int
reserve(struct masked *masked, size_t length)
{
	if (masked->room - masked->length <= length) {
		size_t room = masked->room * 2 + length + 1;
		char *bytes = realloc(masked->bytes, room);

		if (bytes == NULL)
			return -1;
		masked->bytes = bytes;
		masked->room = room;
	}
	if (masked->count == masked->starts_room) {
		size_t room = masked->starts_room * 2 + 16;
		size_t *starts = reallocarray(masked->starts, room,
		    sizeof(*starts));

		if (starts == NULL)
			return -1;
		masked->starts = starts;
		masked->starts_room = room;
	}
	return 0;
}

void
masked_add(struct masked *masked, const char *text, size_t length,
    bool goes_on)
{
	if (masked->failed || reserve(masked, length) < 0) {
		masked->failed = true;
		return;
	}
	/* No card goes on over a zero byte. */
	if (goes_on && masked->length > 0)
		masked->bytes[masked->length - 1] = '\n';
	masked->starts[masked->count++] = masked->length;
	memcpy(masked->bytes + masked->length, text, length);
	masked->length += length;
	masked->bytes[masked->length++] = '\0';
}

/* Are both lines of one picture, by their names: "ocr:0/1", "ocr:0/2"? */
static bool
is_next_line(const struct carrier *carrier, const struct carrier *next)
{
	size_t medium = strcspn(carrier->name, "/") + 1;

	return carrier->kind == CARRIER_OCR && next->kind == CARRIER_OCR &&
	    strncmp(carrier->name, next->name, medium) == 0;
}

void
masked_add_post(struct masked *masked, const struct post *post)
{
	for (size_t i = 0; i < post->count; i++) {
		const struct carrier *carrier = &post->carriers[i];

		masked_add(masked, carrier->text, carrier->length, i > 0 &&
		    is_next_line(carrier - 1, carrier));
	}
}

int
masked_end(struct masked *masked)
{
	if (masked->failed)
		return -1;
	contacts_mask_cards(masked->bytes, masked->length);
	for (size_t i = 0; i < masked->count; i++)
		if (masked->starts[i] > 0)
			masked->bytes[masked->starts[i] - 1] = '\0';
	return 0;
}

const char *
masked_text(const struct masked *masked, size_t i)
{
	return masked->bytes + masked->starts[i];
}
