/* SPDX-License-Identifier: MIT */
#include "ingest/watch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/text.h"
#include "wire/line.h"

/* Options of a run as a whole, which no single line can have. */
static const char *const of_the_run[] = {
	"media", "contact", "rate", "connections", "parallel", "retries",
	"backoff", "max-wait", "timeout", "connect-timeout", "stall-timeout",
	"max-redirects", "max-decoded-bytes", "max-depth", "proxy", "cacert",
	"allow-private", "progress", "verbose", "help", "version", "state",
	"events", "warc", "warc-size", "watch", "every", "manifest",
	"max-media-bytes"
};

/* Cut off the next word, in place; NULL at the end of the line. */
static char *
next_word(char **rest, struct fault *f)
{
	char *from = *rest + strspn(*rest, " \t\r"), *to = from;
	char *word = from, quote = '\0';

	if (*from == '\0' || *from == '#')
		return NULL;
	for (; *from != '\0'; from++) {
		if (quote == '\0' && strchr(" \t\r", *from) != NULL)
			break;
		if (quote == '\0' && (*from == '"' || *from == '\''))
			quote = *from;
		else if (quote != '\0' && *from == quote)
			quote = '\0';
		else if (*from == '\\' && quote != '\'' && from[1] != '\0')
			*to++ = *++from;
		else
			*to++ = *from;
	}
	if (quote != '\0') {
		fault(f, "a quote that is not closed");
		return NULL;
	}
	*rest = *from == '\0' ? from : from + 1;
	*to = '\0';
	return word;
}

static void
line_close(struct watch_line *line)
{
	command_close(&line->command);
	free(line->words);
	free(line->text);
}

static int
check(const struct command *command, struct fault *f)
{
	const struct options *options = &command->options;

	if (command->source == NULL)
		return fault(f, "names no source");
	if (command->target_count == 0)
		return fault(f, "%s: names no target", command->source->name);
	for (size_t i = 0; i < options->given_count; i++)
		for (size_t j = 0; j < sizeof(of_the_run) /
		    sizeof(*of_the_run); j++)
			if (strcmp(options->given[i].entry->name,
			    of_the_run[j]) == 0)
				return fault(f, "--%s: not for a line, but "
				    "for the command line", of_the_run[j]);
	return 0;
}

/* Returns 1 if it holds a command, 0 if it is blank, -1 if it is bad. */
static int
line_parse(struct watch_line *line, const char *bytes, size_t length,
    const struct options *parent, struct fault *f)
{
	struct fault why = { "" };
	char *rest, *word;
	int count = 1;

	if (memchr(bytes, '\0', length) != NULL)
		return fault(f, "a zero byte");
	line->text = rest = strndup(bytes, length);
	/* The first word is passed over, the last is NULL, as in argv. */
	line->words = calloc(length / 2 + 3, sizeof(*line->words));
	if (line->text == NULL || line->words == NULL)
		return fault(f, "out of memory");
	line->words[0] = line->text + length;
	while ((word = next_word(&rest, &why)) != NULL) {
		if (count > WATCH_WORDS_MAX)
			return fault(f, "too many words");
		line->words[count++] = word;
	}
	if (why.text[0] != '\0')
		return fault(f, "%s", why.text);
	if (count == 1)
		return 0;
	if (command_read(&line->command, count, line->words, parent, f) < 0)
		return -1;
	return check(&line->command, f) < 0 ? -1 : 1;
}

static int
add_line(struct watch *watch, const char *bytes, size_t length,
    unsigned long number, const struct options *parent, struct fault *f)
{
	struct watch_line line = { .number = number };
	struct watch_line *grown;
	int got = line_parse(&line, bytes, length, parent, f);

	if (got == 1 && watch->count == WATCH_LINES_MAX)
		got = fault(f, "too many lines");
	if (got == 1) {
		grown = reallocarray(watch->lines, watch->count + 1,
		    sizeof(*grown));
		if (grown != NULL) {
			watch->lines = grown;
			grown[watch->count++] = line;
			return 0;
		}
		got = fault(f, "out of memory");
	}
	line_close(&line);
	return got;
}

int
watch_parse(struct watch *watch, const char *bytes, size_t length,
    const char *name, const struct options *parent, struct fault *f)
{
	size_t mark = line_mark(bytes, length);
	unsigned long number = 0;
	struct fault why = { "" };

	*watch = (struct watch){ .lines = NULL };
	bytes += mark;
	length -= mark;
	while (length > 0) {
		const char *end = memchr(bytes, '\n', length);
		size_t used = end == NULL ? length : (size_t)(end - bytes);

		if (add_line(watch, bytes, used, ++number, parent, &why) <
		    0) {
			watch_close(watch);
			return fault(f, "%s:%lu: %s", name, number, why.text);
		}
		used += end == NULL ? 0 : 1;
		bytes += used;
		length -= used;
	}
	return 0;
}

int
watch_read(struct watch *watch, const char *path,
    const struct options *parent, struct fault *f)
{
	FILE *file = fopen(path, "re");
	struct text text = { .bytes = NULL };
	char block[4096];
	size_t got;
	int result = 0;

	*watch = (struct watch){ .lines = NULL };
	if (file == NULL)
		return fault(f, "%s: %s", path, strerror(errno));
	while (text.length <= WATCH_BYTES_MAX &&
	    (got = fread(block, 1, sizeof(block), file)) > 0)
		text_add(&text, block, got);
	if (ferror(file))
		result = fault(f, "%s: %s", path, strerror(errno));
	else if (text.length > WATCH_BYTES_MAX || text.failed)
		result = fault(f, "%s: too large", path);
	fclose(file);
	if (result == 0)
		result = watch_parse(watch, text.length == 0 ? "" :
		    text.bytes, text.length, path, parent, f);
	text_free(&text);
	return result;
}

void
watch_close(struct watch *watch)
{
	for (size_t i = 0; i < watch->count; i++)
		line_close(&watch->lines[i]);
	free(watch->lines);
	*watch = (struct watch){ .lines = NULL };
}
