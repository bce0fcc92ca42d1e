/* SPDX-License-Identifier: MIT */
#include "classify/heads.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "classify/fold.h"
#include "classify/language.h"

enum {
	HEAD_MAX = 6,		/* letters; the rest of a stem is not kept */
	PARTS_MAX = 32		/* of a letter that is decomposed */
};

#define TOGETHER UINT32_C(31)	/* letters of most alphabets differ in these */
#define GOES_ON (UINT32_C(1) << 31)	/* a longer head begins so */
#define WHOLE (UINT32_C(1) << LANGUAGE_COUNT)	/* a word, not stemmed */
#define LANGUAGES ((WHOLE << 1) - 1)	/* and all that are */

static uint32_t
letter_of(const struct heads *heads, uint32_t point)
{
	return point < HEADS_LETTERS ? heads->letters[point] : point;
}

/* The hash of a head with a letter more: FNV-1a, with a larger prime. */
static uint32_t
hash_on(uint32_t hash, uint32_t letter)
{
	return (hash ^ letter) * UINT32_C(0x9e3779b1);
}

/*
 * The set of a head, by the hash of the one before and its last letter: all
 * that go on from one stand together, so that those of a common one are near.
 */
static uint32_t *
set_at(const struct heads *heads, uint32_t hash, uint32_t letter)
{
	return &heads->sets[(hash >> (32 - HEADS_BITS) & ~TOGETHER) |
	    (letter & TOGETHER)];
}

/* Words of this language may begin anyhow. */
static void
add_always(struct heads *heads, unsigned language)
{
	heads->always |= UINT32_C(1) << language;
	heads->scripts |= language < LANGUAGE_COUNT ?
	    language_at(language)->scripts : SCRIPT_ALL;
}

static void
add_head(struct heads *heads, unsigned language, const char *text,
    size_t length, bool clear)
{
	uint32_t hash = 0, letters = 0, *set = NULL;
	size_t used;

	for (; length > 0 && letters < HEAD_MAX; text += used, length -= used) {
		uint32_t point, letter;

		used = fold_decode(text, length, &point);
		if (used == 0)	/* no text: any letter may be here */
			break;
		letter = letter_of(heads, point);
		if (letter == 0)
			continue;
		if (set != NULL)
			*set |= GOES_ON;
		set = set_at(heads, hash, letter);
		hash = hash_on(hash, letter);
		letters++;
	}
	if (set != NULL)
		*set |= UINT32_C(1) << language | (clear ? HEADS_CLEAR : 0);
	else
		add_always(heads, language);
}

void
heads_add(struct heads *heads, unsigned language, const char *stem,
    size_t length, bool clear)
{
	const struct tails *tails = &heads->tails[language];
	char head[TAILS_HEAD_MAX];
	bool any;

	/* The first tail is empty: most words begin as their stems. */
	add_head(heads, language, stem, length, clear);
	for (size_t i = 1; i < tails->count; i++) {
		const struct affix_text *made = &tails->list[i].made;
		size_t size;

		if (made->length > 0 && (length == 0 ||
		    made->bytes[made->length - 1] != stem[length - 1]))
			continue;
		size = tails_head(&tails->list[i], stem, length, head, &any);
		if (size > 0 || any)
			add_head(heads, language, head, size, clear);
	}
}

/* The languages in which this letter may follow a stem. */
static uint32_t
may_follow(const struct heads *heads, uint32_t letter)
{
	uint32_t own = letter < HEADS_LETTERS ? heads->endings[letter] : 0;

	return own | ~heads->limited | heads->always;
}

uint32_t
heads_find(const struct heads *heads, const uint32_t *points, size_t count,
    unsigned scripts)
{
	uint32_t hash = 0, letters = 0, found = 0, set = GOES_ON, longer = 0;
	bool whole = true;
	size_t i;

	if ((scripts & heads->scripts) != 0)
		found = heads->always | HEADS_CLEAR;
	for (i = 0; i < count && letters < HEAD_MAX &&
	    (set & GOES_ON) != 0; i++) {
		uint32_t letter = letter_of(heads, points[i]);

		if (letter == 0)
			continue;
		set = *set_at(heads, hash, letter);
		hash = hash_on(hash, letter);
		found &= may_follow(heads, letter);
		/* The last may be the beginning of a longer one. */
		if (++letters < HEAD_MAX)
			found |= set & ~WHOLE;
		else
			longer = set & ~WHOLE;
	}
	for (; i < count && (found != 0 || whole); i++) {
		uint32_t letter = letter_of(heads, points[i]);

		if (letter == 0)
			continue;
		found &= may_follow(heads, letter);
		whole = false;
	}
	found |= longer;
	/* Words that are not stemmed must end where their head does. */
	if (whole || letters == HEAD_MAX)
		found |= set & WHOLE;
	return (found & LANGUAGES) == 0 ? 0 : found & ~GOES_ON;
}

/* From now on, two letters count as one. */
static void
unite(struct heads *heads, uint32_t a, uint32_t b)
{
	uint16_t from = heads->letters[a], to = heads->letters[b];

	if (from == 0 || to == 0) {
		from = from == 0 ? to : from;
		to = 0;
	}
	for (size_t i = 0; i < HEADS_LETTERS && from != 0; i++)
		if (heads->letters[i] == from)
			heads->letters[i] = to;
}

/* Each letter counts as itself, but for its accents. */
static void
begin_letters(struct heads *heads)
{
	for (uint32_t i = 0; i < HEADS_LETTERS; i++) {
		utf8proc_int32_t parts[PARTS_MAX];
		int last_class = 0;
		utf8proc_ssize_t count;

		heads->letters[i] = (uint16_t)i;
		if (utf8proc_get_property((utf8proc_int32_t)i)->
		    decomp_seqindex == UINT16_MAX)
			continue;
		count = utf8proc_decompose_char((utf8proc_int32_t)i, parts,
		    PARTS_MAX, UTF8PROC_DECOMPOSE, &last_class);
		if (count > 1 && count <= PARTS_MAX && parts[0] > 0 &&
		    parts[0] < HEADS_LETTERS)
			heads->letters[i] = (uint16_t)parts[0];
	}
}

/* Take the letters over that a language writes for each other. */
static void
take_letters(struct heads *heads, unsigned language,
    const struct affixes *affixes)
{
	for (size_t i = 0; i < affixes->letter_count; i++) {
		const struct affix_letter *row = &affixes->letters[i];
		uint32_t to = 0;
		size_t length = row->replacement.length;

		if (row->letter >= HEADS_LETTERS || (length > 0 &&
		    (fold_decode(row->replacement.bytes, length, &to) !=
		    length || to >= HEADS_LETTERS)))
			add_always(heads, language);
		else
			unite(heads, row->letter, to);
	}
}

/* Take the words over whose stem is a matter of its own, and the prefixes. */
static void
take_words(struct heads *heads, unsigned language,
    const struct affixes *affixes)
{
	for (size_t i = 0; i < affixes->word_count; i++)
		heads_add(heads, language, affixes->words[i].form.bytes,
		    affixes->words[i].form.length, true);
	for (size_t i = 0; i < affixes->prefix_count; i++)
		add_head(heads, language, affixes->prefixes[i].text.bytes,
		    affixes->prefixes[i].text.length, true);
}

/* The name of libstemmer's stemmer for a language; "" if it has none. */
static const char *
snowball_of(unsigned language)
{
	const char *name = language < LANGUAGE_COUNT ?
	    language_at(language)->snowball : NULL;

	return name != NULL ? name : "";
}

static void
take_tails(struct heads *heads, unsigned language,
    const struct affixes *affixes)
{
	struct tails *tails = &heads->tails[language];

	if (affixes != NULL)
		tails_of_affixes(tails, affixes);
	else
		tails_of_snowball(tails, snowball_of(language));
	if (tails->unknown)
		add_always(heads, language);
}

/* Note the letters of an ending. Returns false if it is no text. */
static bool
add_ending(struct heads *heads, unsigned language, const char *text,
    size_t length)
{
	size_t used;

	for (; length > 0; text += used, length -= used) {
		uint32_t letter;

		used = fold_decode(text, length, &letter);
		if (used == 0)
			return false;
		letter = letter_of(heads, letter);
		if (letter < HEADS_LETTERS)
			heads->endings[letter] |= UINT32_C(1) << language;
	}
	return true;
}

/* Take the letters over that may follow a stem, if they are known. */
static void
take_endings(struct heads *heads, unsigned language,
    const struct affixes *affixes)
{
	const char *letters = tails_endings(snowball_of(language));
	bool known = affixes == NULL && letters != NULL &&
	    add_ending(heads, language, letters, strlen(letters));

	/* What stands behind a prefix may be anything, not only an ending. */
	if (affixes != NULL)
		known = affixes->prefix_count == 0;
	for (size_t i = 0; known && affixes != NULL &&
	    i < affixes->suffix_count; i++)
		known = add_ending(heads, language,
		    affixes->suffixes[i].text.bytes,
		    affixes->suffixes[i].text.length);
	if (known)
		heads->limited |= UINT32_C(1) << language;
}

int
heads_open(struct heads *heads, const struct affixes *const *affixes,
    struct fault *f)
{
	*heads = (struct heads){ .always = 0 };
	heads->sets = calloc(HEADS_SETS, sizeof(*heads->sets));
	heads->tails = calloc(LANGUAGE_COUNT + 1, sizeof(*heads->tails));
	if (heads->sets == NULL || heads->tails == NULL) {
		heads_close(heads);
		return fault(f, "out of memory");
	}
	begin_letters(heads);
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++)
		if (affixes[i] != NULL)
			take_letters(heads, i, affixes[i]);
	for (unsigned i = 0; i <= LANGUAGE_COUNT; i++) {
		const struct affixes *own = i < LANGUAGE_COUNT ? affixes[i] :
		    NULL;

		take_tails(heads, i, own);
		take_endings(heads, i, own);
		if (own != NULL)
			take_words(heads, i, own);
	}
	return 0;
}

void
heads_close(struct heads *heads)
{
	free(heads->sets);
	free(heads->tails);
	*heads = (struct heads){ .always = 0 };
}
