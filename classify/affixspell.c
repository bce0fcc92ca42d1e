/* SPDX-License-Identifier: MIT */
/*
 * Writes the patterns of an .affixes file out into affixes, and sorts them.
 */
#include "classify/affixtable.h"

#include <stdlib.h>
#include <string.h>

/* A pattern being written out into one of its combinations of letters. */
struct spelling {
	const struct affixes *affixes;
	const char *pattern;	/* without a replacement */
	size_t length;
	size_t column;		/* of its harmony letters */
	bool harmony;		/* has it any? */
	size_t choice;		/* number of this combination in the column */
	size_t choices;		/* how many combinations a column has */
};

void *
affix_grow(void *rows, size_t count, size_t size, size_t maximum)
{
	if (count >= maximum)
		return NULL;
	if ((count & (count - 1)) != 0)	/* room doubles at powers of two */
		return rows;
	return realloc(rows, (count == 0 ? 1 : 2 * count) * size);
}

static size_t
encode(uint32_t letter, char *out)
{
	size_t more = letter < 0x80 ? 0 : letter < 0x800 ? 1 :
	    letter < 0x10000 ? 2 : 3;

	if (more == 0) {
		out[0] = (char)letter;
		return 1;
	}
	out[0] = (char)(uint8_t)(0xff00u >> (more + 1) |
	    letter >> (6 * more));
	for (size_t i = 1; i <= more; i++)
		out[i] = (char)(0x80 | (letter >> (6 * (more - i)) & 0x3f));
	return more + 1;
}

/* The letter that this combination takes from a class. */
static uint32_t
choose(struct spelling *spelling, const struct affix_class *class)
{
	uint32_t letter;

	if (class->harmony) {
		spelling->harmony = true;
		return class->letters[spelling->column];
	}
	letter = class->letters[spelling->choice % class->count];
	spelling->choice /= class->count;
	spelling->choices *= class->count;
	return letter;
}

/* Write one combination into affix. Returns NULL, or what is wrong. */
static const char *
spell(struct spelling *spelling, struct affix *affix)
{
	struct affix_text *text = &affix->text;

	for (size_t i = 0; i < spelling->length; i++) {
		char byte = spelling->pattern[i];
		char *end = &text->bytes[text->length];
		const struct affix_class *class = affix_is_class(byte) ?
		    &spelling->affixes->classes[byte - 'A'] : NULL;
		size_t size = 1;

		if (text->length + 4 > AFFIX_BYTES_MAX)
			return "affix too long";
		if (class != NULL && class->count == 0)
			return "unknown class in an affix";
		if (class != NULL)
			size = encode(choose(spelling, class), end);
		else
			*end = byte;
		text->length = (uint8_t)(text->length + size);
		affix->letters = (uint8_t)(affix->letters +
		    (((unsigned char)byte & 0xc0) != 0x80));
	}
	return NULL;
}

static const char *
add(struct affixes *affixes, const struct affix *affix, bool front)
{
	struct affix **rows = front ? &affixes->prefixes : &affixes->suffixes;
	size_t *count = front ? &affixes->prefix_count : &affixes->suffix_count;
	struct affix *grown = affix_grow(*rows, *count, sizeof *affix,
	    AFFIX_ROWS_MAX);

	if (grown == NULL)
		return "too many affixes, or out of memory";
	grown[*count] = *affix;
	grown[*count].order = (uint32_t)*count;
	++*count;
	*rows = grown;
	return NULL;
}

/* Add every combination of class letters in one harmony column. */
static const char *
add_column(struct affixes *affixes, const struct affix *rule, bool front,
    struct spelling *spelling)
{
	size_t choices = 1;

	for (size_t choice = 0; choice < choices; choice++) {
		struct affix affix = *rule;
		const char *why;

		spelling->choice = choice;
		spelling->choices = 1;
		why = spell(spelling, &affix);
		if (why == NULL)
			why = add(affixes, &affix, front);
		if (why != NULL)
			return why;
		choices = spelling->choices;
	}
	return NULL;
}

static size_t
harmony_columns(const struct affixes *affixes)
{
	for (size_t i = 0; i < 26; i++) {
		if (affixes->classes[i].harmony)
			return affixes->classes[i].count;
	}
	return 1;
}

/* Cut a replacement off the pattern, and put it into affix. */
static const char *
cut_replacement(struct spelling *spelling, struct affix *affix)
{
	const char *arrow = memchr(spelling->pattern, '>', spelling->length);
	const char *end = spelling->pattern + spelling->length;
	size_t length;

	if (arrow == NULL)
		return NULL;
	length = (size_t)(end - (arrow + 1));
	if (length > AFFIX_BYTES_MAX)
		return "replacement too long";
	memcpy(affix->replacement.bytes, arrow + 1, length);
	affix->replacement.length = (uint8_t)length;
	spelling->length = (size_t)(arrow - spelling->pattern);
	return NULL;
}

const char *
affix_spell_out(struct affixes *affixes, const struct affix *rule,
    bool front, const char *pattern, size_t length)
{
	struct spelling spelling = { .affixes = affixes, .pattern = pattern,
	    .length = length };
	size_t columns = harmony_columns(affixes);
	struct affix affix = *rule;
	const char *why = cut_replacement(&spelling, &affix);

	if (why == NULL && spelling.length == 0)
		why = "an affix without letters";
	for (size_t i = 0; why == NULL && i < columns; i++) {
		spelling.column = i;
		why = add_column(affixes, &affix, front, &spelling);
		if (!spelling.harmony)
			break;
	}
	return why;
}

static int
compare_letters(const void *a, const void *b)
{
	const struct affix_letter *one = a, *two = b;

	return (one->letter > two->letter) - (one->letter < two->letter);
}

static int
compare_words(const void *a, const void *b)
{
	const struct affix_text *one = &((const struct affix_word *)a)->form;
	const struct affix_text *two = &((const struct affix_word *)b)->form;
	size_t shorter = one->length < two->length ? one->length : two->length;
	int order = memcmp(one->bytes, two->bytes, shorter);

	return order != 0 ? order : one->length - two->length;
}

static size_t
bucket(const struct affix *affix)
{
	return affix_bucket(affix->text.bytes[affix->text.length - 1]);
}

static int
compare_prefixes(const void *a, const void *b)
{
	const struct affix *one = a, *two = b;

	if (one->slot != two->slot)
		return one->slot - two->slot;
	if (one->text.length != two->text.length)
		return two->text.length - one->text.length;
	return one->order < two->order ? -1 : 1;
}

static int
compare_suffixes(const void *a, const void *b)
{
	const struct affix *one = a, *two = b;

	if (one->slot == two->slot && bucket(one) != bucket(two))
		return bucket(one) < bucket(two) ? -1 : 1;
	return compare_prefixes(a, b);
}

/* Note where the affixes of each slot and bucket begin. */
static void
index_suffixes(struct affixes *affixes)
{
	size_t i = 0;

	for (size_t slot = 0; slot < affixes->slot_count; slot++) {
		for (size_t b = 0; b < AFFIX_BUCKETS; b++) {
			affixes->begin[slot][b] = (uint32_t)i;
			while (i < affixes->suffix_count &&
			    affixes->suffixes[i].slot == slot &&
			    bucket(&affixes->suffixes[i]) == b)
				i++;
		}
		affixes->begin[slot][AFFIX_BUCKETS] = (uint32_t)i;
	}
}

/* Note the last bytes of each suffix, as affixes.c compares them. */
static void
note_tails(struct affixes *affixes)
{
	for (size_t i = 0; i < affixes->suffix_count; i++) {
		struct affix *affix = &affixes->suffixes[i];
		size_t length = affix->text.length;
		size_t kept = length < AFFIX_TAIL ? length : AFFIX_TAIL;
		char tail[AFFIX_TAIL] = { 0 }, mask[AFFIX_TAIL] = { 0 };

		memcpy(tail + AFFIX_TAIL - kept,
		    affix->text.bytes + length - kept, kept);
		memset(mask + AFFIX_TAIL - kept, 0xff, kept);
		memcpy(&affix->tail, tail, sizeof(tail));
		memcpy(&affix->tail_mask, mask, sizeof(mask));
	}
}

/* Note by which letters, and words, find_letter() and find_word() fail. */
static void
note_bits(struct affixes *affixes)
{
	for (size_t i = 0; i < affixes->letter_count; i++)
		affixes->letter_bits |= UINT64_C(1) <<
		    affixes->letters[i].letter % 64;
	for (size_t i = 0; i < affixes->word_count; i++) {
		const struct affix_text *form = &affixes->words[i].form;

		affixes->word_bits[form->length] |=
		    affix_bit(form->bytes[form->length - 1]);
	}
}

/* qsort() that may be called with no rows at all. */
static void
sort(void *rows, size_t count, size_t size,
    int (*compare)(const void *, const void *))
{
	if (count > 1)
		qsort(rows, count, size, compare);
}

void
affix_sort(struct affixes *affixes)
{
	sort(affixes->letters, affixes->letter_count,
	    sizeof *affixes->letters, compare_letters);
	sort(affixes->words, affixes->word_count, sizeof *affixes->words,
	    compare_words);
	sort(affixes->prefixes, affixes->prefix_count,
	    sizeof *affixes->prefixes, compare_prefixes);
	sort(affixes->suffixes, affixes->suffix_count,
	    sizeof *affixes->suffixes, compare_suffixes);
	index_suffixes(affixes);
	note_tails(affixes);
	note_bits(affixes);
}
