/* SPDX-License-Identifier: MIT */
/* The texts and numbers in tokens of JSON: see loose-json.h. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/loose-json.h"

#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD */

/* The value of `count` hexadecimal digits, or -1. */
static int
hexadecimal(const char *at, const char *end, int count)
{
	int number = 0;

	if (end - at < count)
		return -1;
	for (int i = 0; i < count; i++) {
		const char *digits = "0123456789abcdef0123456789ABCDEF";
		const char *digit = at[i] == '\0' ? NULL :
		    strchr(digits, at[i]);

		if (digit == NULL)
			return -1;
		number = number * 16 + (int)(digit - digits) % 16;
	}
	return number;
}

static void
add_code(struct text *text, int32_t code)
{
	char utf8[4];
	size_t length;

	if (code == 0 || (code >= 0xd800 && code < 0xe000))
		code = 0xfffd;
	if (code < 0x80) {
		utf8[0] = (char)code;
		length = 1;
	} else if (code < 0x800) {
		utf8[0] = (char)(0xc0 | code >> 6);
		length = 2;
	} else if (code < 0x10000) {
		utf8[0] = (char)(0xe0 | code >> 12);
		length = 3;
	} else {
		utf8[0] = (char)(0xf0 | code >> 18);
		length = 4;
	}
	for (size_t i = 1; i < length; i++)
		utf8[i] = (char)(0x80 | (code >> 6 * (length - 1 - i) &
		    0x3f));
	text_add(text, utf8, length);
}

/* \uXXXX, or a pair of them (RFC 8259, 7). Returns the bytes used. */
static size_t
add_unicode(const char *at, const char *end, struct text *text)
{
	int32_t code = hexadecimal(at + 2, end, 4), low = -1;

	if (code < 0) {
		text_add(text, at, 2);
		return 2;
	}
	if (code >= 0xd800 && code < 0xdc00 && end - at >= 12 &&
	    at[6] == '\\' && at[7] == 'u')
		low = hexadecimal(at + 8, end, 4);
	if (low >= 0xdc00 && low < 0xe000) {
		add_code(text, 0x10000 + ((code - 0xd800) << 10) +
		    (low - 0xdc00));
		return 12;
	}
	add_code(text, code);
	return 6;
}

/* An escape, from its backslash. Returns the bytes used. */
static size_t
add_escape(const char *at, const char *end, struct text *text)
{
	static const char letters[] = "\"\\/bfnrt", values[] =
	    "\"\\/\b\f\n\r\t";
	const char *letter;
	int code;

	if (end - at < 2) {
		text_add(text, at, 1);
		return 1;
	}
	if (at[1] == 'u')
		return add_unicode(at, end, text);
	if (at[1] == 'x' && (code = hexadecimal(at + 2, end, 2)) >= 0) {
		add_code(text, code);
		return 4;
	}
	letter = at[1] == '\0' ? NULL : strchr(letters, at[1]);
	if (letter == NULL) {
		text_add(text, at, 1);
		return 1;
	}
	text_add(text, &values[letter - letters], 1);
	return 2;
}

int
loose_text(const struct loose *token, struct text *text)
{
	const char *at, *end;

	if (loose_is_empty(token) || token->kind > LOOSE_BARE)
		return text->failed ? -1 : 0;
	at = token->at;
	end = at + token->length;
	while (at < end) {
		size_t sound = text_sound(at, (size_t)(end - at));

		text_add(text, at, sound);
		at += sound;
		if (at == end)
			break;
		if (*at == '\\' && token->escaped) {
			at += add_escape(at, end, text);
			continue;
		}
		text_add_string(text, *at == '\\' ? "\\" : REPLACEMENT);
		at++;
	}
	return text->failed ? -1 : 0;
}

long long
loose_count(const struct loose *token)
{
	char digits[20] = "";

	if (token == NULL || token->kind > LOOSE_BARE ||
	    token->length == 0 || token->length >= sizeof(digits) - 1)
		return -1;
	memcpy(digits, token->at, token->length);
	if (strspn(digits, "0123456789") != token->length)
		return -1;
	return strtoll(digits, NULL, 10);
}
