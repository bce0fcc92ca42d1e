/* SPDX-License-Identifier: MIT */
/*
 * Any bytes fold to points that stand for bytes of the text, in order, and
 * that can be written as UTF-8 and read again.
 */
#include <stdlib.h>
#include <string.h>

#include "classify/fold.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
check(const struct folded *folded, size_t size)
{
	for (size_t i = 0; i < folded->count; i++) {
		const struct folded_point *point = &folded->points[i];

		if (point->start >= point->end || point->end > size)
			abort();
		if (i > 0 && point->start < folded->points[i - 1].start)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct folded once = { 0 };
	char *text;
	size_t length = 0;

	if (fold_text(&once, (const char *)data, size) < 0)
		abort();
	check(&once, size);
	text = malloc(once.count * 4 + 1);
	if (text == NULL)
		abort();
	for (size_t i = 0; i < once.count; i++) {
		uint32_t point;
		size_t used = fold_encode(once.points[i].point, text + length);

		if (used == 0 ||
		    fold_decode(text + length, used, &point) != used ||
		    point != once.points[i].point)
			abort();
		length += used;
	}
	free(text);
	fold_free(&once);
	return 0;
}
