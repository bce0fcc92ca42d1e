/* SPDX-License-Identifier: MIT */
#include "ingest/vcard.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "ingest/text.h"

/* Is this the property of a line of vCard: "FN:", "TEL;...:", "item1.TEL:"? */
static bool
is_property(const char *line, size_t length, const char *name)
{
	const char *dot = memchr(line, '.', length);
	size_t size = strlen(name);

	if (dot != NULL) {
		length -= (size_t)(dot + 1 - line);
		line = dot + 1;
	}
	return length >= size && strncasecmp(line, name, size) == 0 &&
	    (length == size || line[size] == ';');
}

char *
vcard_words(const char *bytes, size_t length)
{
	struct text words = { .bytes = NULL };
	const char *end = bytes + length;

	text_add(&words, "", 0);
	while (bytes < end) {
		const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));
		const char *colon, *next = stop == NULL ? end : stop + 1;

		stop = stop == NULL ? end : stop;
		stop -= stop > bytes && stop[-1] == '\r' ? 1 : 0;
		colon = memchr(bytes, ':', (size_t)(stop - bytes));
		if (colon != NULL && (is_property(bytes,
		    (size_t)(colon - bytes), "FN") || is_property(bytes,
		    (size_t)(colon - bytes), "TEL"))) {
			text_add_string(&words, words.length > 0 ? " " : "");
			text_add(&words, colon + 1,
			    (size_t)(stop - colon - 1));
		}
		bytes = next;
	}
	if (!words.failed)
		return words.bytes;
	text_free(&words);
	return NULL;
}
