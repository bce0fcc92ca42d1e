/* SPDX-License-Identifier: MIT */
#include "classify/detector.h"

#include <stdlib.h>

int
detector_stemmers(const struct detector *detector, struct stemmers *stemmers,
    struct fault *f)
{
	return stemmers_open(stemmers,
	    (const struct affixes *const *)detector->affixes, f);
}

static int
read_affixes(struct detector *detector, unsigned language, struct fault *f)
{
	const struct lexicon_other *file =
	    &detector->lexicon.affixes[language];

	if (file->path == NULL)
		return 0;
	detector->affixes[language] = affixes_read(file->bytes, file->length,
	    file->path, f);
	return detector->affixes[language] != NULL ? 0 : -1;
}

static int
read_weights(struct detector *detector, struct fault *f)
{
	const struct lexicon_other *file = &detector->lexicon.weights;

	if (file->path == NULL)
		return fault(f, "no weights.tsv in the folders of lexicons");
	return weights_read(&detector->weights, file->path, file->bytes,
	    file->length, f);
}

static int
build(struct detector *detector, const char *const *folders, size_t count,
    lexicon_complain *complain, struct fault *f)
{
	struct stemmers stemmers;
	int status;

	if (lexicon_load(&detector->lexicon, folders, count, complain, f) < 0 ||
	    read_weights(detector, f) < 0)
		return -1;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++)
		if (read_affixes(detector, i, f) < 0)
			return -1;
	if (detector_stemmers(detector, &stemmers, f) < 0)
		return -1;
	status = index_build(&detector->index, &detector->lexicon, &stemmers,
	    f);
	stemmers_close(&stemmers);
	return status;
}

struct detector *
detector_open(const char *const *folders, size_t count,
    lexicon_complain *complain, struct fault *f)
{
	struct detector *detector = calloc(1, sizeof(*detector));

	if (detector == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	if (build(detector, folders, count, complain, f) < 0) {
		detector_close(detector);
		return NULL;
	}
	return detector;
}

void
detector_close(struct detector *detector)
{
	if (detector == NULL)
		return;
	index_free(&detector->index);
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++)
		affixes_free(detector->affixes[i]);
	lexicon_free(&detector->lexicon);
	free(detector);
}
