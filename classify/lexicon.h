/* SPDX-License-Identifier: MIT */
/*
 * The lexicons as analysts write them (lexicon.5): tab separated files, one
 * a language, and the controlled list of substances. Later folders lie over
 * earlier ones: a row with the same language, term and category replaces the
 * one before, and the weight `off` takes it away.
 */
#ifndef CLASSIFY_LEXICON_H
#define CLASSIFY_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/category.h"
#include "classify/language.h"
#include "classify/map.h"
#include "classify/table.h"
#include "wire/digest.h"
#include "wire/fault.h"

#define LEXICON_FILE_MAX ((size_t)16 * 1024 * 1024)	/* bytes of a file */
#define LEXICON_WEIGHT_MAX 5.0

struct substance {
	const char *key, *name, *class, *effect;
};

struct entry {
	const char *term;	/* as written, with its '=' and '~' */
	const char *file;	/* where it stands */
	unsigned line;
	float weight;
	int16_t substance;	/* index, or -1 */
	uint8_t category;	/* enum category */
	uint8_t ambiguity;	/* 0 clear, 1 has innocent senses, 2 is mostly
				 * innocent */
	uint8_t language;
	bool off;
	bool before_drug, after_drug;	/* means it only there, */
	bool near_drug;		/* though some words may stand between */
	bool over_comma;	/* commas may stand between its words */
};

/* A file that was looked for. */
struct lexicon_file {
	char *path;
	char *bytes;	/* NULL, or what terms and substances point into */
};

/* A file that another module reads, once; all of it the lexicon's own. */
struct lexicon_other {
	const char *path;	/* NULL: there is none */
	char *bytes;		/* may be cut in place */
	size_t length;
};

/* Is told `file:line: why` of a row that is passed over. */
typedef void lexicon_complain(const char *what);

struct lexicon {
	struct entry *entries;
	size_t count, room;
	struct slots terms[LANGUAGE_COUNT];	/* the entries of each, from 1
				 * on; empty once all are read */
	struct substance *substances;
	size_t substance_count, substance_room;
	struct map substance_keys;	/* of each, its number */
	struct lexicon_file *files;	/* in order */
	size_t file_count;
	struct lexicon_other weights;	/* the last weights.tsv */
	struct lexicon_other affixes[LANGUAGE_COUNT];
	char version[DIGEST_SIZE];	/* SHA-256 over all files read */
	lexicon_complain *complain;	/* see lexicon_load() */
	size_t bad_rows;	/* that were passed over */
};

/*
 * Read the lexicons of count folders, in order. A row with an error is a
 * failure; or, if there is one to complain to, is told and passed over.
 * Returns 0; -1 with the reason (`lexicons/ru.tsv:17: ...`) and nothing to
 * free.
 */
int lexicon_load(struct lexicon *, const char *const *folders, size_t count,
    lexicon_complain *, struct fault *);

void lexicon_free(struct lexicon *);

/*
 * Read one lexicon file from memory; path names it in messages. It and the
 * bytes, which are cut in place, must outlive the lexicon. Returns 0 or -1;
 * the lexicon stays valid either way.
 */
int lexicon_read(struct lexicon *, unsigned language, const char *path,
    char *bytes, size_t length, struct fault *);

/*
 * Take what the cells of a row say into an entry. Returns 0; -1 with the
 * reason. Used by lexicon_read().
 */
int lexicon_read_row(const struct lexicon *, struct entry *, char **cells,
    const struct table *, struct fault *);

/* The number of the substance with this key, or -1. */
int lexicon_substance(const struct lexicon *, const char *key);

#endif
