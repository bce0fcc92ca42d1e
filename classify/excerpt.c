/* SPDX-License-Identifier: MIT */
#include "classify/excerpt.h"

#include <stdbool.h>

enum {
	AROUND = 48	/* bytes shown before and after */
};

static bool
is_inside(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

void
excerpt_widen(const char *text, size_t length, size_t *start, size_t *end)
{
	size_t from = *start, to = *end;

	while (from > 0 && *start - from < AROUND && text[from - 1] != '\n')
		from--;
	while (from < *start && is_inside(text[from]))
		from++;
	while (to < length && to - *end < AROUND && text[to] != '\n')
		to++;
	while (to > *end && to < length && is_inside(text[to]))
		to--;
	*start = from;
	*end = to;
}
