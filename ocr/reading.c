/* SPDX-License-Identifier: MIT */
#include "ocr/reading.h"

#include <stdlib.h>
#include <string.h>

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

static void
free_line(struct reading_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		free(line->words[i].text);
	free(line->words);
	free(line->text);
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
