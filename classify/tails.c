/* SPDX-License-Identifier: MIT */
#include "classify/tails.h"

#include <string.h>

/*
 * What libstemmer's stemmers put in the place of an ending, a colon, and what
 * the word has there, as far as the one does not begin like the other; and all
 * letters of their endings (https://snowballstem.org/algorithms/). Accents
 * do not matter: heads.c takes no notice of them. The Arabic stemmer takes off
 * beginnings as well, so that it is not here.
 */
static const struct snowball {
	const char *name, *tails;	/* with a space after each */
	const char *endings;		/* NULL: may be any */
} snowballs[] = {
	{ "", "", NULL },		/* no stemmer */
	{ "russian", "", "авгеийлмностухшщыьюя" },
	{ "english", "e: i:y l:il le:il ie:y y:i ", "abcdefgilmnoprstuvyz'" },
	{ "spanish", "t:ci te:ci ", "abcdegilmnorstuvyz" },
	{ "french", "i:y l:il l:u nt:mm qu:c t:c x:s ",
	    "abcefgilmnoqrstuvxyz" },
	{ "german", "", "cdeghiklmnrstu" },
	{ "turkish", "p:b ç:c t:d k:ğ dı:d di:d du:d dü:d gı:g gi:g gu:g "
	    "gü:g ", "acdeıiklmnrsştuüyz" },
	{ "hindi", "", NULL }
};

static bool
set(struct affix_text *text, const char *bytes, size_t length)
{
	if (length > AFFIX_BYTES_MAX)
		return false;
	*text = (struct affix_text){ .length = (uint8_t)length };
	memcpy(text->bytes, bytes, length);
	return true;
}

static bool
is_same(const struct affix_text *a, const struct affix_text *b)
{
	return a->length == b->length &&
	    memcmp(a->bytes, b->bytes, a->length) == 0;
}

/* Add a tail unless it is there. */
static void
add(struct tails *tails, const struct tail *tail)
{
	for (size_t i = 0; i < tails->count; i++)
		if (is_same(&tails->list[i].made, &tail->made) &&
		    is_same(&tails->list[i].word, &tail->word))
			return;
	if (tails->count == TAILS_MAX)
		tails->unknown = true;
	else
		tails->list[tails->count++] = *tail;
}

static void
begin(struct tails *tails)
{
	*tails = (struct tails){ .count = 1 };
}

/* How many bytes of whole letters both begin with. */
static size_t
common(const char *a, size_t a_length, const struct affix_text *b)
{
	size_t same = 0;

	while (same < a_length && same < b->length && a[same] == b->bytes[same])
		same++;
	/* Not in the middle of a letter. */
	while (same > 0 && same < b->length &&
	    ((unsigned char)b->bytes[same] & 0xc0) == 0x80)
		same--;
	return same;
}

static bool
ends_with(const struct affix_text *text, const struct affix_text *end)
{
	return text->length >= end->length && memcmp(text->bytes +
	    text->length - end->length, end->bytes, end->length) == 0;
}

/*
 * The tail that is left of another once a suffix is taken off; false if that
 * suffix cannot follow it, or the tail is too long, which makes all unknown.
 */
static bool
find_left(struct tails *tails, const struct tail *before,
    const struct affix *suffix, struct tail *left)
{
	const struct affix_text *new = &suffix->replacement;
	char made[2 * AFFIX_BYTES_MAX], word[2 * AFFIX_BYTES_MAX];
	size_t made_size = 0, word_size = 0, kept;

	if (ends_with(&suffix->text, &before->made)) {
		size_t own = (size_t)(suffix->text.length -
		    before->made.length);

		kept = common(suffix->text.bytes, own, new);
		made_size = new->length - kept;
		memcpy(made, new->bytes + kept, made_size);
		word_size = own - kept;
		memcpy(word, suffix->text.bytes + kept, word_size);
	} else if (ends_with(&before->made, &suffix->text)) {
		kept = (size_t)(before->made.length - suffix->text.length);
		memcpy(made, before->made.bytes, kept);
		memcpy(made + kept, new->bytes, new->length);
		made_size = kept + new->length;
	} else {
		return false;
	}
	memcpy(word + word_size, before->word.bytes, before->word.length);
	word_size += before->word.length;
	/* The word goes on behind its stem: what it has there is no matter. */
	if (made_size == 0)
		word_size = 0;
	if (set(&left->made, made, made_size) &&
	    set(&left->word, word, word_size))
		return true;
	tails->unknown = true;
	return false;
}

/* Add what a suffix of a slot leaves of the first so many tails. */
static void
add_slot(struct tails *tails, size_t count, size_t slot,
    const struct affix *suffix)
{
	struct tail left;

	for (size_t i = 0; i < count && suffix->slot == slot; i++)
		if (find_left(tails, &tails->list[i], suffix, &left))
			add(tails, &left);
}

void
tails_of_affixes(struct tails *tails, const struct affixes *affixes)
{
	begin(tails);
	for (size_t slot = 0; slot < affixes->slot_count; slot++) {
		size_t before = tails->count;

		for (size_t i = 0; i < affixes->suffix_count; i++)
			add_slot(tails, before, slot, &affixes->suffixes[i]);
	}
}

/* What is known of a stemmer, or NULL. */
static const struct snowball *
find_snowball(const char *name)
{
	for (size_t i = 0; i < sizeof(snowballs) / sizeof(snowballs[0]); i++)
		if (strcmp(snowballs[i].name, name) == 0)
			return &snowballs[i];
	return NULL;
}

void
tails_of_snowball(struct tails *tails, const char *name)
{
	const struct snowball *stemmer = find_snowball(name);
	const char *list = stemmer != NULL ? stemmer->tails : NULL;

	begin(tails);
	tails->unknown = list == NULL;
	while (list != NULL && *list != '\0') {
		size_t made = strcspn(list, ":");
		size_t word = strcspn(list + made + 1, " ");
		struct tail tail;

		if (set(&tail.made, list, made) &&
		    set(&tail.word, list + made + 1, word))
			add(tails, &tail);
		list += made + 1 + word + 1;
	}
}

const char *
tails_endings(const char *name)
{
	const struct snowball *stemmer = find_snowball(name);

	return stemmer != NULL ? stemmer->endings : NULL;
}

size_t
tails_head(const struct tail *tail, const char *stem, size_t length,
    char *head, bool *any)
{
	size_t kept = length - tail->made.length;

	*any = false;
	if (length > STEM_MAX || tail->made.length > length || memcmp(stem +
	    kept, tail->made.bytes, tail->made.length) != 0)
		return 0;
	memcpy(head, stem, kept);
	memcpy(head + kept, tail->word.bytes, tail->word.length);
	*any = kept + tail->word.length == 0;
	return kept + tail->word.length;
}
