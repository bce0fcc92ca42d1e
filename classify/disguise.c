/* SPDX-License-Identifier: MIT */
#include "classify/disguise.h"

#include <string.h>
#include <wchar.h>

#include "classify/language.h"

struct lookalike {
	uint32_t point;
	uint32_t latin, cyrillic;	/* 0 where there is none */
};

static const struct lookalike lookalikes[] = {
#include "classify/lookalikes.h"
};

/* Digits and signs, and the letters that they are written for. */
static const struct {
	uint32_t sign;
	wchar_t cyrillic[2], latin[2];	/* by choice */
} signs[] = {
	{ '0', L"оо", L"oo" }, { '1', L"ил", L"il" }, { '3', L"зе", L"ee" },
	{ '4', L"ча", L"aa" }, { '5', L"сс", L"ss" }, { '6', L"бб", L"gb" },
	{ '7', L"тг", L"tt" }, { '8', L"вв", L"bb" }, { '9', L"яя", L"gg" },
	{ '@', L"аа", L"aa" }, { '$', L"сс", L"ss" }
};

/* Russian in Latin letters, the longest first. */
static const struct {
	const char *latin;
	wchar_t cyrillic[3];
} spellings[] = {
	{ "shch", L"щ" }, { "sch", L"щ" }, { "zh", L"ж" }, { "kh", L"х" },
	{ "ts", L"ц" }, { "tz", L"ц" }, { "ch", L"ч" }, { "sh", L"ш" },
	{ "ya", L"я" }, { "ja", L"я" }, { "yu", L"ю" }, { "ju", L"ю" },
	{ "yo", L"е" }, { "jo", L"е" }, { "ye", L"е" }, { "ph", L"ф" },
	{ "ck", L"к" }, { "iy", L"ий" }, { "a", L"а" }, { "b", L"б" },
	{ "c", L"к" }, { "d", L"д" }, { "e", L"е" }, { "f", L"ф" },
	{ "g", L"г" }, { "h", L"х" }, { "i", L"и" }, { "j", L"й" },
	{ "k", L"к" }, { "l", L"л" }, { "m", L"м" }, { "n", L"н" },
	{ "o", L"о" }, { "p", L"п" }, { "q", L"к" }, { "r", L"р" },
	{ "s", L"с" }, { "t", L"т" }, { "u", L"у" }, { "v", L"в" },
	{ "w", L"в" }, { "x", L"кс" }, { "y", L"ы" }, { "z", L"з" },
	{ "'", L"ь" }
};

static const struct lookalike *
find_lookalike(uint32_t point)
{
	size_t low = 0, high = sizeof(lookalikes) / sizeof(lookalikes[0]);

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (lookalikes[middle].point == point)
			return &lookalikes[middle];
		if (lookalikes[middle].point < point)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static unsigned
scripts_in(const uint32_t *word, size_t count)
{
	unsigned scripts = 0;

	for (size_t i = 0; i < count; i++)
		scripts |= script_of(word[i]);
	return scripts;
}

bool
disguise_is_mixed(const uint32_t *word, size_t count)
{
	unsigned scripts = scripts_in(word, count);

	return (scripts & SCRIPT_LATIN) != 0 &&
	    (scripts & SCRIPT_CYRILLIC) != 0;
}

/* The letter of this script that the point is or looks like; 0 if none. */
static uint32_t
letter_in(uint32_t point, enum script wanted)
{
	const struct lookalike *like;

	if (script_of(point) == wanted || script_of(point) == SCRIPT_DIGIT)
		return point;
	like = find_lookalike(point);
	if (like == NULL)
		return 0;
	return wanted == SCRIPT_LATIN ? like->latin : like->cyrillic;
}

/* All letters in one script, by looks. */
static size_t
in_script(const uint32_t *word, size_t count, enum script wanted,
    uint32_t *out)
{
	bool changed = false;

	for (size_t i = 0; i < count; i++) {
		out[i] = letter_in(word[i], wanted);
		if (out[i] == 0)
			return 0;
		changed |= out[i] != word[i];
	}
	return changed ? count : 0;
}

/* A word in letters of two scripts, or of a script made for its looks. */
static size_t
undo_mixed(const uint32_t *word, size_t count, unsigned choice, uint32_t *out)
{
	unsigned scripts = scripts_in(word, count) & ~(unsigned)SCRIPT_DIGIT;

	if ((scripts & (scripts - 1)) == 0 && scripts != SCRIPT_OTHER)
		return 0;
	return in_script(word, count, choice == 0 ? SCRIPT_CYRILLIC :
	    SCRIPT_LATIN, out);
}

/* A word wholly in letters of the other script. */
static size_t
undo_script(const uint32_t *word, size_t count, unsigned choice,
    uint32_t *out)
{
	unsigned scripts = scripts_in(word, count);

	if (scripts != (choice == 0 ? SCRIPT_LATIN : SCRIPT_CYRILLIC))
		return 0;
	return in_script(word, count, choice == 0 ? SCRIPT_CYRILLIC :
	    SCRIPT_LATIN, out);
}

/* What stands after a number, or after the article of a French word. */
static size_t
undo_part(const uint32_t *word, size_t count, unsigned choice, uint32_t *out)
{
	size_t skip = 0;

	if (choice == 0) {
		while (skip < count && script_of(word[skip]) == SCRIPT_DIGIT)
			skip++;
	} else {
		while (skip < count && skip < 3 && word[skip] != '\'')
			skip++;
		if (skip >= count || word[skip] != '\'')
			return 0;
		skip++;
	}
	if (skip == 0 || skip >= count)
		return 0;
	memcpy(out, word + skip, (count - skip) * sizeof(*out));
	return count - skip;
}

static size_t
find_sign(uint32_t point)
{
	size_t i = 0;

	while (i < sizeof(signs) / sizeof(signs[0]) && signs[i].sign != point)
		i++;
	return i;
}

/* Letters after a leading number are a unit, unless there are many. */
static bool
is_amount(const uint32_t *word, size_t count)
{
	size_t digits = 0;

	while (digits < count && script_of(word[digits]) == SCRIPT_DIGIT)
		digits++;
	return digits > 1 || (digits == 1 && count < 5);
}

/* Choices: the first or second letter of each sign, in either script. */
static size_t
undo_signs(const uint32_t *word, size_t count, unsigned choice, uint32_t *out)
{
	enum script wanted = choice < 2 ? SCRIPT_CYRILLIC : SCRIPT_LATIN;
	bool changed = false;

	if (is_amount(word, count))
		return 0;
	for (size_t i = 0; i < count; i++) {
		size_t sign = find_sign(word[i]);

		if (sign < sizeof(signs) / sizeof(signs[0])) {
			out[i] = (uint32_t)(wanted == SCRIPT_CYRILLIC ?
			    signs[sign].cyrillic[choice % 2] :
			    signs[sign].latin[choice % 2]);
			changed = true;
		} else if ((out[i] = letter_in(word[i], wanted)) == 0) {
			return 0;
		}
	}
	return changed ? count : 0;
}

/*
 * Letters drawn out. Choice 0 leaves two of each run of three and more, choice
 * 1 one of each run; a single pair may be how the word is spelt, so choice 1
 * wants more than that in a short word.
 */
static size_t
undo_stretched(const uint32_t *word, size_t count, unsigned choice,
    uint32_t *out)
{
	size_t kept = 0, longest = 1, run = 0, runs = 0;

	for (size_t i = 0; i < count; i++) {
		run = i > 0 && word[i] == word[i - 1] ? run + 1 : 1;
		runs += run == 2;
		longest = run > longest ? run : longest;
		if (run <= (choice == 0 ? 2u : 1u))
			out[kept++] = word[i];
	}
	if (script_of(word[0]) == SCRIPT_DIGIT || longest < 2)
		return 0;
	if (longest < 3 && (choice == 0 || (runs < 2 && count < 6)))
		return 0;
	return kept;
}

static bool
is_vowel(uint32_t point)
{
	return point == 'a' || point == 'e' || point == 'i' || point == 'o' ||
	    point == 'u' || point == 'y';
}

/* The spelling that begins at word[0], or one past the last. */
static size_t
find_spelling(const uint32_t *word, size_t count)
{
	size_t i = 0;

	for (; i < sizeof(spellings) / sizeof(spellings[0]); i++) {
		const char *latin = spellings[i].latin;
		size_t length = 0;

		while (latin[length] != '\0' && length < count &&
		    word[length] == (uint32_t)latin[length])
			length++;
		if (latin[length] == '\0')
			break;
	}
	return i;
}

/* Russian in Latin letters, some of which may be Cyrillic all the same. */
static size_t
undo_latin(const uint32_t *word, size_t count, unsigned choice, uint32_t *out)
{
	size_t made = 0;

	(void)choice;
	if ((scripts_in(word, count) & SCRIPT_LATIN) == 0)
		return 0;
	for (size_t i = 0; i < count;) {
		size_t n = find_spelling(word + i, count - i);

		if (script_of(word[i]) == SCRIPT_CYRILLIC) {
			out[made++] = word[i++];
			continue;
		}
		if (n == sizeof(spellings) / sizeof(spellings[0]))
			return 0;
		if (word[i] == 'y' && spellings[n].latin[1] == '\0' && i > 0 &&
		    is_vowel(word[i - 1]))
			out[made++] = 0x0439;	/* й */
		else
			for (size_t k = 0; spellings[n].cyrillic[k] != 0; k++)
				out[made++] =
				    (uint32_t)spellings[n].cyrillic[k];
		i += strlen(spellings[n].latin);
	}
	return made;
}

/* Letters of a picture that reading machines take for others. */
static size_t
undo_confused(const uint32_t *word, size_t count, unsigned choice,
    uint32_t *out)
{
	size_t made = 0;
	bool changed = false;

	for (size_t i = 0; i < count; i++) {
		uint32_t next = i + 1 < count ? word[i + 1] : 0;

		out[made] = word[i];
		if (choice == 0 && word[i] == 'r' && next == 'n') {
			out[made] = 'm';
			i++;
		} else if (choice == 1 && (word[i] == 'l' || word[i] == '1')) {
			out[made] = 'i';
		} else if (choice == 2 && (word[i] == 'i' || word[i] == '1')) {
			out[made] = 'l';
		}
		changed |= out[made] != word[i];
		made++;
	}
	return changed ? made : 0;
}

/* Drawn out and mixed: the one after the other. */
static size_t
undo_both(const uint32_t *word, size_t count, unsigned choice, uint32_t *out)
{
	uint32_t once[DISGUISE_MAX];
	size_t made = undo_stretched(word, count, 1, once);

	return made == 0 ? 0 : undo_mixed(once, made, choice, out);
}

static const struct disguise disguises[DISGUISE_COUNT] = {
	{ FORM_PART, false, 2, undo_part },
	{ FORM_LOOKALIKE, false, 2, undo_mixed },
	{ FORM_DIGIT, false, 4, undo_signs },
	{ FORM_STRETCHED, false, 2, undo_stretched },
	{ FORM_STRETCHED, false, 2, undo_both },
	{ FORM_SCRIPT, false, 2, undo_script },
	{ FORM_LATIN, false, 1, undo_latin },
	{ FORM_OCR, true, 3, undo_confused },
	{ FORM_OCR, true, 2, undo_script }
};

const struct disguise *
disguise_at(unsigned i)
{
	return &disguises[i];
}
