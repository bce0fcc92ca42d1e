/* SPDX-License-Identifier: MIT */
#include "ocr/language.h"

#include <stdlib.h>
#include <string.h>

#include "ocr/script.h"

#define NEAR 50.0		/* mean confidence of the right script */
#define STRANGE 72.0		/* that a model of a rare script must reach */
#define STRANGE_ODDS 0.5	/* of a line that those are tried on */
#define STRANGE_LETTERS 4	/* of its script that such a model must see */
#define MIN_ODDS (-0.5)		/* of a line that further models are tried on */
/*
 * The Russian model is sure of its reading even where it drops the tails of
 * letters that Russian has not, so a model that shows such may be less sure.
 */
#define RUSSIAN_LEAD 6.0
#define SURE 75.0		/* mean confidence that puts a model first */
/*
 * The English model is as sure where it drops marks: only what is surer than
 * that has none.
 */
#define PLAIN 97.0

struct languages {
	char names[CHOICE_MAX][MODEL_NAME_SIZE];
	size_t count;
	const struct models *models;
	bool widens;		/* "auto": further models may be asked */
	struct further further[MODELS_MAX];
	size_t further_count;
};

static const char *const first_choice[] = { "rus", "eng" };

static const struct further all_further[] = {
	{ "kaz", SCRIPT_CYRILLIC },
	{ "ukr", SCRIPT_CYRILLIC },
	{ "tgk", SCRIPT_CYRILLIC },
	{ "uzb_cyrl", SCRIPT_CYRILLIC },
	{ "kir", SCRIPT_CYRILLIC },
	{ "bel", SCRIPT_CYRILLIC },
	{ "ara", SCRIPT_ARABIC },
	{ "fas", SCRIPT_ARABIC },
	{ "urd", SCRIPT_ARABIC },
	{ "hin", SCRIPT_DEVANAGARI },
	{ "fra", SCRIPT_LATIN },
	{ "deu", SCRIPT_LATIN },
	{ "tur", SCRIPT_LATIN },
	{ "spa", SCRIPT_LATIN },
	{ "uzb", SCRIPT_LATIN },
};

static int
add_name(struct languages *languages, const char *name, size_t length,
    const struct models *models, struct fault *f)
{
	char *to;

	if (length == 0 || length >= MODEL_NAME_SIZE)
		return fault(f, "--languages: \"%.*s\" is not the name of "
		    "a model", (int)(length < 40 ? length : 40), name);
	if (length == 4 && memcmp(name, "auto", length) == 0)
		return fault(f, "--languages: auto goes without others");
	if (languages->count == CHOICE_MAX)
		return fault(f, "--languages: more than %d models",
		    CHOICE_MAX);
	to = languages->names[languages->count];
	memcpy(to, name, length);
	if (!models_have(models, to))
		return models_missing(to, f);
	languages->count++;
	return 0;
}

/*
 * "auto": what is installed of the first choice, and of the further models.
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
	languages->widens = true;
	for (size_t i = 0; i < sizeof(all_further) / sizeof(all_further[0]);
	    i++)
		if (models_have(models, all_further[i].name))
			languages->further[languages->further_count++] =
			    all_further[i];
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
	languages->models = models;
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
	choice->count = languages->count;
	for (size_t i = 0; i < choice->count; i++)
		choice->names[i] = languages->names[i];
}

bool
languages_may_widen(const struct languages *languages, const char *name)
{
	return languages->widens && models_have(languages->models, name);
}

size_t
languages_further(const struct languages *languages,
    const struct further **list)
{
	*list = languages->further;
	return languages->further_count;
}

/*
 * Count the characters of all words of an attempt.
 */
static struct script_count
script_of_attempt(const struct attempt *attempt)
{
	struct script_count sum = { 0 };

	for (size_t i = 0; i < attempt->words.count; i++) {
		struct script_count n = script_of(
		    attempt->words.items[i].text);

		sum.letters += n.letters;
		sum.latin += n.latin;
		sum.latin_marked += n.latin_marked;
		sum.cyrillic += n.cyrillic;
		sum.special += n.special;
		sum.arabic += n.arabic;
		sum.devanagari += n.devanagari;
	}
	return sum;
}

static const struct attempt *
best_of(const struct attempts *place, size_t count)
{
	const struct attempt *best = NULL;

	for (size_t i = 0; i < count; i++)
		if (best == NULL || place->items[i].mean > best->mean)
			best = &place->items[i];
	return best;
}

/* Whether there is a name or link, whose letters are those of English. */
static bool
has_name(const struct attempt *attempt)
{
	for (size_t i = 0; i < attempt->words.count; i++)
		if (script_is_handle(attempt->words.items[i].text))
			return true;
	return false;
}

bool
further_may_help(const struct further *further, const struct attempts *place)
{
	const struct attempt *best = best_of(place, place->count);
	struct script_count n;

	if (best == NULL)
		return false;
	if (place->line->score < MIN_ODDS)
		return false;
	n = script_of_attempt(best);
	if (further->script == SCRIPT_CYRILLIC)
		return n.cyrillic > 2 && n.cyrillic * 2 > n.letters &&
		    best->mean > NEAR;
	if (further->script == SCRIPT_LATIN)
		return n.latin > 3 && n.latin * 2 > n.letters &&
		    best->mean > NEAR && best->mean < PLAIN &&
		    !has_name(best);
	return best->mean < NEAR && place->line->score > STRANGE_ODDS;
}

bool
further_saw(const struct further *further, const struct attempt *attempt)
{
	struct script_count n = script_of_attempt(attempt);

	if (further->script == SCRIPT_ARABIC)
		return n.arabic >= STRANGE_LETTERS;
	if (further->script == SCRIPT_DEVANAGARI)
		return n.devanagari >= STRANGE_LETTERS;
	return true;
}

bool
further_helped(const struct further *further, const struct attempts *place)
{
	const struct attempt *last = &place->items[place->count - 1];
	const struct attempt *best = best_of(place, place->count - 1);
	struct script_count n = script_of_attempt(last);

	if (further->script == SCRIPT_CYRILLIC)
		return n.special > 0 && last->mean > NEAR &&
		    (best == NULL || last->mean > best->mean - RUSSIAN_LEAD);
	if (best != NULL && last->mean < best->mean + 3)
		return false;
	switch (further->script) {
	case SCRIPT_ARABIC:
	case SCRIPT_DEVANAGARI:
		return further_saw(further, last) && last->mean > STRANGE;
	default:
		return n.latin_marked > 0 && last->mean > NEAR;
	}
}

bool
choice_has(const struct choice *choice, const char *name)
{
	for (size_t i = 0; i < choice->count; i++)
		if (strcmp(choice->names[i], name) == 0)
			return true;
	return false;
}

void
choice_add(struct choice *choice, const char *name)
{
	if (choice->count == CHOICE_MAX)
		choice->count--;
	memmove(choice->names + 1, choice->names,
	    choice->count * sizeof(choice->names[0]));
	choice->names[0] = name;
	choice->count++;
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
