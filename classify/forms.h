/* SPDX-License-Identifier: MIT */
/*
 * What a word of a text may stand for. Besides itself, in each language of
 * its script, a word may be disguised: look-alike letters of another script,
 * digits and signs for letters, letters drawn out, Russian in Latin letters.
 * Each way that leads to a word of the lexicons is a form of the word.
 */
#ifndef CLASSIFY_FORMS_H
#define CLASSIFY_FORMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "classify/cache.h"
#include "classify/index.h"
#include "classify/stem.h"

/* How a form was got from the word, the surest first. */
enum form_how {
	FORM_PLAIN,		/* as it stands */
	FORM_PART,		/* without a number before, or an article */
	FORM_LOOKALIKE,		/* letters of two scripts, made one */
	FORM_DIGIT,		/* digits or signs stand for letters */
	FORM_STRETCHED,		/* letters drawn out */
	FORM_SPELLED,		/* letters apart: п р о б а, п.р.о.б.а */
	FORM_SCRIPT,		/* all letters of another script, by looks */
	FORM_LATIN,		/* Cyrillic words in Latin letters */
	FORM_OCR		/* letters that reading machines confuse */
};

/* Folded words over this many points are no words that anybody lists. */
#define FORMS_WORD_MAX 48

struct form {
	uint32_t key;		/* of the index */
	uint8_t how;		/* enum form_how */
};

/* What a word is, apart from its forms. */
struct forms {
	const struct form *list;	/* valid until the next look-up */
	size_t count;
};

/* Which words are looked for, and what they are: see forms_marks(). */
struct forms_wanted {
	uint32_t *marks;	/* by key of the index */
	struct heads heads;	/* of the keys with marks */
	uint32_t disguised;	/* marks of any word that is in disguise */
	uint32_t enough;	/* with these, no others are looked for */
};

struct form_finder {
	const struct index *index;
	const struct stemmers *stemmers;
	/* In forms_marks(), else NULL: */
	const struct forms_wanted *wanted;
	uint32_t marks;		/* and what was found there */
	struct cache words;	/* as marks: where in the store their forms
				 * are */
	struct form *store;	/* lists, with their size before each */
	size_t used, room;
};

/*
 * Begin; the index and the stemmers must outlive the finder. Returns 0, or -1
 * without memory; it may be closed then.
 */
int forms_open(struct form_finder *, const struct index *,
    const struct stemmers *);

void forms_close(struct form_finder *);

/*
 * The forms of a folded word of count points. ocr says that it was read from
 * a picture. Returns 0, or -1 without memory.
 */
int forms_find(struct form_finder *, const uint32_t *points, size_t count,
    bool ocr, struct forms *);

/* Say that the forms of this word will be asked for soon. */
void forms_expect(const struct form_finder *, const uint32_t *points,
    size_t count, bool ocr);

/* Is a word that was got in this way in disguise, which is a sign too? */
bool form_is_disguise(enum form_how);

/* The marks of all forms of the word together. */
uint32_t forms_marks(struct form_finder *, const struct forms_wanted *,
    const uint32_t *points, size_t count, bool ocr);

/* The name of a way, for people: "look-alike letters". */
const char *form_name(enum form_how);

#endif
