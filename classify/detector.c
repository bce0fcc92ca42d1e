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
	const struct lexicon_file *file = lexicon_last(&detector->lexicon,
	    LEXICON_AFFIXES, language);

	if (file == NULL)
		return 0;
	detector->affixes[language] = affixes_read(file->bytes, file->length,
	    file->path, f);
	return detector->affixes[language] != NULL ? 0 : -1;
}

static int
read_weights(struct detector *detector, struct fault *f)
{
	const struct lexicon_file *file = lexicon_last(&detector->lexicon,
	    LEXICON_WEIGHTS, 0);

	if (file == NULL)
		return fault(f, "no weights.tsv in the folders of lexicons");
	return weights_read(&detector->weights, file->path, file->bytes,
	    file->length, f);
}

/* Read the terms and make them ready. Returns 0; -1 with the reason. */
static int
build(struct detector *detector, lexicon_complain *complain, struct fault *f)
{
	struct stemmers stemmers;
	int status;

	if (lexicon_load(&detector->lexicon, complain, f) < 0 ||
	    detector_stemmers(detector, &stemmers, f) < 0)
		return -1;
	status = index_build(&detector->index, &detector->lexicon, &stemmers,
	    f);
	stemmers_close(&stemmers);
	return status;
}

static int
open_all(struct detector *detector, const char *const *folders, size_t count,
    lexicon_complain *complain, struct fault *f)
{
	if (lexicon_open(&detector->lexicon, folders, count, f) < 0 ||
	    read_weights(detector, f) < 0)
		return -1;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++)
		if (read_affixes(detector, i, f) < 0)
			return -1;
	/* Rows with errors are told, so that all must be read. */
	if (complain != NULL)
		return build(detector, complain, f);
	if (compiled_find(&detector->compiled, &detector->lexicon,
	    &detector->index))
		return 0;
	if (build(detector, NULL, f) < 0)
		return -1;
	compiled_keep(&detector->lexicon, &detector->index);
	return 0;
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
	if (open_all(detector, folders, count, complain, f) < 0) {
		detector_close(detector);
		return NULL;
	}
	lexicon_settle(&detector->lexicon);
	return detector;
}

void
detector_close(struct detector *detector)
{
	if (detector == NULL)
		return;
	compiled_close(&detector->compiled, &detector->lexicon,
	    &detector->index);
	index_free(&detector->index);
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++)
		affixes_free(detector->affixes[i]);
	lexicon_free(&detector->lexicon);
	free(detector);
}
