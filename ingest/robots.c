/* SPDX-License-Identifier: MIT */
#include "ingest/robots.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "wire/line.h"

#define RULES_MAX 20000

struct rule {
	bool allow;
	char *pattern;	/* normalised */
};

struct robots {
	struct rule *rules;
	size_t count;
	bool named;	/* the rules are for our name, not for "*" */
};

/* The reading of the file; a group is a row of agents and its rules. */
struct reading {
	struct robots *robots;
	const char *agent;
	bool in_rules;	/* the next agent line begins a new group */
	bool ours;	/* this group is for our name */
	bool everyones;	/* or for "*" */
};

static int
digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' :
	    tolower((unsigned char)c) - 'a' + 10;
}

/* True for what means the same escaped and not (RFC 3986, 2.3). */
static bool
is_unreserved(int c)
{
	return (c < 128 && isalnum(c)) || (c != 0 && strchr("-._~", c));
}

/*
 * Escapes made alike, so that "/%61" matches "/a" and a raw byte of UTF-8
 * its escape (RFC 9309, 2.2.2). Free it.
 */
static char *
normalise(const char *text, size_t length)
{
	static const char hex[] = "0123456789ABCDEF";
	char *result = malloc(3 * length + 1), *to = result;

	for (size_t i = 0; result != NULL && i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		bool escaped = c == '%' && i + 2 < length &&
		    isxdigit((unsigned char)text[i + 1]) &&
		    isxdigit((unsigned char)text[i + 2]);

		if (escaped) {
			c = (unsigned char)(digit(text[i + 1]) * 16 +
			    digit(text[i + 2]));
			i += 2;
		}
		if (escaped ? is_unreserved(c) : c > 0x20 && c < 0x7f) {
			*to++ = (char)c;
			continue;
		}
		*to++ = '%';
		*to++ = hex[c >> 4];
		*to++ = hex[c & 15];
	}
	if (result != NULL)
		*to = '\0';
	return result;
}

static void
forget(struct robots *robots)
{
	while (robots->count > 0)
		free(robots->rules[--robots->count].pattern);
}

/* Letters, "-" and "_" of a value are the product token (2.2.1). */
static bool
is_named(const char *agent, const char *value, size_t length)
{
	size_t token = 0;

	while (token < length && (isalpha((unsigned char)value[token]) ||
	    value[token] == '-' || value[token] == '_'))
		token++;
	return token == strlen(agent) &&
	    strncasecmp(agent, value, token) == 0;
}

static void
take_agent(struct reading *reading, const char *value, size_t length)
{
	if (reading->in_rules)
		reading->ours = reading->everyones = false;
	reading->in_rules = false;
	if (length >= 1 && value[0] == '*')
		reading->everyones = true;
	if (!is_named(reading->agent, value, length))
		return;
	reading->ours = true;
	/* From here on rules for "*" are not ours. */
	if (!reading->robots->named)
		forget(reading->robots);
	reading->robots->named = true;
}

static int
take_rule(struct reading *reading, bool allow, const char *value,
    size_t length)
{
	struct robots *robots = reading->robots;
	struct rule *grown;
	char *pattern;

	reading->in_rules = true;
	if (length == 0 || robots->count == RULES_MAX ||
	    !(reading->ours || (reading->everyones && !robots->named)))
		return 0;
	pattern = normalise(value, length);
	grown = reallocarray(robots->rules, robots->count + 1,
	    sizeof(*grown));
	if (grown != NULL)
		robots->rules = grown;
	if (grown == NULL || pattern == NULL) {
		free(pattern);
		return -1;
	}
	grown[robots->count++] = (struct rule){ allow, pattern };
	return 0;
}

static bool
is_key(const char *line, size_t length, const char *key)
{
	return length == strlen(key) && strncasecmp(line, key, length) == 0;
}

static size_t
trim(const char **text, size_t length)
{
	while (length > 0 && isspace((unsigned char)**text)) {
		(*text)++;
		length--;
	}
	while (length > 0 && isspace((unsigned char)(*text)[length - 1]))
		length--;
	return length;
}

static int
take_line(struct reading *reading, const char *line, size_t length)
{
	const char *hash = memchr(line, '#', length), *colon, *value;
	size_t key, rest;

	if (hash != NULL)
		length = (size_t)(hash - line);
	colon = memchr(line, ':', length);
	if (colon == NULL)
		return 0;
	value = colon + 1;
	rest = trim(&value, length - (size_t)(value - line));
	key = trim(&line, (size_t)(colon - line));
	if (is_key(line, key, "user-agent"))
		take_agent(reading, value, rest);
	else if (is_key(line, key, "allow"))
		return take_rule(reading, true, value, rest);
	else if (is_key(line, key, "disallow"))
		return take_rule(reading, false, value, rest);
	return 0;
}

struct robots *
robots_parse(const char *bytes, size_t length, const char *agent,
    struct fault *f)
{
	struct reading reading = {
		.robots = calloc(1, sizeof(struct robots)), .agent = agent
	};
	int bad = reading.robots == NULL;
	size_t at = line_mark(bytes, length);

	if (length > ROBOTS_BYTES_MAX)
		length = ROBOTS_BYTES_MAX;
	while (!bad && at < length) {
		size_t used = 0;

		while (at + used < length && bytes[at + used] != '\n' &&
		    bytes[at + used] != '\r')
			used++;
		bad = take_line(&reading, bytes + at, used) < 0;
		at += used + 1;
	}
	if (!bad)
		return reading.robots;
	robots_free(reading.robots);
	fault(f, "out of memory");
	return NULL;
}

/*
 * A pattern matches from the start; "*" is any row of bytes, "$" at its end
 * the end. One step back to the last "*" is enough, so it takes no more than
 * the product of both lengths.
 */
static bool
matches(const char *pattern, const char *path)
{
	const char *star = NULL, *again = NULL;

	for (;;) {
		if (*pattern == '*') {
			star = ++pattern;
			again = path;
		} else if (*pattern == '\0') {
			return true;
		} else if (*pattern == '$' && pattern[1] == '\0' &&
		    *path == '\0') {
			return true;
		} else if (*path != '\0' && *pattern == *path) {
			pattern++;
			path++;
		} else if (star != NULL && *again != '\0') {
			pattern = star;
			path = ++again;
		} else {
			return false;
		}
	}
}

bool
robots_allow(const struct robots *robots, const char *path)
{
	char *plain = normalise(path, strlen(path));
	size_t longest = 0;
	bool allow = true;

	if (plain == NULL || strcmp(plain, "/robots.txt") == 0) {
		allow = plain != NULL;
		free(plain);
		return allow;
	}
	for (size_t i = 0; i < robots->count; i++) {
		const struct rule *rule = &robots->rules[i];
		size_t length = strlen(rule->pattern);

		if (length < longest || !matches(rule->pattern, plain))
			continue;
		allow = length > longest ? rule->allow : allow || rule->allow;
		longest = length;
	}
	free(plain);
	return allow;
}

void
robots_free(struct robots *robots)
{
	if (robots == NULL)
		return;
	forget(robots);
	free(robots->rules);
	free(robots);
}
