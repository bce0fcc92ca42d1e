/* SPDX-License-Identifier: MIT */
#include "classify/affixes.h"

#include <stdlib.h>
#include <string.h>

#include "classify/affixtable.h"

/*
 * The word on its way to its stem. Its bytes may move forward (a prefix) and
 * its end back (a suffix). The room: each strip adds less than
 * AFFIX_BYTES_MAX bytes, and put() refuses what does not fit. It begins behind
 * AFFIX_TAIL bytes, so that as many stand before any end of it.
 */
struct work {
	char bytes[AFFIX_TAIL + AFFIXES_STEM_MAX];
	size_t start, end;	/* bytes */
	size_t letters;
};

static bool
put(struct work *work, const char *bytes, size_t length)
{
	if (length > sizeof work->bytes - work->end)
		return false;
	memcpy(work->bytes + work->end, bytes, length);
	work->end += length;
	return true;
}

static size_t
count_letters(const char *bytes, size_t length)
{
	size_t letters = 0;

	for (size_t i = 0; i < length; i++)
		letters += ((unsigned char)bytes[i] & 0xc0) != 0x80;
	return letters;
}

static const struct affix_letter *
find_letter(const struct affixes *affixes, uint32_t letter)
{
	size_t low = 0, high = affixes->letter_count;

	if ((affixes->letter_bits >> letter % 64 & 1) == 0)
		return NULL;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (affixes->letters[middle].letter == letter)
			return &affixes->letters[middle];
		if (affixes->letters[middle].letter < letter)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* Copy the word with the `letter` rows applied; false if it gets too long. */
static bool
spell(const struct affixes *affixes, struct work *work, const char *word,
    size_t length)
{
	size_t size, copied = 0;

	memset(work->bytes, 0, AFFIX_TAIL);
	work->start = work->end = AFFIX_TAIL;
	for (size_t i = 0; i < length; i += size) {
		uint32_t letter = affix_letter_at(word + i, length - i, &size);
		const struct affix_letter *row = find_letter(affixes, letter);

		if (row == NULL)
			continue;
		if (!put(work, word + copied, i - copied) ||
		    !put(work, row->replacement.bytes, row->replacement.length))
			return false;
		copied = i + size;
	}
	if (!put(work, word + copied, length - copied))
		return false;
	work->letters = count_letters(work->bytes + work->start,
	    work->end - work->start);
	return work->end > work->start;
}

static const struct affix_word *
find_word(const struct affixes *affixes, const struct work *work)
{
	const char *bytes = work->bytes + work->start;
	size_t length = work->end - work->start;
	size_t low = 0, high = affixes->word_count;

	if (length > AFFIX_BYTES_MAX || (affixes->word_bits[length] &
	    affix_bit(bytes[length - 1])) == 0)
		return NULL;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct affix_text *form = &affixes->words[middle].form;
		size_t shorter = length < form->length ? length : form->length;
		int order = memcmp(bytes, form->bytes, shorter);
		if (order == 0 && length == form->length)
			return &affixes->words[middle];
		if (order > 0 || (order == 0 && length > form->length))
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool
in_class(const struct affix_class *class, uint32_t letter)
{
	for (size_t i = 0; i < class->count; i++) {
		if (class->letters[i] == letter)
			return true;
	}
	return false;
}

/* Is enough left, and the letter beside the affix, at `at`, the right one? */
static bool
allowed(const struct affixes *affixes, const struct affix *affix,
    const struct work *work, size_t at)
{
	size_t size;
	uint32_t letter;

	if (work->letters < (size_t)affix->letters + affix->minimum)
		return false;
	if (affix->beside == 0)
		return true;
	letter = affix_letter_at(work->bytes + at, work->end - at, &size);
	return in_class(&affixes->classes[affix->beside - 'A'], letter) !=
	    affix->unless;
}

/* Where the letter begins that ends before `end`, a byte after start. */
static size_t
letter_before(const struct work *work, size_t end)
{
	size_t at = end - 1;

	while (at > work->start &&
	    ((unsigned char)work->bytes[at] & 0xc0) == 0x80)
		at--;
	return at;
}

/* The last bytes of the word, which `tail` of an affix is compared with. */
static uint32_t
tail_of(const struct work *work)
{
	uint32_t tail;

	memcpy(&tail, work->bytes + work->end - AFFIX_TAIL, sizeof(tail));
	return tail;
}

static bool
ends_with(const struct affixes *affixes, const struct affix *affix,
    const struct work *work, uint32_t tail)
{
	size_t length = affix->text.length, rest;

	if ((tail & affix->tail_mask) != affix->tail ||
	    length >= work->end - work->start)
		return false;
	rest = work->end - length;
	return memcmp(work->bytes + rest, affix->text.bytes, length) == 0 &&
	    allowed(affixes, affix, work, letter_before(work, rest));
}

static bool
starts_with(const struct affixes *affixes, const struct affix *affix,
    const struct work *work)
{
	size_t length = affix->text.length;

	return length < work->end - work->start &&
	    memcmp(work->bytes + work->start, affix->text.bytes, length) == 0 &&
	    allowed(affixes, affix, work, work->start + length);
}

/* Take off the longest suffix of the slot that fits, if any. */
static bool
strip_suffix(const struct affixes *affixes, size_t slot, struct work *work)
{
	size_t bucket = affix_bucket(work->bytes[work->end - 1]);
	size_t i = affixes->begin[slot][bucket];
	uint32_t tail = tail_of(work);
	const struct affix *affix;

	for (; i < affixes->begin[slot][bucket + 1]; i++) {
		affix = &affixes->suffixes[i];
		if (!ends_with(affixes, affix, work, tail))
			continue;
		work->end -= affix->text.length;
		work->letters -= affix->letters;
		if (put(work, affix->replacement.bytes,
		    affix->replacement.length))
			work->letters += count_letters(affix->replacement.bytes,
			    affix->replacement.length);
		return true;
	}
	return false;
}

static bool
strip_prefix(const struct affixes *affixes, size_t slot, struct work *work)
{
	for (size_t i = 0; i < affixes->prefix_count; i++) {
		const struct affix *affix = &affixes->prefixes[i];
		if (affix->slot != slot || !starts_with(affixes, affix, work))
			continue;
		work->start += affix->text.length;
		work->letters -= affix->letters;
		return true;
	}
	return false;
}

static size_t
write_out(const char *bytes, size_t length, char *out, size_t size)
{
	if (length > size)
		return 0;
	memcpy(out, bytes, length);
	return length;
}

size_t
affixes_stem(const struct affixes *affixes, const char *word, size_t length,
    char *out, size_t size)
{
	const struct affix_word *known;
	struct work work;

	if (length == 0 || length > AFFIXES_WORD_MAX ||
	    !spell(affixes, &work, word, length))
		return write_out(word, length, out, size);
	known = find_word(affixes, &work);
	for (size_t slot = 0; known == NULL && slot < affixes->slot_count;
	    slot++) {
		bool front = strip_prefix(affixes, slot, &work);
		bool back = strip_suffix(affixes, slot, &work);
		if (front || back)
			known = find_word(affixes, &work);
	}
	if (known != NULL)
		return write_out(known->stem.bytes, known->stem.length, out,
		    size);
	return write_out(work.bytes + work.start, work.end - work.start, out,
	    size);
}

void
affixes_free(struct affixes *affixes)
{
	if (affixes == NULL)
		return;
	free(affixes->letters);
	free(affixes->words);
	free(affixes->prefixes);
	free(affixes->suffixes);
	free(affixes);
}
