/* SPDX-License-Identifier: MIT */
#include "classify/disguise.h"

#include <string.h>
#include <wchar.h>

#include "classify/language.h"

/* The letters that one looks like, in two scripts; 0 where there is none. */
struct looks {
	uint32_t latin, cyrillic;
};

struct lookalike {
	uint32_t point;
	struct looks looks;
};

enum {
	NEAR_END = 0x600,	/* letters below it are looked up at once */
	SPELLINGS_MAX = 5	/* that begin with the same letter */
};

#define NEAR(point, latin, cyrillic) [point] = { latin, cyrillic },
#define FAR(point, latin, cyrillic)
static const struct looks near[NEAR_END] = {
#include "classify/lookalikes.h"
};

#undef NEAR
#undef FAR
#define NEAR(point, latin, cyrillic)
#define FAR(point, latin, cyrillic) { point, { latin, cyrillic } },
static const struct lookalike far[] = {
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

/* Russian in Latin letters, by the first of them, the longest first. */
struct spelling {
	const char *latin;
	wchar_t cyrillic[3];
};

static const struct spelling spellings[26][SPELLINGS_MAX] = {
	['a' - 'a'] = { { "a", L"а" } },
	['b' - 'a'] = { { "b", L"б" } },
	['c' - 'a'] = { { "ch", L"ч" }, { "ck", L"к" }, { "c", L"к" } },
	['d' - 'a'] = { { "d", L"д" } },
	['e' - 'a'] = { { "e", L"е" } },
	['f' - 'a'] = { { "f", L"ф" } },
	['g' - 'a'] = { { "g", L"г" } },
	['h' - 'a'] = { { "h", L"х" } },
	['i' - 'a'] = { { "iy", L"ий" }, { "i", L"и" } },
	['j' - 'a'] = { { "ja", L"я" }, { "ju", L"ю" }, { "jo", L"е" },
	    { "j", L"й" } },
	['k' - 'a'] = { { "kh", L"х" }, { "k", L"к" } },
	['l' - 'a'] = { { "l", L"л" } },
	['m' - 'a'] = { { "m", L"м" } },
	['n' - 'a'] = { { "n", L"н" } },
	['o' - 'a'] = { { "o", L"о" } },
	['p' - 'a'] = { { "ph", L"ф" }, { "p", L"п" } },
	['q' - 'a'] = { { "q", L"к" } },
	['r' - 'a'] = { { "r", L"р" } },
	['s' - 'a'] = { { "shch", L"щ" }, { "sch", L"щ" }, { "sh", L"ш" },
	    { "s", L"с" } },
	['t' - 'a'] = { { "ts", L"ц" }, { "tz", L"ц" }, { "t", L"т" } },
	['u' - 'a'] = { { "u", L"у" } },
	['v' - 'a'] = { { "v", L"в" } },
	['w' - 'a'] = { { "w", L"в" } },
	['x' - 'a'] = { { "x", L"кс" } },
	['y' - 'a'] = { { "ya", L"я" }, { "yu", L"ю" }, { "yo", L"е" },
	    { "ye", L"е" }, { "y", L"ы" } },
	['z' - 'a'] = { { "zh", L"ж" }, { "z", L"з" } },
};

static const struct spelling soft_sign = { "'", L"ь" };

static struct looks
find_looks(uint32_t point)
{
	size_t low = 0, high = sizeof(far) / sizeof(far[0]);

	if (point < NEAR_END)
		return near[point];
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (far[middle].point == point)
			return far[middle].looks;
		if (far[middle].point < point)
			low = middle + 1;
		else
			high = middle;
	}
	return (struct looks){ 0, 0 };
}

unsigned
disguise_traits(const uint32_t *word, size_t count)
{
	unsigned scripts = 0, letters, traits = 0;

	for (size_t i = 0; i < count; i++) {
		scripts |= script_of(word[i]);
		if (word[i] == '@' || word[i] == '$' || word[i] == '\'')
			traits |= TRAIT_SIGN;
		if (i > 0 && word[i] == word[i - 1])
			traits |= TRAIT_DOUBLE;
	}
	letters = scripts & ~(unsigned)SCRIPT_DIGIT;
	if ((letters & (letters - 1)) != 0 || letters == SCRIPT_OTHER)
		traits |= TRAIT_MIXED;
	if ((scripts & SCRIPT_LATIN) != 0)
		traits |= TRAIT_LATIN;
	if ((scripts & SCRIPT_CYRILLIC) != 0)
		traits |= TRAIT_CYRILLIC;
	if ((scripts & SCRIPT_DIGIT) != 0)
		traits |= TRAIT_DIGIT;
	if (scripts == SCRIPT_LATIN || scripts == SCRIPT_CYRILLIC)
		traits |= TRAIT_PURE;
	return traits;
}

/* The letter of this script that the point is or looks like; 0 if none. */
static uint32_t
letter_in(uint32_t point, enum script wanted)
{
	enum script own = script_of(point);
	struct looks looks;

	if (own == wanted || own == SCRIPT_DIGIT)
		return point;
	looks = find_looks(point);
	return wanted == SCRIPT_LATIN ? looks.latin : looks.cyrillic;
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
	unsigned scripts = scripts_of(word, count) & ~(unsigned)SCRIPT_DIGIT;

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
	(void)choice;
	return in_script(word, count, script_of(word[0]) == SCRIPT_LATIN ?
	    SCRIPT_CYRILLIC : SCRIPT_LATIN, out);
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

static bool
begins_with(const uint32_t *word, size_t count, const char *latin)
{
	size_t i = 0;

	while (latin[i] != '\0' && i < count &&
	    word[i] == (uint32_t)latin[i])
		i++;
	return latin[i] == '\0';
}

/* The spelling that begins at word[0], or NULL. */
static const struct spelling *
find_spelling(const uint32_t *word, size_t count)
{
	const struct spelling *list;

	if (word[0] == '\'')
		return &soft_sign;
	if (word[0] < 'a' || word[0] > 'z')
		return NULL;
	list = spellings[word[0] - 'a'];
	/* The last of them is the letter alone. */
	while (!begins_with(word, count, list->latin))
		list++;
	return list;
}

/* Russian in Latin letters, some of which may be Cyrillic all the same. */
static size_t
undo_latin(const uint32_t *word, size_t count, unsigned choice, uint32_t *out)
{
	size_t made = 0;

	(void)choice;
	for (size_t i = 0; i < count;) {
		const struct spelling *spelling;

		if (script_of(word[i]) == SCRIPT_CYRILLIC) {
			out[made++] = word[i++];
			continue;
		}
		spelling = find_spelling(word + i, count - i);
		if (spelling == NULL)
			return 0;
		if (word[i] == 'y' && spelling->latin[1] == '\0' && i > 0 &&
		    is_vowel(word[i - 1]))
			out[made++] = 0x0439;	/* й */
		else
			for (size_t k = 0; spelling->cyrillic[k] != 0; k++)
				out[made++] =
				    (uint32_t)spelling->cyrillic[k];
		i += strlen(spelling->latin);
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
	{ FORM_PART, TRAIT_DIGIT | TRAIT_SIGN, false, 2, undo_part },
	{ FORM_LOOKALIKE, TRAIT_MIXED, false, 2, undo_mixed },
	{ FORM_DIGIT, TRAIT_DIGIT | TRAIT_SIGN, false, 4, undo_signs },
	{ FORM_STRETCHED, TRAIT_DOUBLE, false, 2, undo_stretched },
	{ FORM_STRETCHED, TRAIT_DOUBLE, false, 2, undo_both },
	{ FORM_SCRIPT, TRAIT_PURE, false, 1, undo_script },
	{ FORM_LATIN, TRAIT_LATIN, false, 1, undo_latin },
	{ FORM_OCR, TRAIT_LATIN | TRAIT_DIGIT, true, 3, undo_confused },
	{ FORM_OCR, TRAIT_PURE, true, 1, undo_script }
};

const struct disguise *
disguise_at(unsigned i)
{
	return &disguises[i];
}
