/* SPDX-License-Identifier: MIT */
/* Any bytes fold and split into words that lie inside them, in order. */
#include <stdlib.h>

#include "classify/fold.h"
#include "classify/words.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct folded folded = { 0 };
	struct words words = { 0 };
	size_t last = 0;

	if (fold_text(&folded, (const char *)data, size) < 0 ||
	    words_split(&words, &folded) < 0)
		abort();
	for (size_t i = 0; i < folded.count; i++)
		if (folded.points[i].start >= folded.points[i].end ||
		    folded.points[i].end > size)
			abort();
	for (size_t i = 0; i < words.count; i++) {
		if (words.words[i].first < last || words.words[i].count == 0)
			abort();
		last = words.words[i].first + words.words[i].count;
	}
	if (last > folded.count)
		abort();
	words_free(&words);
	fold_free(&folded);
	return 0;
}
