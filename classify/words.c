/* SPDX-License-Identifier: MIT */
#include "classify/words.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "classify/language.h"

enum class {
	CLASS_BREAK,
	CLASS_LETTER,
	CLASS_DIGIT,
	CLASS_MARK,
	CLASS_SYMBOL,
	CLASS_HAN
};

void
words_free(struct words *words)
{
	free(words->words);
	*words = (struct words){ 0 };
}

static enum class
class_by_category(uint32_t point)
{
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
		return CLASS_LETTER;
	case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return CLASS_DIGIT;
	case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC:
		return CLASS_MARK;
	case UTF8PROC_CATEGORY_SC: case UTF8PROC_CATEGORY_SO:
		return point == 0xfffd ? CLASS_BREAK : CLASS_SYMBOL;
	default:
		return CLASS_BREAK;
	}
}

static enum class
class_of(uint32_t point)
{
	if ((point >= 'a' && point <= 'z') ||
	    (point >= 0x0430 && point <= 0x044f))
		return CLASS_LETTER;
	if (point >= '0' && point <= '9')
		return CLASS_DIGIT;
	if (point < 0x80)
		return point == '$' ? CLASS_SYMBOL : CLASS_BREAK;
	if (script_of(point) == SCRIPT_HAN)
		return CLASS_HAN;
	return class_by_category(point);
}

static enum class
class_at(const struct folded *folded, size_t i)
{
	return i < folded->count ? class_of(folded->points[i].point) :
	    CLASS_BREAK;
}

/* Does the sign at i, which is not at the start, stand for a letter? */
static bool
is_inner_sign(const struct folded *folded, size_t i)
{
	uint32_t point = folded->points[i].point;

	if (point != '\'' && point != '@' && point != '$')
		return false;
	return class_at(folded, i - 1) == CLASS_LETTER &&
	    class_at(folded, i + 1) == CLASS_LETTER;
}

/* An @ that begins a word and no handle: those are ASCII (@мф, @мфетамин). */
static bool
is_leading_sign(const struct folded *folded, size_t i)
{
	return folded->points[i].point == '@' && i + 1 < folded->count &&
	    script_of(folded->points[i + 1].point) == SCRIPT_CYRILLIC;
}

static bool
is_sentence_end(uint32_t point)
{
	return point == '\n' || point == '.' || point == '!' || point == '?' ||
	    point == ';' || point == ':' || point == 0x3002 ||
	    point == 0x2028 || point == 0x2029;
}

static enum word_gap
gap_between(const struct folded *folded, size_t from, size_t to,
    uint8_t *sign)
{
	enum word_gap gap = GAP_NEAR;
	uint32_t point;

	*sign = 0;
	if (from == 0 || to - from > 3)
		return GAP_FAR;
	if (from == to)
		return GAP_NONE;
	point = folded->points[from].point;
	if (to - from == 1 && point == ' ')
		return GAP_SPACE;
	if (to - from == 1 && point != '\n' && point < 0x80) {
		*sign = (uint8_t)point;
		return GAP_SIGN;
	}
	for (size_t i = from; i < to; i++) {
		if (is_sentence_end(folded->points[i].point))
			return GAP_FAR;
		if (folded->points[i].point == ',')
			gap = GAP_COMMA;
	}
	return gap;
}

static struct word *
push(struct words *words)
{
	if (words->count == words->room) {
		size_t room = words->room * 2 + 64;
		struct word *more = reallocarray(words->words, room,
		    sizeof(*more));

		if (more == NULL)
			return NULL;
		words->words = more;
		words->room = room;
	}
	return &words->words[words->count++];
}

/* Where the run of letters and digits that starts at i ends. */
static size_t
run_end(const struct folded *folded, size_t i, struct word *word)
{
	size_t start = i;

	word->kind = WORD_DIGITS;
	word->scripts = 0;
	for (; i < folded->count; i++) {
		enum class class = class_of(folded->points[i].point);
		bool sign = i > start ? is_inner_sign(folded, i) :
		    is_leading_sign(folded, i);

		if (class == CLASS_LETTER || sign)
			word->kind = WORD_LETTERS;
		else if (class != CLASS_DIGIT &&
		    (class != CLASS_MARK || i == start))
			break;
		if (!sign && class != CLASS_MARK)
			word->scripts |= (uint8_t)script_of(
			    folded->points[i].point);
	}
	return i;
}

int
words_split(struct words *words, const struct folded *folded)
{
	size_t i = 0, last_end = 0;

	words->count = 0;
	while (i < folded->count) {
		enum class class = class_of(folded->points[i].point);
		struct word word = { .first = (uint32_t)i, .count = 1 };
		struct word *place;

		if (class == CLASS_SYMBOL || class == CLASS_HAN) {
			word.kind = class == CLASS_HAN ? WORD_HAN :
			    WORD_SYMBOL;
			word.scripts = class == CLASS_HAN ? SCRIPT_HAN :
			    SCRIPT_OTHER;
		} else {
			word.count = (uint32_t)(run_end(folded, i, &word) - i);
		}
		if (word.count == 0) {
			i++;
			continue;
		}
		word.gap = (uint8_t)gap_between(folded, last_end, i,
		    &word.sign);
		if ((place = push(words)) == NULL)
			return -1;
		*place = word;
		last_end = i += word.count;
	}
	return 0;
}

size_t
words_measure(const struct words *words)
{
	size_t han = 0;

	for (size_t i = 0; i < words->count; i++)
		han += words->words[i].kind == WORD_HAN;
	return words->count - han + (han + 1) / 2;
}

bool
words_has_comma(const struct words *words, size_t first, size_t count)
{
	for (size_t i = first + 1; i < first + count; i++) {
		const struct word *word = &words->words[i];

		if (word->gap == GAP_COMMA ||
		    (word->gap == GAP_SIGN && word->sign == ','))
			return true;
	}
	return false;
}
