/* SPDX-License-Identifier: MIT */
#include "ocr/reading.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool
reading_says(const struct reading *reading, size_t from, const char *text)
{
	for (size_t i = from; i < reading->count; i++)
		if (strcmp(reading->lines[i].text, text) == 0)
			return true;
	return false;
}

int
reading_append(struct reading *to, struct reading *from)
{
	struct reading_line *grown;

	if (from->count == 0)
		return 0;
	grown = realloc(to->lines,
	    (to->count + from->count) * sizeof(*grown));
	if (grown == NULL)
		return -1;
	to->lines = grown;
	memcpy(to->lines + to->count, from->lines,
	    from->count * sizeof(*grown));
	to->count += from->count;
	from->count = 0;
	return 0;
}

int
reading_add_guess(struct reading *reading, const char *text,
    struct box box, double angle, double confidence)
{
	struct reading_word *word = calloc(1, sizeof(*word));
	struct reading_line *grown = realloc(reading->lines,
	    (reading->count + 1) * sizeof(*grown));
	char *line = strdup(text);

	if (grown != NULL)
		reading->lines = grown;
	if (word != NULL)
		word->text = strdup(text);
	if (grown == NULL || word == NULL || line == NULL ||
	    word->text == NULL) {
		if (word != NULL)
			free(word->text);
		free(word);
		free(line);
		return -1;
	}
	word->box = box;
	word->confidence = fmin(confidence, READING_SURE - 1);
	grown[reading->count++] = (struct reading_line){ .text = line,
	    .confidence = word->confidence, .box = box, .angle = angle,
	    .other = true, .words = word, .count = 1 };
	return 0;
}

static int
from_top(const void *a, const void *b)
{
	const struct reading_line *left = a, *right = b;
	int order = left->box.y - right->box.y;

	if (left->box.y == right->box.y)
		order = left->box.x - right->box.x;
	return order != 0 ? order : (int)left->other - (int)right->other;
}

void
reading_order(struct reading *reading)
{
	if (reading->count > 0)
		qsort(reading->lines, reading->count, sizeof(*reading->lines),
		    from_top);
}

void
reading_fit(struct reading *reading, int width, int height)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct reading_line *line = &reading->lines[i];

		line->box = box_within(line->count > 0 ?
		    &line->words[0].box : &line->box, width, height);
		for (size_t j = 0; j < line->count; j++) {
			struct box *box = &line->words[j].box;

			*box = box_within(box, width, height);
			line->box = box_around(&line->box, box);
		}
	}
}

static void
free_line(struct reading_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		free(line->words[i].text);
	free(line->words);
	free(line->text);
}

void
reading_drop(struct reading *reading, size_t line)
{
	free_line(&reading->lines[line]);
	reading->count--;
	memmove(reading->lines + line, reading->lines + line + 1,
	    (reading->count - line) * sizeof(*reading->lines));
}

void
reading_free(struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++)
		free_line(&reading->lines[i]);
	free(reading->lines);
	free(reading->letters);
	memset(reading, 0, sizeof(*reading));
}
