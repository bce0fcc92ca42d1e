/* SPDX-License-Identifier: MIT */
/*
 * Names and amounts in what Tesseract read: lines of any bytes. A mended name
 * is no longer than it was and ends as names end; a vote says nothing where
 * there is none, and never more than fits.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/amount.h"
#include "ocr/handle.h"
#include "ocr/script.h"
#include "ocr/vote.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_mend(const char *text)
{
	char *name = strdup(text);
	size_t length;

	if (name == NULL)
		return;
	handle_mend(name);
	length = strlen(name);
	if (length > strlen(text) || (name[0] == '@' && length > 1 &&
	    name[1] != '+' && !isalnum((unsigned char)name[length - 1])))
		abort();
	free(name);
}

static void
check_line(const char *line)
{
	const char *found = handle_find(line);
	char *guess = handle_guess(line);

	if (found != NULL && (found < line || found >= line + strlen(line)))
		abort();
	if (guess != NULL && strcmp(guess, line) == 0)
		abort();
	free(amount_guess(line));
	script_of(line);
	script_is_handle(line);
	check_mend(found != NULL ? found : line);
	free(guess);
}

static int
put_word(struct words *words, const char *text)
{
	struct reading_word *items = realloc(words->items,
	    (words->count + 1) * sizeof(*items));
	int *line, x = (int)words->count * 60;

	if (items == NULL)
		return -1;
	words->items = items;
	line = realloc(words->line, (words->count + 1) * sizeof(*line));
	if (line == NULL)
		return -1;
	words->line = line;
	line[words->count] = 0;
	items[words->count] = (struct reading_word){ strdup(text), 50,
	    { x, 10, 40, 30 } };
	return items[words->count].text == NULL ? -1 : (int)words->count++;
}

/* Join words on a crop that has a bar all along its foot. */
static void
check_join(char *line)
{
	PIX *crop = pixCreate(200, 60, 8);
	BOX *bar = boxCreate(0, 36, 200, 4);
	struct words words = { 0 };
	char *rest = NULL;

	if (crop != NULL && bar != NULL) {
		pixSetAllArbitrary(crop, 255);
		pixSetInRectArbitrary(crop, bar, 0);
		for (char *word = strtok_r(line, " ", &rest); word != NULL;
		    word = strtok_r(NULL, " ", &rest))
			if (put_word(&words, word) < 0)
				break;
		handle_join(&words, crop);
	}
	words_free(&words);
	boxDestroy(&bar);
	pixDestroy(&crop);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), *rest = NULL, out[VOTE_LENGTH];
	struct votes votes = { .count = 0 };
	double weight = 1;

	if (text == NULL)
		return 0;
	if (size > 0)
		memcpy(text, data, size);
	text[size] = '\0';
	for (char *line = strtok_r(text, "\n", &rest); line != NULL;
	    line = strtok_r(NULL, "\n", &rest)) {
		check_line(line);
		votes_add(&votes, line, strlen(line), weight);
		weight = weight < 0.1 ? 1 : weight * 0.7;
		check_join(line);
	}
	votes_count(&votes, out);
	if (strlen(out) >= sizeof(out) || (votes.count == 0 && out[0] != '\0'))
		abort();
	free(text);
	return 0;
}
