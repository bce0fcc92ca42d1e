/* SPDX-License-Identifier: MIT */
#include "ingest/html-entities.h"

#include <libxml/HTMLparser.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define NAME_SIZE 12		/* "thetasym" is the longest, and a zero */
#define REPLACEMENT 0xfffd

static bool
is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z');
}

/* Write a character as UTF-8; returns where it ends. */
static char *
put(char *to, unsigned long c)
{
	if (c < 0x80) {
		*to++ = (char)c;
	} else if (c < 0x800) {
		*to++ = (char)(0xc0 | c >> 6);
		*to++ = (char)(0x80 | (c & 0x3f));
	} else if (c < 0x10000) {
		*to++ = (char)(0xe0 | c >> 12);
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
		*to++ = (char)(0x80 | (c & 0x3f));
	} else {
		*to++ = (char)(0xf0 | c >> 18);
		*to++ = (char)(0x80 | (c >> 12 & 0x3f));
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
		*to++ = (char)(0x80 | (c & 0x3f));
	}
	return to;
}

/* 128 to 159 mean what they are in windows-1252 (HTML, 13.2.5.80). */
static unsigned long
character(unsigned long number)
{
	static const unsigned short windows[32] = {
		0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
		0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f,
		0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
		0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178
	};

	if (number >= 128 && number < 160)
		return windows[number - 128];
	return number == 0 || number > 0x10ffff ||
	    (number >= 0xd800 && number < 0xe000) ? REPLACEMENT : number;
}

/* &#1234; or &#x12ab; at `from`. Returns what it is, 0 if it is none. */
static unsigned long
read_number(const char *from, const char **end)
{
	bool hex = from[2] == 'x' || from[2] == 'X';
	const char *digits = from + (hex ? 3 : 2);
	unsigned long number;
	char *after;

	/* strtoul() would take a sign or blanks as well. */
	if (!is_alphanumeric(*digits))
		return 0;
	number = strtoul(digits, &after, hex ? 16 : 10);
	if (after == digits)
		return 0;
	*end = after + (*after == ';' ? 1 : 0);
	return character(number);
}

static unsigned long
look_up(const char *name)
{
	static const struct {
		const char *name;
		char c;
	} common[] = {
		{ "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }
	};
	const htmlEntityDesc *entity;

	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (strcmp(name, common[i].name) == 0)
			return (unsigned char)common[i].c;
	entity = htmlEntityLookup((const unsigned char *)name);
	return entity == NULL ? 0 : entity->value;
}

/* &name; at `from`, and the old ones also without the semicolon. */
static unsigned long
read_name(const char *from, bool in_attribute, const char **end)
{
	char name[NAME_SIZE];
	size_t length = 0;
	unsigned long c;

	while (is_alphanumeric(from[1 + length]))
		length++;
	if (length == 0 || length >= sizeof(name))
		return 0;
	memcpy(name, from + 1, length);
	name[length] = '\0';
	c = look_up(name);
	*end = from + 1 + length;
	if (**end == ';')
		(*end)++;
	else if (c >= 256 || (in_attribute && **end == '='))
		c = 0;
	return c;
}

void
html_unescape(char *text, const char *end, bool in_attribute)
{
	const char *from = memchr(text, '&', (size_t)(end - text)), *after;
	char *to = text;

	if (from == NULL)
		return;
	for (to += from - text; from < end; ) {
		unsigned long c = *from != '&' ? 0 : from[1] == '#' ?
		    read_number(from, &after) :
		    read_name(from, in_attribute, &after);

		if (c == 0) {
			*to++ = *from++;
			continue;
		}
		to = put(to, c);
		from = after;
	}
	*to = '\0';
}
