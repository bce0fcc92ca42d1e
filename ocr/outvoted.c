/* SPDX-License-Identifier: MIT */
#include "ocr/outvoted.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "ocr/handle.h"

/*
 * Whether a word holds a name other than these. What has a letter before the
 * @ is an address of mail.
 */
static bool
is_outvoted(const char *word, const struct names *names)
{
	const char *name = handle_find(word);

	if (name == NULL || (name > word && isalnum((unsigned char)name[-1])))
		return false;
	for (size_t i = 0; i < names->count; i++)
		if (strcasecmp(names->items[i].text, name) == 0)
			return false;
	return true;
}

/*
 * Put the text of a line together anew, from the words that are left of it.
 */
static int
join_again(struct reading_line *line)
{
	const struct words words = { line->words, NULL, line->count };
	char *text = words_join(&words);

	if (text == NULL)
		return -1;
	free(line->text);
	line->text = text;
	return 0;
}

/*
 * Take the words out of a line that hold such names.
 */
static int
drop_words(struct reading_line *line, const struct names *names)
{
	size_t kept = 0;

	for (size_t i = 0; i < line->count; i++)
		if (is_outvoted(line->words[i].text, names))
			free(line->words[i].text);
		else
			line->words[kept++] = line->words[i];
	line->count = kept;
	return join_again(line);
}

int
outvoted_drop(struct reading *reading, size_t from,
    const struct names *names)
{
	size_t i = from;

	while (names->count > 0 && i < reading->count) {
		struct reading_line *line = &reading->lines[i];

		if (line->other && drop_words(line, names) != 0)
			return -1;
		if (line->count == 0)
			reading_drop(reading, i);
		else
			i++;
	}
	return 0;
}
