/* SPDX-License-Identifier: MIT */
/*
 * Which models to read a picture with. With named languages these are all
 * used. With "auto" a picture starts with the two scripts that nearly every
 * picture is in, Cyrillic and Latin; further models are asked when these
 * fail on a line that looks like writing, and stay with the picture when
 * they read it.
 */
#ifndef OCR_LANGUAGE_H
#define OCR_LANGUAGE_H

#include "ocr/attempt.h"
#include "ocr/model.h"

#define CHOICE_MAX 6	/* models; each costs the time of a reading */

struct languages;

struct choice {			/* models for one picture, best first */
	const char *names[CHOICE_MAX];
	size_t count;
};

/*
 * Returns NULL and a reason when a named model is not installed, or none is, or
 * more than CHOICE_MAX are named. The caller frees them.
 */
struct languages *languages_new(const char *names,
    const struct models *models, struct fault *f);

void languages_free(struct languages *languages);

/*
 * The models that reading a picture starts with. The names live as long as
 * the languages.
 */
void languages_choose(const struct languages *languages,
    struct choice *choice);

enum script {
	SCRIPT_LATIN,
	SCRIPT_CYRILLIC,
	SCRIPT_ARABIC,
	SCRIPT_DEVANAGARI
};

struct further {		/* a model that may be asked in addition */
	char name[16];
	enum script script;
};

/*
 * Whether a model may be asked that was not named: with "auto", if it is
 * installed.
 */
bool languages_may_widen(const struct languages *languages, const char *name);

/*
 * The further models, in the order in which they are worth asking: none
 * where the models were named. The list lives as long as the languages.
 */
size_t languages_further(const struct languages *languages,
    const struct further **list);

/*
 * Whether the model may read a place better: what was read there so far is
 * doubtful, and of a like script where it is not doubtful altogether.
 */
bool further_may_help(const struct further *further,
    const struct attempts *place);

/*
 * Whether the last attempt at a place, by the model, is better than all
 * before and shows letters that only such a model reads.
 */
bool further_helped(const struct further *further,
    const struct attempts *place);

/*
 * Whether an attempt by the model has letters that such a model is asked for;
 * one without is no opinion on the place.
 */
bool further_saw(const struct further *further,
    const struct attempt *attempt);

/*
 * Whether a model is in the choice.
 */
bool choice_has(const struct choice *choice, const char *name);

/*
 * Put a model first.
 */
void choice_add(struct choice *choice, const char *name);

/*
 * Learn from an attempt: the model that was sure is asked first from now on.
 */
void choice_note(struct choice *choice, const char *model,
    const struct attempt *attempt);

#endif
