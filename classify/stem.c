/* SPDX-License-Identifier: MIT */
#include "classify/stem.h"

#include <libstemmer.h>
#include <string.h>

#include "classify/affixes.h"

int
stemmers_open(struct stemmers *stemmers,
    const struct affixes *const *affixes, struct fault *f)
{
	memset(stemmers, 0, sizeof(*stemmers));
	stemmers->affixes = affixes;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
		const char *name = language_at(i)->snowball;

		if (name == NULL)
			continue;
		stemmers->snowball[i] = sb_stemmer_new(name, NULL);
		if (stemmers->snowball[i] == NULL) {
			stemmers_close(stemmers);
			return fault(f, "libstemmer has no %s", name);
		}
	}
	return 0;
}

void
stemmers_close(struct stemmers *stemmers)
{
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++)
		sb_stemmer_delete(stemmers->snowball[i]);
	memset(stemmers, 0, sizeof(*stemmers));
}

size_t
stem_word(const struct stemmers *stemmers, unsigned language, const char *word,
    size_t length, char stem[STEM_MAX])
{
	struct sb_stemmer *snowball = stemmers->snowball[language];
	const sb_symbol *got;
	size_t size;

	if (length > STEM_MAX)
		return 0;
	if (stemmers->affixes[language] != NULL)
		return affixes_stem(stemmers->affixes[language], word, length,
		    stem, STEM_MAX);
	if (snowball == NULL) {
		memcpy(stem, word, length);
		return length;
	}
	got = sb_stemmer_stem(snowball, (const sb_symbol *)word, (int)length);
	if (got == NULL)
		return 0;
	size = (size_t)sb_stemmer_length(snowball);
	/* A stem is no longer than its word but for a letter or two. */
	if (size > STEM_MAX)
		return 0;
	memcpy(stem, got, size);
	return size;
}
