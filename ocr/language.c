/* SPDX-License-Identifier: MIT */
#include "ocr/language.h"

#include <stdlib.h>
#include <string.h>

#define NAMES_MAX 24
#define NAME_MAX_LENGTH 32
#define SURE 75.0		/* mean confidence that puts a model first */

struct languages {
	char names[NAMES_MAX][NAME_MAX_LENGTH];
	size_t count;
};

static const char *const first_choice[] = { "rus", "eng" };

static int
add_name(struct languages *languages, const char *name, size_t length,
    const struct models *models, struct fault *f)
{
	char *to = languages->names[languages->count];

	if (length == 0 || length >= NAME_MAX_LENGTH)
		return fault(f, "%.*s: not the name of a model",
		    (int)(length < 40 ? length : 40), name);
	if (languages->count == NAMES_MAX)
		return fault(f, "more than %d models", NAMES_MAX);
	memcpy(to, name, length);
	if (!models_have(models, to))
		return models_missing(to, f);
	languages->count++;
	return 0;
}

/*
 * "auto": what is installed of the first choice.
 */
static int
add_installed(struct languages *languages, const struct models *models,
    struct fault *f)
{
	for (size_t i = 0; i < 2; i++)
		if (models_have(models, first_choice[i]))
			strcpy(languages->names[languages->count++],
			    first_choice[i]);
	if (languages->count == 0)
		return models_missing(first_choice[0], f);
	return 0;
}

struct languages *
languages_new(const char *names, const struct models *models, struct fault *f)
{
	struct languages *languages = calloc(1, sizeof(*languages));
	int result = 0;

	if (languages == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	if (strcmp(names, "auto") == 0)
		result = add_installed(languages, models, f);
	else
		for (bool more = true; more && result == 0;) {
			size_t length = strcspn(names, "+");

			result = add_name(languages, names, length, models, f);
			more = names[length] == '+';
			names += length + more;
		}
	if (result != 0) {
		free(languages);
		return NULL;
	}
	return languages;
}

void
languages_free(struct languages *languages)
{
	free(languages);
}

void
languages_choose(const struct languages *languages, struct choice *choice)
{
	choice->count = languages->count < CHOICE_MAX ? languages->count :
	    CHOICE_MAX;
	for (size_t i = 0; i < choice->count; i++)
		choice->names[i] = languages->names[i];
}

void
choice_note(struct choice *choice, const char *model,
    const struct attempt *attempt)
{
	size_t at = 0;

	while (at < choice->count && choice->names[at] != model)
		at++;
	if (at == choice->count || attempt->mean < SURE)
		return;
	memmove(choice->names + 1, choice->names,
	    at * sizeof(choice->names[0]));
	choice->names[0] = model;
}
