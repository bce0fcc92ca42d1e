/* SPDX-License-Identifier: MIT */
#include "ingest/json-writer.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define BLOCK 32	/* bytes that are looked at in one go */

/* The comma before a value, where one belongs. */
static void
separate(struct text *text)
{
	char last = text->length == 0 ? '{' : text->bytes[text->length - 1];

	if (last != '{' && last != '[' && last != ':')
		text_add(text, ",", 1);
}

void
writer_open(struct text *text, char bracket)
{
	separate(text);
	text_add(text, &bracket, 1);
}

void
writer_close(struct text *text, char bracket)
{
	text_add(text, &bracket, 1);
}

void
writer_key(struct text *text, const char *key)
{
	separate(text);
	text_add(text, "\"", 1);
	text_add_string(text, key);
	text_add(text, "\":", 2);
}

/* A byte that may not stand in a string as it is (RFC 8259, 7). */
static void
add_escape(struct text *text, unsigned char c)
{
	static const char letters[] = "btnvfr";	/* U+0008 to U+000D */
	char escape[8];

	if (c == '"' || c == '\\')
		snprintf(escape, sizeof(escape), "\\%c", c);
	else if (c >= 8 && c <= 13 && c != 11)
		snprintf(escape, sizeof(escape), "\\%c", letters[c - 8]);
	else
		snprintf(escape, sizeof(escape), "\\u%04X", c);
	text_add_string(text, escape);
}

/* True if none of so many bytes is escaped: compilers test them at once. */
static bool
is_plain(const char bytes[BLOCK])
{
	const unsigned char *s = (const unsigned char *)bytes;
	unsigned char escaped = 0;

	for (size_t i = 0; i < BLOCK; i++)
		escaped |= (unsigned char)((s[i] < 0x20) | (s[i] == '"') |
		    (s[i] == '\\'));
	return escaped == 0;
}

void
writer_string(struct text *text, const char *bytes, size_t length)
{
	size_t start = 0;

	separate(text);
	text_add(text, "\"", 1);
	for (size_t i = 0; i < length; i++) {
		unsigned char c;

		while (length - i >= BLOCK && is_plain(bytes + i))
			i += BLOCK;
		if (i == length)
			break;
		c = (unsigned char)bytes[i];
		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		text_add(text, bytes + start, i - start);
		add_escape(text, c);
		start = i + 1;
	}
	text_add(text, bytes + start, length - start);
	text_add(text, "\"", 1);
}

void
writer_number(struct text *text, long long number)
{
	char digits[24];

	separate(text);
	snprintf(digits, sizeof(digits), "%lld", number);
	text_add_string(text, digits);
}

void
writer_json(struct text *text, const char *bytes, size_t length)
{
	separate(text);
	text_add(text, bytes, length);
}

void
writer_pair(struct text *text, const char *key, const char *string)
{
	if (string == NULL || string[0] == '\0')
		return;
	writer_key(text, key);
	writer_string(text, string, strlen(string));
}
