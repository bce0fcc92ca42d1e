/* SPDX-License-Identifier: MIT */
#include "ingest/options.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/clock.h"
#include "ingest/source.h"

const struct option_entry general_options[] = {
	{ "media", OPTION_TEXT, "DIR", "media", "keep photos in this folder" },
	{ "max-media-bytes", OPTION_BYTES, "SIZE", "32M",
	    "largest photo or file that is kept" },
	{ "state", OPTION_TEXT, "FILE", NULL,
	    "remember here what was seen; give each post once" },
	{ "recheck", OPTION_COUNT, "N", "1",
	    "pages looked at again for edits and deletions" },
	{ "manifest", OPTION_TEXT, "FILE", NULL,
	    "add a chain of digests over the records to this file" },
	{ "watch", OPTION_TEXT, "FILE", NULL,
	    "read what this list names, a source and its targets a line" },
	{ "every", OPTION_SPAN, "SPAN", NULL,
	    "begin anew after so long, until SIGTERM" },
	{ "events", OPTION_TEXT, "FILE|FD", NULL,
	    "add here how the reading of each target ended" },
	{ "warc", OPTION_TEXT, "DIR", NULL,
	    "keep requests and responses as evidence, in WARC files" },
	{ "warc-size", OPTION_BYTES, "SIZE", "1G",
	    "begin another WARC file after so much" },
	{ "contact", OPTION_TEXT, "TEXT", NULL,
	    "how to reach you, for the User-Agent: a mail address or URL" },
	{ "rate", OPTION_RATE, "N/SPAN", NULL,
	    "requests to each host, \"1/s\"; else each source's own" },
	{ "connections", OPTION_NUMBER, "N", "8", "at once to each host" },
	{ "parallel", OPTION_NUMBER, "N", "64", "at once to all hosts" },
	{ "retries", OPTION_COUNT, "N", "3", "tries after the first" },
	{ "backoff", OPTION_SPAN, "SPAN", "2s",
	    "before the second try; doubled each time" },
	{ "max-wait", OPTION_SPAN, "SPAN", "5m",
	    "longest that a server may ask us to wait" },
	{ "timeout", OPTION_SPAN, "SPAN", "60s", "for each request" },
	{ "connect-timeout", OPTION_SPAN, "SPAN", "15s", "to connect" },
	{ "stall-timeout", OPTION_SPAN, "SPAN", "20s",
	    "without anything coming in" },
	{ "max-redirects", OPTION_COUNT, "N", "8", "of a request" },
	{ "max-page-bytes", OPTION_BYTES, "SIZE", "8M",
	    "largest page, as received" },
	{ "max-decoded-bytes", OPTION_BYTES, "SIZE", "64M",
	    "largest page or photo, decompressed" },
	{ "max-depth", OPTION_NUMBER, "N", "256", "deepest nesting of HTML" },
	{ "max-media", OPTION_COUNT, "N", "50", "photos fetched of a post" },
	{ "no-media", OPTION_FLAG, NULL, NULL, "fetch no photos" },
	{ "proxy", OPTION_TEXT, "URL", NULL,
	    "such as socks5h://127.0.0.1:9050; needed for .onion" },
	{ "cacert", OPTION_TEXT, "FILE", NULL,
	    "trust these authorities, in PEM, instead of the system's" },
	{ "allow-private", OPTION_FLAG, NULL, NULL,
	    "let fetched content lead to private addresses" },
	{ "ignore-robots", OPTION_FLAG, NULL, NULL,
	    "read pages that robots.txt asks robots not to" },
	{ "progress", OPTION_WORD, "auto|always|never", "auto",
	    "progress and summary" },
	{ "verbose", OPTION_FLAG, NULL, NULL, "say more of what is done" },
	{ "help", OPTION_FLAG, NULL, NULL, "print this and exit" },
	{ "version", OPTION_FLAG, NULL, NULL, "print the version and exit" },
	{ .name = NULL }
};

#define LARGEST 0x1p53	/* of whole numbers that a double holds */

/*
 * Read a number with a unit from a row of letters; -1 if it is none, or too
 * large to be meant.
 */
static double
with_unit(const char *text, const char *letters, const double *factors)
{
	char *end;
	double number = strtod(text, &end);
	const char *letter;

	if (end == text || strspn(text, "0123456789.") != (size_t)(end - text))
		return -1;
	if (*end != '\0') {
		letter = strchr(letters, *end);
		if (letter == NULL || end[1] != '\0')
			return -1;
		number *= factors[letter - letters];
	}
	return number >= 0 && number <= LARGEST ? number : -1;
}

static double
read_span(const char *text)
{
	static const double seconds[] = { 1, 60, 3600, 86400, 7 * 86400 };

	return with_unit(text, "smhdw", seconds);
}

static double
read_bytes(const char *text)
{
	static const double factors[] = { 1024, 1048576, 1073741824 };

	return with_unit(text, "KMG", factors);
}

/* "1/s" or "300/5m": so many in that time; a bare number is a second's. */
static double
read_rate(const char *text)
{
	const char *slash = strchr(text, '/');
	char *end;
	double count = strtod(text, &end), span = 1;

	if (end == text || count <= 0 || !isfinite(count))
		return -1;
	if (slash == NULL)
		return *end == '\0' ? count : -1;
	if (end != slash)
		return -1;
	if (strspn(slash + 1, "0123456789") > 0)
		span = read_span(slash + 1);
	else if (strlen(slash + 1) == 1) {
		char one[3] = { '1', slash[1], '\0' };
		span = read_span(one);
	} else
		return -1;
	return span > 0 ? count / span : -1;
}

time_t
option_read_time(const char *text)
{
	static const char *const formats[] = {
		"%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S",
		"%Y-%m-%dT%H:%MZ", "%Y-%m-%d"
	};
	double ago;

	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		struct tm tm = { .tm_mday = 1 };
		const char *end = strptime(text, formats[i], &tm);

		if (end != NULL && *end == '\0')
			return timegm(&tm);
	}
	ago = read_span(text);
	return ago < 0 ? -1 : time(NULL) - (time_t)ago;
}

/* True if it is one of the words, which have '|' between them. */
static bool
is_word(const char *value, const char *words)
{
	size_t length = strlen(value), word;

	for (; words != NULL; words = words[word] == '|' ? words + word + 1 :
	    NULL) {
		word = strcspn(words, "|");
		if (word == length && strncmp(words, value, word) == 0)
			return true;
	}
	return false;
}

/* Nine digits at most: that fits an int. */
static bool
is_count(const char *text)
{
	return text[0] != '\0' && strlen(text) < 10 &&
	    strspn(text, "0123456789") == strlen(text);
}

/* Of a source that has pages, which it can read again. */
static bool
has_pages(const char *name)
{
	const struct source *source = source_find(name);

	return source != NULL && source->parse != NULL;
}

/* One still to come is a slip; it may be tomorrow already elsewhere. */
static bool
is_past(const char *value)
{
	time_t when = option_read_time(value);

	return when >= 0 && when <= time(NULL) + 86400;
}

static bool
is_good(const struct option_entry *entry, const char *value)
{
	long seconds;

	switch (entry->kind) {
	case OPTION_FLAG:
		return true;
	case OPTION_TEXT:	/* "" is a variable that was not set */
		return value[0] != '\0';
	case OPTION_WORD:
		return is_word(value, entry->argument);
	case OPTION_SOURCE:
		return has_pages(value);
	case OPTION_COUNT:
		return is_count(value);
	case OPTION_NUMBER:
		return is_count(value) && strspn(value, "0") != strlen(value);
	case OPTION_BYTES:
		return read_bytes(value) >= 0;
	case OPTION_SPAN:
		return read_span(value) > 0;
	case OPTION_RATE:
		return read_rate(value) > 0;
	case OPTION_TIME:
		return is_past(value);
	case OPTION_ZONE:
		return clock_zone(value, &seconds) == 0;
	}
	return false;
}

/* Say what the option takes, where its kind alone does not say it. */
static int
refuse(const struct option_entry *entry, const char *value, struct fault *f)
{
	static const char *const examples[] = {
		[OPTION_SOURCE] = "telegram", [OPTION_COUNT] = "0 or 20",
		[OPTION_NUMBER] = "20", [OPTION_BYTES] = "8M",
		[OPTION_SPAN] = "15m", [OPTION_RATE] = "300/5m",
		[OPTION_TIME] = "2026-01-31 or 7d", [OPTION_ZONE] = "+05:00"
	};

	if (entry->kind == OPTION_WORD)
		return fault(f, "--%s: %s: none of %s", entry->name, value,
		    entry->argument);
	if (entry->kind == OPTION_TEXT)
		return fault(f, "--%s: empty", entry->name);
	return fault(f, "--%s: %s: not a good %s, such as %s", entry->name,
	    value, entry->argument, examples[entry->kind]);
}

int
options_set(struct options *options, const struct option_entry *entry,
    const char *value, struct fault *f)
{
	size_t i = 0;
	char *copy;

	if (!is_good(entry, value))
		return refuse(entry, value, f);
	while (i < options->given_count && options->given[i].entry != entry)
		i++;
	if (i == OPTIONS_MAX)
		return fault(f, "--%s: too many options", entry->name);
	if ((copy = strdup(value)) == NULL)
		return fault(f, "out of memory");
	if (i == options->given_count)
		options->given_count++;
	else
		free(options->given[i].value);
	options->given[i].entry = entry;
	options->given[i].value = copy;
	return 0;
}

static const struct option_entry *
find_in(const struct option_entry *entries, const char *name)
{
	for (; entries != NULL && entries->name != NULL; entries++)
		if (strcmp(entries->name, name) == 0)
			return entries;
	return NULL;
}

const struct option_entry *
options_find(const struct options *options, const char *name)
{
	const struct option_entry *entry = find_in(options->entries, name);

	return entry != NULL ? entry : find_in(general_options, name);
}

void
options_close(struct options *options)
{
	for (size_t i = 0; i < options->given_count; i++)
		free(options->given[i].value);
	options->given_count = 0;
}

static const char *
given(const struct options *options, const char *name)
{
	for (; options != NULL; options = options->parent)
		for (size_t i = 0; i < options->given_count; i++)
			if (strcmp(options->given[i].entry->name, name) == 0)
				return options->given[i].value;
	return NULL;
}

bool
option_given(const struct options *options, const char *name)
{
	return given(options, name) != NULL;
}

const char *
option_text(const struct options *options, const char *name)
{
	const char *value = given(options, name);
	const struct option_entry *entry;

	if (value != NULL)
		return value;
	entry = options_find(options, name);
	return entry == NULL ? NULL : entry->usual;
}

long long
option_count(const struct options *options, const char *name)
{
	const char *value = option_text(options, name);

	return value == NULL ? 0 : strtoll(value, NULL, 10);
}

size_t
option_bytes(const struct options *options, const char *name)
{
	const char *value = option_text(options, name);

	return value == NULL ? 0 : (size_t)read_bytes(value);
}

double
option_span(const struct options *options, const char *name)
{
	const char *value = option_text(options, name);

	return value == NULL ? 0 : read_span(value);
}

double
option_rate(const struct options *options, const char *name)
{
	const char *value = option_text(options, name);

	return value == NULL ? 0 : read_rate(value);
}

time_t
option_time(const struct options *options, const char *name)
{
	const char *value = option_text(options, name);

	return value == NULL ? 0 : option_read_time(value);
}

void
options_print(const struct option_entry *entries, FILE *out)
{
	for (; entries != NULL && entries->name != NULL; entries++) {
		int width = fprintf(out, "  --%s%s%s", entries->name,
		    entries->argument != NULL ? " " : "",
		    entries->argument != NULL ? entries->argument : "");

		fprintf(out, "%*s%s", width < 28 ? 28 - width : 1, "",
		    entries->help);
		if (entries->usual != NULL)
			fprintf(out, " (%s)", entries->usual);
		fputc('\n', out);
	}
}
