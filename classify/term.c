/* SPDX-License-Identifier: MIT */
#include "classify/term.h"

#include <string.h>

/* Fold and split some bytes of a term. Returns 0, or -1 without memory. */
static int
split(struct term *term, const char *bytes, size_t length)
{
	return fold_text(&term->folded, bytes, length) < 0 ||
	    words_split(&term->split, &term->folded) < 0 ? -1 : 0;
}

int
term_open(struct term *term)
{
	memset(term, 0, sizeof(*term));
	for (uint32_t point = 'a'; point < TERM_POINTS; point++) {
		char bytes[4];

		if (split(term, bytes, fold_encode(point, bytes)) < 0) {
			term_close(term);
			return -1;
		}
		term->letters[point] = term->folded.count == 1 &&
		    term->folded.points[0].point == point &&
		    term->split.count == 1 &&
		    term->split.words[0].kind == WORD_LETTERS;
	}
	return 0;
}

void
term_close(struct term *term)
{
	fold_free(&term->folded);
	words_free(&term->split);
}

/* The folded word as UTF-8; 0 where it is too long. */
static size_t
spell(const struct folded *folded, const struct word *word,
    char text[STEM_MAX])
{
	size_t length = 0;

	for (size_t i = 0; i < word->count; i++) {
		char bytes[4];
		size_t used = fold_encode(
		    folded->points[word->first + i].point, bytes);

		if (length + used > STEM_MAX)
			return 0;
		memcpy(text + length, bytes, used);
		length += used;
	}
	return length;
}

/* Any part: it is folded, and its words are written out. */
static int
add_folded(struct term *term, const char *part, size_t length, bool exact)
{
	if (split(term, part, length) < 0)
		return -1;
	for (size_t i = 0; i < term->split.count; i++) {
		const struct word *word = &term->split.words[i];
		struct term_word *place;

		if (term->count == TERM_WORDS_MAX)
			return -1;
		place = &term->words[term->count];
		*place = (struct term_word){ term->texts[term->count],
		    spell(&term->folded, word, term->texts[term->count]),
		    word->count, word->kind, exact };
		if (place->length == 0)
			return -1;
		term->count++;
	}
	return 0;
}

/* What a point is in a part that folding does not change. */
enum plain {
	PLAIN_NOT = 1,
	PLAIN_DIGIT = 2,
	PLAIN_LETTER = 4,
	PLAIN_HAN = 8
};

/* The same for a Han character, which is asked for once each. */
static enum plain
plain_of_han(struct term *term, uint32_t point)
{
	uint8_t *known = &term->han[point - HAN_FIRST];

	if (*known == 0)
		*known = han_simplify(point) == point ? PLAIN_HAN : PLAIN_NOT;
	return *known;
}

static enum plain
plain_of(struct term *term, uint32_t point)
{
	if (point < TERM_POINTS)
		return term->letters[point] ? PLAIN_LETTER :
		    point >= '0' && point <= '9' ? PLAIN_DIGIT : PLAIN_NOT;
	return point >= HAN_FIRST && point <= HAN_LAST ?
	    plain_of_han(term, point) : PLAIN_NOT;
}

/*
 * Take the word that begins a part, as it stands. Returns its bytes; 0 if
 * folding might change it.
 */
static size_t
take_plain(struct term *term, const char *part, size_t length,
    struct term_word *word)
{
	size_t at, used, letters = 0;
	unsigned found = 0;

	for (at = 0; at < length; at += used, letters++) {
		uint32_t point = 0;
		enum plain plain;

		used = fold_decode(part + at, length - at, &point);
		plain = plain_of(term, point);
		if (plain == PLAIN_HAN && letters == 0) {
			word->kind = WORD_HAN;
			word->letters = 1;
			return used;
		}
		if (plain == PLAIN_NOT || plain == PLAIN_HAN)
			break;
		found |= plain;
	}
	word->kind = (found & PLAIN_LETTER) != 0 ? WORD_LETTERS : WORD_DIGITS;
	word->letters = letters;
	return at;
}

/*
 * The same for parts that folding changes nothing in, which most are: their
 * words are where they stand. Returns false if there is anything else.
 */
static bool
add_plain(struct term *term, const char *part, size_t length, bool exact)
{
	if (length > STEM_MAX)
		return false;
	while (length > 0) {
		struct term_word word = { .text = part, .exact = exact };

		if (term->count == TERM_WORDS_MAX)
			return false;
		word.length = take_plain(term, part, length, &word);
		if (word.length == 0)
			return false;
		term->words[term->count++] = word;
		part += word.length;
		length -= word.length;
	}
	return true;
}

/* Add the words of one space-separated part of a term, `=word` or word. */
static int
add_part(struct term *term, const char *part, size_t length)
{
	bool exact = length > 1 && part[0] == '=';
	size_t count = term->count;

	if (exact) {
		part++;
		length--;
		term->exact = true;
	}
	if (add_plain(term, part, length, exact))
		return 0;
	term->count = count;
	return add_folded(term, part, length, exact);
}

int
term_split(struct term *term, const char *text)
{
	term->count = 0;
	term->exact = false;
	while (*text != '\0') {
		size_t length = (size_t)(strchrnul(text, ' ') - text);

		if (length > 0 && add_part(term, text, length) < 0)
			return -1;
		text += length;
		while (*text == ' ')
			text++;
	}
	return 0;
}
