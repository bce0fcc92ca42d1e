/* SPDX-License-Identifier: MIT */
/* Any bytes are a lexicon, or an error with a place. */
#include <stdlib.h>
#include <string.h>

#include "classify/lexicon.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char header[] =
	    "term\tcategory\tsubstance\tweight\tambiguity\tnote\n";
	struct lexicon lexicon = { 0 };
	struct fault f;
	char *bytes = malloc(sizeof(header) + size);

	if (bytes == NULL)
		abort();
	memcpy(bytes, header, sizeof(header) - 1);
	memcpy(bytes + sizeof(header) - 1, data, size);
	bytes[sizeof(header) - 1 + size] = '\0';
	if (lexicon_add(&lexicon, "fuzz.tsv", LEXICON_TERMS, 2, bytes,
	    sizeof(header) - 1 + size) == NULL)
		abort();
	if (lexicon_load(&lexicon, NULL, &f) < 0 &&
	    strncmp(f.text, "fuzz.tsv:", 9) != 0)
		abort();
	lexicon_free(&lexicon);
	return 0;
}
