/* SPDX-License-Identifier: MIT */
#include "ocr/reading.h"

#include <stdlib.h>
#include <string.h>

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
