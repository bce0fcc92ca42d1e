/* SPDX-License-Identifier: MIT */
#include "ingest/export-repair.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD */
#define DIGITS_MAX 18		/* of an integer that surely fits 63 bits */

/* What is still to be read. */
struct rest {
	const char *at, *end;
};

static size_t
left(const struct rest *rest)
{
	return (size_t)(rest->end - rest->at);
}

/* The value of so many hexadecimal digits, or -1. */
static int
hexadecimal(const struct rest *rest, size_t offset, size_t count)
{
	char digits[5] = "";

	if (left(rest) < offset + count)
		return -1;
	memcpy(digits, rest->at + offset, count);
	if (strspn(digits, "0123456789abcdefABCDEF") != count)
		return -1;
	return (int)strtol(digits, NULL, 16);
}

static void
add_code(struct text *text, int code)
{
	char escape[8];

	if (code == 0) {
		text_add_string(text, REPLACEMENT);
		return;
	}
	snprintf(escape, sizeof(escape), "\\u%04X", (unsigned)code & 0xffff);
	text_add_string(text, escape);
}

/* \uXXXX: halves of a surrogate pair only together (RFC 8259, 7). */
static void
copy_unicode(struct rest *rest, struct text *text)
{
	int code = hexadecimal(rest, 2, 4), low;

	if (code < 0) {
		text_add_string(text, "\\\\u");
		rest->at += 2;
		return;
	}
	rest->at += 6;
	if (code < 0xd800 || code > 0xdfff) {
		add_code(text, code);
		return;
	}
	low = left(rest) > 5 && memcmp(rest->at, "\\u", 2) == 0 ?
	    hexadecimal(rest, 2, 4) : -1;
	if (code > 0xdbff || low < 0xdc00 || low > 0xdfff) {
		text_add_string(text, REPLACEMENT);
		return;
	}
	add_code(text, code);
	add_code(text, low);
	rest->at += 6;
}

static void
copy_escape(struct rest *rest, struct text *text)
{
	char next = left(rest) > 1 ? rest->at[1] : '\0';

	if (next == 'u') {
		copy_unicode(rest, text);
	} else if (next == 'x' && hexadecimal(rest, 2, 2) >= 0) {
		add_code(text, hexadecimal(rest, 2, 2));
		rest->at += 4;
	} else if (next != '\0' && strchr("\"\\/bfnrt", next) != NULL) {
		text_add(text, rest->at, 2);
		rest->at += 2;
	} else {
		text_add_string(text, "\\\\");
		rest->at++;
	}
}

/* One character inside a string that is no escape. */
static void
copy_character(struct rest *rest, struct text *text)
{
	unsigned char c = (unsigned char)*rest->at;
	size_t length;

	if (c < 0x20) {
		add_code(text, c);
		rest->at++;
		return;
	}
	length = text_sequence((const unsigned char *)rest->at, left(rest));
	if (length == 0)
		text_add_string(text, REPLACEMENT);
	else
		text_add(text, rest->at, length);
	rest->at += length == 0 ? 1 : length;
}

/* A string, from its opening quote; one that is cut short is closed. */
static void
copy_string(struct rest *rest, struct text *text)
{
	text_add(text, rest->at++, 1);
	while (rest->at < rest->end && *rest->at != '"') {
		if (*rest->at == '\\')
			copy_escape(rest, text);
		else
			copy_character(rest, text);
	}
	text_add_string(text, "\"");
	if (rest->at < rest->end)
		rest->at++;
}

/* True if a bare value is JSON, and a number that fits. */
static bool
is_value(const char *bytes, size_t length)
{
	size_t digits = 0;

	if ((length == 4 && memcmp(bytes, "true", 4) == 0) ||
	    (length == 4 && memcmp(bytes, "null", 4) == 0) ||
	    (length == 5 && memcmp(bytes, "false", 5) == 0))
		return true;
	if (length > 0 && *bytes == '-') {
		bytes++;
		length--;
	}
	while (digits < length && isdigit((unsigned char)bytes[digits]))
		digits++;
	if (digits == 0 || digits > DIGITS_MAX ||
	    (digits > 1 && bytes[0] == '0'))
		return false;
	if (digits == length)
		return true;
	/* A fraction: as long as a double prints. */
	return bytes[digits] == '.' && length - digits > 1 && length < 40 &&
	    strspn(bytes + digits + 1, "0123456789") >= length - digits - 1;
}

/*
 * A value without quotes: "video_files/sticker (2).webm". It may hold blanks
 * and commas, and ends with its line or at a closing bracket.
 */
static void
copy_bare(struct rest *rest, struct text *text)
{
	const char *start = rest->at, *end = start;
	size_t length;

	while (end < rest->end && *end != '\0' &&
	    strchr("\n}]\"", *end) == NULL)
		end++;
	length = (size_t)(end - start);
	/* On one line with more: a value of JSON ends at its comma. */
	for (size_t i = 0; i < length; i++)
		if (start[i] == ',' && is_value(start, i))
			length = i;
	while (length > 1 && strchr(" ,\r\t", start[length - 1]) != NULL)
		length--;
	rest->at += length;
	if (is_value(start, length)) {
		text_add(text, start, length);
		return;
	}
	text_add_string(text, "\"");
	for (struct rest bare = { start, start + length };
	    bare.at < bare.end; ) {
		if (*bare.at == '\\')
			copy_escape(&bare, text);
		else
			copy_character(&bare, text);
	}
	text_add_string(text, "\"");
}

int
export_repair(const char *bytes, size_t length, struct text *text)
{
	struct rest rest = { bytes, bytes + length };

	while (rest.at < rest.end && !text->failed) {
		if (*rest.at == '"') {
			copy_string(&rest, text);
		} else if (*rest.at != '\0' &&
		    strchr("{}[]:, \t\r\n", *rest.at) != NULL) {
			text_add(text, rest.at++, 1);
		} else {
			copy_bare(&rest, text);
		}
	}
	return text->failed ? -1 : 0;
}

/*
 * Spoil the name of a key of the outermost object whose value is "", so that
 * it does not hide another of the same name. bytes are sound JSON.
 */
static void
spoil_empty(char *bytes)
{
	size_t depth = 0;
	char *key = NULL;

	for (char *at = bytes; *at != '\0'; at++) {
		if (*at == '{' || *at == '[')
			depth++;
		else if (*at == '}' || *at == ']')
			depth--;
		if (*at != '"')
			continue;
		if (key != NULL && depth == 1 && at[1] == '"' &&
		    key[1] != '"')
			key[1] = '-';
		key = at++;
		while (*at != '"' && *at != '\0')
			at += *at == '\\' && at[1] != '\0' ? 2 : 1;
		if (at[strspn(at, "\" \t\r\n")] != ':')
			key = NULL;
		if (*at == '\0')
			break;
	}
}

json_t *
export_parse(const char *bytes, size_t length, json_error_t *error)
{
	struct text text = { .bytes = NULL };
	json_t *value = json_loadb(bytes, length, JSON_REJECT_DUPLICATES,
	    error);

	if (value != NULL)
		return value;
	if (export_repair(bytes, length, &text) == 0 && text.length > 0) {
		value = json_loadb(text.bytes, text.length,
		    JSON_REJECT_DUPLICATES, error);
		if (value == NULL &&
		    json_error_code(error) == json_error_duplicate_key) {
			spoil_empty(text.bytes);
			value = json_loadb(text.bytes, text.length, 0, error);
		}
	}
	text_free(&text);
	return value;
}
