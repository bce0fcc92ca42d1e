/* SPDX-License-Identifier: MIT */
#include "ingest/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Eight bytes of a text are looked at in one step, as a number (S. E. Anderson,
 * "Bit Twiddling Hacks", "Determine if a word has a byte less than n"). These
 * are the same byte eight times, and the highest bit of each.
 */
#define EIGHT(byte) ((byte) * UINT64_C(0x0101010101010101))
#define EIGHT_HIGH EIGHT(0x80)

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

void
text_reserve(struct text *text, size_t length)
{
	char *grown;

	if (length < text->size)
		return;
	grown = realloc(text->bytes, length + 1);
	if (grown == NULL)
		return;
	text->bytes = grown;
	text->size = length + 1;
	text->bytes[text->length] = '\0';
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

size_t
text_sequence(const unsigned char *s, size_t left)
{
	size_t need = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 :
	    s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;

	if (need == 0 || need > left || s[0] == '\0')
		return 0;
	for (size_t i = 1; i < need; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
	    (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	return need;
}

size_t
text_sound(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t at = 0, got;

	while (at < length) {
		/* What most texts are made of; the rest with care. */
		if (s[at] < 0x80 && s[at] != '\0' && s[at] != '\\')
			at++;
		else if (s[at] >= 0xc2 && s[at] < 0xe0 && at + 1 < length &&
		    (s[at + 1] & 0xc0) == 0x80)
			at += 2;
		else if (s[at] == '\\' ||
		    (got = text_sequence(s + at, length - at)) == 0)
			break;
		else
			at += got;
	}
	return at;
}

/* True if eight bytes are ASCII, and none of them a zero. */
static bool
is_ascii(const unsigned char *s)
{
	uint64_t eight;

	memcpy(&eight, s, sizeof(eight));
	/* A zero byte borrows, which makes its highest bit one. */
	return (((eight - EIGHT(1)) | eight) & EIGHT_HIGH) == 0;
}

/* True if eight bytes are four letters of U+0400 to U+07FF, as Cyrillic is. */
static bool
are_letters(const unsigned char *s)
{
	static const unsigned char mask[] = "\xf0\xc0\xf0\xc0\xf0\xc0\xf0\xc0";
	static const unsigned char like[] = "\xd0\x80\xd0\x80\xd0\x80\xd0\x80";
	uint64_t eight, bits, wanted;

	memcpy(&eight, s, sizeof(eight));
	memcpy(&bits, mask, sizeof(bits));
	memcpy(&wanted, like, sizeof(wanted));
	return (eight & bits) == wanted;
}

size_t
text_utf8(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t at = 0, step = 1;

	while (at < length && step > 0) {
		if (length - at >= 8 && (s[at] < 0x80 ? is_ascii(s + at) :
		    are_letters(s + at)))
			step = 8;
		else if (s[at] >= 0xc2 && s[at] < 0xe0 && at + 1 < length &&
		    (s[at + 1] & 0xc0) == 0x80)
			step = 2;
		else if (s[at] < 0x80 && s[at] != '\0')
			step = 1;
		else
			step = text_sequence(s + at, length - at);
		at += step;
	}
	return at;
}
