/* SPDX-License-Identifier: MIT */
/*
 * Affix rules and a word from the same bytes: the last line is the word.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "classify/affixes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	const char *end = size > 0 ? memrchr(text, '\n', size) : NULL;
	size_t rules = end == NULL ? 0 : (size_t)(end + 1 - text);
	char stem[AFFIXES_STEM_MAX];
	struct fault f;
	struct affixes *affixes = affixes_read(text, rules, "fuzz", &f);
	size_t length;

	if (affixes == NULL)
		return 0;
	length = affixes_stem(affixes, text + rules, size - rules, stem,
	    sizeof(stem));
	if (size > rules && size - rules <= sizeof(stem) && length == 0)
		abort();	/* a stem is never empty */
	affixes_free(affixes);
	return 0;
}
