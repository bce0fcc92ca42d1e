/* SPDX-License-Identifier: MIT */
#include "ingest/text.h"

#include <stdlib.h>
#include <string.h>

int
text_add(struct text *text, const void *bytes, size_t length)
{
	if (text->failed)
		return -1;
	if (text->length + length + 1 > text->size) {
		size_t size = (text->length + length + 1) * 2;
		char *grown = realloc(text->bytes, size);

		if (grown == NULL) {
			text->failed = 1;
			return -1;
		}
		text->bytes = grown;
		text->size = size;
	}
	if (length > 0)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
	return 0;
}

int
text_add_string(struct text *text, const char *string)
{
	return string == NULL ? 0 : text_add(text, string, strlen(string));
}

void
text_clear(struct text *text)
{
	text->length = 0;
	if (text->bytes != NULL)
		text->bytes[0] = '\0';
}

void
text_free(struct text *text)
{
	free(text->bytes);
	*text = (struct text){ .bytes = NULL };
}
