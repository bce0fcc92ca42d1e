/* SPDX-License-Identifier: MIT */
#include "classify/tails.h"

#include <string.h>

/*
 * What libstemmer's stemmers put in the place of an ending, as far as it does
 * not begin like that ending (https://snowballstem.org/algorithms/). Accents
 * that come off do not matter: heads.c takes no notice of them. The Arabic
 * stemmer takes off beginnings as well, so that it is not here.
 */
static const struct {
	const char *name, *tails;	/* tails with a space after each */
} snowball[] = {
	{ "", "" },		/* no stemmer */
	{ "russian", "" },
	{ "english", "e i l le ie y " },
	{ "spanish", "t te " },
	{ "french", "i l t nt qu x " },
	{ "german", "" },
	{ "turkish", "p t k i u ı ü ç " },
	{ "hindi", "" }
};

/* Add a tail unless it is there. */
static void
add(struct tails *tails, const char *bytes, size_t length)
{
	struct affix_text tail = { .length = (uint8_t)length };

	for (size_t i = 0; i < tails->count; i++)
		if (tails->list[i].length == length &&
		    memcmp(tails->list[i].bytes, bytes, length) == 0)
			return;
	if (tails->count == TAILS_MAX || length > AFFIX_BYTES_MAX) {
		tails->unknown = true;
		return;
	}
	memcpy(tail.bytes, bytes, length);
	tails->list[tails->count++] = tail;
}

static void
begin(struct tails *tails)
{
	*tails = (struct tails){ .unknown = false };
	add(tails, "", 0);
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

/* What is left of a tail once a suffix is taken off the word. */
static void
add_left(struct tails *tails, const struct affix_text *tail,
    const struct affix *suffix)
{
	const struct affix_text *new = &suffix->replacement;
	char bytes[2 * AFFIX_BYTES_MAX];
	size_t kept;

	if (ends_with(&suffix->text, tail)) {
		kept = common(suffix->text.bytes,
		    (size_t)(suffix->text.length - tail->length), new);
		add(tails, new->bytes + kept, new->length - kept);
	} else if (ends_with(tail, &suffix->text)) {
		kept = (size_t)(tail->length - suffix->text.length);
		memcpy(bytes, tail->bytes, kept);
		memcpy(bytes + kept, new->bytes, new->length);
		add(tails, bytes, kept + new->length);
	}
}

void
tails_of_affixes(struct tails *tails, const struct affixes *affixes)
{
	begin(tails);
	for (size_t slot = 0; slot < affixes->slot_count; slot++) {
		size_t before = tails->count;

		for (size_t i = 0; i < affixes->suffix_count; i++)
			for (size_t k = 0; k < before &&
			    affixes->suffixes[i].slot == slot; k++)
				add_left(tails, &tails->list[k],
				    &affixes->suffixes[i]);
	}
}

void
tails_of_snowball(struct tails *tails, const char *name)
{
	const char *list = NULL;

	begin(tails);
	for (size_t i = 0; i < sizeof(snowball) / sizeof(snowball[0]); i++)
		if (strcmp(snowball[i].name, name) == 0)
			list = snowball[i].tails;
	tails->unknown = list == NULL;
	while (list != NULL && *list != '\0') {
		size_t length = strcspn(list, " ");

		add(tails, list, length);
		list += length + 1;
	}
}
