/* SPDX-License-Identifier: MIT */
#include "classify/term.h"

#include <string.h>

#include "classify/han.h"

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
	PLAIN_NOT,
	PLAIN_DIGIT,
	PLAIN_LETTER,
	PLAIN_HAN
};

static enum plain
plain_of(const struct term *term, uint32_t point)
{
	if (point < TERM_POINTS)
		return term->letters[point] ? PLAIN_LETTER :
		    point >= '0' && point <= '9' ? PLAIN_DIGIT : PLAIN_NOT;
	return point >= HAN_FIRST && point <= HAN_LAST &&
	    han_simplify(point) == point ? PLAIN_HAN : PLAIN_NOT;
}

/*
 * The same for parts that folding changes nothing in, which most are: their
 * words are where they stand. Returns false if there is anything else.
 */
static bool
add_plain(struct term *term, const char *part, size_t length, bool exact)
{
	struct term_word *word = NULL;
	size_t used;

	for (size_t at = 0; at < length; at += used) {
		uint32_t point = 0;
		enum plain plain;

		used = fold_decode(part + at, length - at, &point);
		plain = plain_of(term, point);
		if (plain == PLAIN_NOT)
			return false;
		if (word == NULL || plain == PLAIN_HAN) {
			if (term->count == TERM_WORDS_MAX)
				return false;
			word = &term->words[term->count++];
			*word = (struct term_word){ .text = part + at,
			    .kind = WORD_DIGITS, .exact = exact };
		}
		if (plain == PLAIN_LETTER)
			word->kind = WORD_LETTERS;
		word->length += used;
		word->letters++;
		if (plain == PLAIN_HAN) {
			word->kind = WORD_HAN;
			word = NULL;
		}
	}
	return length <= STEM_MAX;
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
