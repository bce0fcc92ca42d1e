/* SPDX-License-Identifier: MIT */
#include "ingest/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "wire/line.h"

#define ESCAPE 0x1b
#define REPLACEMENT "\xef\xbf\xbd"	/* U+FFFD */

const char *
charset_marked(const char *bytes, size_t length)
{
	if (line_mark(bytes, length) > 0)
		return "utf-8";
	if (length >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
	    memcmp(bytes, "\xfe\xff", 2) == 0))
		return "utf-16";
	/* Markup as well begins with a letter of ASCII (XML 1.0, F.1). */
	if (length >= 2 && memcmp(bytes, "<", 2) == 0)
		return "utf-16le";
	if (length >= 2 && memcmp(bytes, "\0<", 2) == 0)
		return "utf-16be";
	return NULL;
}

bool
charset_named(const char *type, char *name, size_t size)
{
	const char *from = strcasestr(type, "charset=");
	size_t length;

	if (from == NULL)
		return false;
	from += strlen("charset=");
	from += strspn(from, " \"'");
	length = strcspn(from, " ;,\"'/>");
	if (length == 0 || length >= size)
		return false;
	memcpy(name, from, length);
	name[length] = '\0';
	return true;
}

/* How many of the bytes are one of these. */
static size_t
count(const char *bytes, size_t length, const char *wanted)
{
	size_t found = 0;

	for (size_t i = 0; i < length; i++)
		found += bytes[i] != '\0' && strchr(wanted, bytes[i]) ? 1 : 0;
	return found;
}

/*
 * Of letters that follow each other. In both charsets of Cyrillic they are
 * from 0xC0 on, in Chinese two of three bytes; and a, e, i and o are a third
 * of what is written in Russian.
 */
static const char *
guess_letters(const char *bytes, size_t length)
{
	size_t high = 0, letters = 0;

	for (size_t i = 0; i < length; i++) {
		high += (unsigned char)bytes[i] >= 0x80 ? 1 : 0;
		letters += (unsigned char)bytes[i] >= 0xc0 ? 1 : 0;
	}
	if (letters * 5 < high * 4)
		return "gb18030";
	return count(bytes, length, "\xc1\xc5\xc9\xcf\xe1\xe5\xe9\xef") >
	    count(bytes, length, "\xe0\xe5\xe8\xee\xc0\xc5\xc8\xce") ?
	    "koi8-r" : "windows-1251";
}

const char *
charset_guess(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t good = 0, bad = 0, pairs = 0, step;

	if (text_utf8(bytes, length) == length)
		return "utf-8";
	for (size_t i = 0; i < length; i += step) {
		step = s[i] < 0x80 ? 1 : text_sequence(s + i, length - i);
		if (step > 1)
			good++;
		if (step > 0)
			continue;
		bad++;
		pairs += i + 1 < length && s[i + 1] >= 0x80 ? 1 : 0;
		step = 1;
	}
	return bad <= good ? "utf-8" : pairs * 2 > bad ?
	    guess_letters(bytes, length) : "windows-1252";
}

int
charset_repair(const char *bytes, size_t length, struct text *text)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t start = 0, step;

	for (size_t i = text_utf8(bytes, length); i < length; i += step) {
		step = text_sequence(s + i, length - i);
		if (step > 0)
			continue;
		text_add(text, bytes + start, i - start);
		text_add_string(text, REPLACEMENT);
		step = 1;
		start = i + 1;
	}
	return text_add(text, bytes + start, length - start);
}

int
charset_convert(const char *charset, const char *bytes, size_t length,
    struct text *text)
{
	iconv_t to_utf8 = iconv_open("UTF-8", charset);
	char *from = (char *)(uintptr_t)bytes, part[4096];
	size_t got;

	if (to_utf8 == (iconv_t)-1)
		return -1;
	while (length > 0) {
		char *to = part;
		size_t left = sizeof(part);

		got = iconv(to_utf8, &from, &length, &to, &left);
		charset_repair(part, sizeof(part) - left, text);
		if (got != (size_t)-1 || errno == E2BIG)
			continue;
		text_add_string(text, REPLACEMENT);
		from++;
		length--;
	}
	iconv_close(to_utf8);
	return text->failed ? -1 : 0;
}

/* What is meant by a name that is often given to more (Encoding, 4.2). */
static const char *
meant_by(const char *name)
{
	static const struct {
		const char *name, *meant;
	} names[] = {
		{ "gb2312", "gb18030" }, { "gbk", "gb18030" },
		{ "iso-8859-1", "windows-1252" }, { "latin1", "windows-1252" }
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcasecmp(name, names[i].name) == 0)
			return names[i].meant;
	return name;
}

/* As is said of bytes that are no UTF-8; -1: that cannot be. */
static int
convert_as_said(const char *said, const char *bytes, size_t length,
    struct text *text)
{
	if (said == NULL || said[0] == '\0' || strcasecmp(said, "utf-8") == 0)
		return -1;
	/* Each of its blanks has one. */
	if (strncasecmp(said, "utf-16", 6) == 0 &&
	    memchr(bytes, '\0', length) == NULL)
		return -1;
	return charset_convert(meant_by(said), bytes, length, text);
}

int
charset_decode(const char *bytes, size_t length, const char *first,
    const char *second, struct text *text)
{
	size_t mark = line_mark(bytes, length);
	/* ISO 2022 writes with escapes and ASCII, UTF-16 has zeros. */
	bool odd = memchr(bytes, ESCAPE, length) != NULL ||
	    memchr(bytes, '\0', length) != NULL;
	const char *charset;

	if (!odd && text_utf8(bytes, length) == length)
		return text_add(text, bytes + mark, length - mark);
	charset = charset_marked(bytes, length);
	if (charset == NULL) {
		charset = charset_guess(bytes, length);
		if ((odd || strcmp(charset, "utf-8") != 0) &&
		    (convert_as_said(first, bytes, length, text) == 0 ||
		    convert_as_said(second, bytes, length, text) == 0))
			return 0;
	}
	if (strcmp(charset, "utf-8") != 0 &&
	    charset_convert(charset, bytes, length, text) == 0)
		return 0;
	return charset_repair(bytes + mark, length - mark, text);
}
