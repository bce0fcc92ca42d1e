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
#define LEXICON_FILES_MAX UINT16_MAX

struct substance {
	const char *key, *name, *class, *effect;
};

struct entry {
	uint32_t term;		/* where it stands in the terms; see
				 * lexicon_term() */
	uint32_t line;
	float weight;
	uint16_t file;		/* its number; see lexicon_path() */
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

/* What a file of a lexicon says. */
enum lexicon_kind {
	LEXICON_SUBSTANCES,	/* substances.tsv */
	LEXICON_TERMS,		/* ru.tsv */
	LEXICON_AFFIXES,	/* kk.affixes */
	LEXICON_WEIGHTS		/* weights.tsv */
};

/* A file that was looked for. */
struct lexicon_file {
	char *path;
	char *bytes;		/* cut in place; substances point into theirs.
				 * NULL: there is no such file, or no need any
				 * more */
	size_t length;
	enum lexicon_kind kind;
	uint8_t language;	/* of terms and affixes */
};

/* Is told `file:line: why` of a row that is passed over. */
typedef void lexicon_complain(const char *what);

struct lexicon {
	struct entry *entries;
	size_t count, room;
	char *terms;		/* as written, with '=' and '~', each with a
				 * zero at its end */
	size_t terms_size, terms_room;
	struct slots places[LANGUAGE_COUNT];	/* the entries of each, from 1
				 * on; empty once it is settled */
	struct substance *substances;
	size_t substance_count, substance_room;
	struct map substance_keys;	/* of each, its number */
	struct lexicon_file *files;	/* in order */
	size_t file_count;
	char version[DIGEST_SIZE];	/* SHA-256 over all files read */
	lexicon_complain *complain;	/* see lexicon_load() */
	size_t bad_rows;	/* that were passed over */
};

/*
 * Read the files in count folders, in order: their bytes and their version,
 * and of what is in them the substances. Returns 0; -1 with the reason and
 * nothing to free.
 */
int lexicon_open(struct lexicon *, const char *const *folders, size_t count,
    struct fault *);

/*
 * Read the terms in them. A row with an error is a failure; or, if there is
 * one to complain to, is told and passed over. Returns 0; -1 with the reason
 * (`lexicons/ru.tsv:17: ...`), and the lexicon is still to be freed.
 */
int lexicon_load(struct lexicon *, lexicon_complain *, struct fault *);

/*
 * Free what nobody needs once all is read: the bytes of all files but those of
 * substances.
 */
void lexicon_settle(struct lexicon *);

/* The last file of a kind, which is the one that counts; NULL without one. */
const struct lexicon_file *lexicon_last(const struct lexicon *,
    enum lexicon_kind, unsigned language);

void lexicon_free(struct lexicon *);

/*
 * Add a file, with bytes from malloc() that are the lexicon's from now on, and
 * of which the one at length may be written too; or NULL. Returns it, valid
 * until the next; NULL without memory, and the bytes are freed.
 */
struct lexicon_file *lexicon_add(struct lexicon *, const char *path,
    enum lexicon_kind, unsigned language, char *bytes, size_t length);

/* The term of an entry as written. */
static inline const char *
lexicon_term(const struct lexicon *lexicon, const struct entry *entry)
{
	return lexicon->terms + entry->term;
}

/* The path of the file that an entry stands in. */
static inline const char *
lexicon_path(const struct lexicon *lexicon, const struct entry *entry)
{
	return lexicon->files[entry->file].path;
}

/*
 * Take what the cells of a row say into an entry, but for its term. Returns 0;
 * -1 with the reason. Used by lexicon_load().
 */
int lexicon_read_row(const struct lexicon *, struct entry *, char **cells,
    const struct table *, struct fault *);

/* The number of the substance with this key, or -1. */
int lexicon_substance(const struct lexicon *, const char *key);

#endif
