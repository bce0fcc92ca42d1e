/* SPDX-License-Identifier: MIT */
/* Tokens looked at: does any word of one tell? */
#include <string.h>

#include "classify/spelled.h"
#include "classify/telling.h"

enum {
	PLAIN_MAX = 24		/* letters of a word that is read at once */
};

static uint32_t
word_marks(struct telling *telling, const uint32_t *points, size_t count,
    bool ocr)
{
	return forms_marks(&telling->matcher->finder, &telling->wanted, points,
	    count, ocr);
}

/* Is this a disguise that tells? */
static bool
is_disguised(const struct telling *telling, const struct form *form)
{
	return telling->wanted.disguised != 0 &&
	    form_is_disguise((enum form_how)form->how);
}

/* Are two words that stand together such a pair in these forms? */
static bool
is_pair(const struct telling *telling, const struct form *a,
    const struct form *b)
{
	return telling_is_pair(telling, a->key, b->key) ||
	    ((is_disguised(telling, a) || is_disguised(telling, b)) &&
	    index_may_follow(telling->matcher->index, a->key, b->key));
}

/* Do two words of the text that was matched stand together that are a pair? */
static bool
has_pair(const struct telling *telling)
{
	const struct matcher *matcher = telling->matcher;

	for (size_t i = 1; i < matcher->words.count; i++) {
		const struct span *span = &matcher->spans[i];

		for (uint32_t a = span[-1].first; a < span->first; a++)
			for (uint32_t b = 0; b < span->count; b++)
				if (is_pair(telling, &matcher->forms[a],
				    &matcher->forms[span->first + b]))
					return true;
	}
	return false;
}

/* Does any hit of the text that was matched tell? */
static bool
hits_tell(const struct telling *telling)
{
	const struct matcher *matcher = telling->matcher;

	for (size_t i = 0; i < matcher->hit_count; i++)
		if (matcher->hits[i].entry == HIT_MIXED ||
		    telling_entry(telling, &matcher->lexicon->
		    entries[matcher->hits[i].entry]))
			return true;
	return false;
}

/*
 * What of the marks of a disguise, or of telling, is true of the text that was
 * split? Another term may win over one that tells, if that is the only word,
 * and a disguise may be none.
 */
static uint32_t
marks_in_truth(struct telling *telling, bool ocr)
{
	struct matcher *matcher = telling->matcher;
	bool several = matcher->words.count > 1;
	uint32_t marks = 0;

	if (match_terms(matcher, ocr) < 0 || has_pair(telling) ||
	    hits_tell(telling))
		return MARK_TELLS;
	for (size_t i = 0; i < matcher->form_count; i++) {
		const struct form *form = &matcher->forms[i];
		bool disguised = is_disguised(telling, form);

		if (several && (disguised ||
		    (telling->wanted.marks[form->key] & MARK_TELLS) != 0))
			return MARK_TELLS;
		if (disguised && telling->matcher->
		    index->of_keys[form->key].inner)
			marks |= MARK_DISGUISED;
	}
	return marks;
}

bool
telling_meet(struct telling *telling, const char *text, size_t length,
    bool ocr)
{
	return match_any(telling->matcher, text, length, ocr) < 0 ||
	    has_pair(telling);
}

bool
telling_text(struct telling *telling, const char *text, size_t length,
    bool ocr)
{
	return match_any(telling->matcher, text, length, ocr) < 0 ||
	    hits_tell(telling);
}

/* Is word i, with some behind it, a term that signs cut up? */
static bool
is_joined(struct telling *telling, size_t i, bool ocr)
{
	struct matcher *matcher = telling->matcher;
	uint32_t points[SPELLED_PIECES_MAX * FORMS_WORD_MAX];
	size_t count = 0;

	for (size_t k = i; k < i + SPELLED_PIECES_MAX &&
	    k < matcher->words.count; k++) {
		const struct word *word = &matcher->words.words[k];
		struct hit hit;

		if ((k > i && !spelled_is_cut(word)) ||
		    word->kind == WORD_HAN || word->kind == WORD_SYMBOL ||
		    word->count > FORMS_WORD_MAX)
			break;
		count += match_points(matcher, k, points + count);
		if (k > i && count >= SPELLED_JOINED_MIN &&
		    (match_letters(matcher, points, count, ocr, &hit) < 0 ||
		    hit.entry != HIT_MIXED))
			return true;
	}
	return false;
}

static bool
has_joined(struct telling *telling, bool ocr)
{
	for (size_t i = 0; i + 1 < telling->matcher->words.count; i++)
		if (is_joined(telling, i, ocr))
			return true;
	return false;
}

/* May the letters of the token that stand apart be a word? */
static bool
has_singles(const struct words *words)
{
	size_t singles = 0;

	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->words[i];
		bool single = spelled_is_single(word);
		bool inside = i > 0 && (single || spelled_is_single(word - 1));

		singles = single ? singles + 1 : 0;
		/* Apart in the way that tokens are, they may go on. */
		if (singles == SPELLED_SINGLES_MIN || (inside &&
		    (word->gap == GAP_SPACE || word->gap == GAP_NEAR)))
			return true;
	}
	return false;
}

#define ALL_LEAD (((UINT32_C(1) << MARK_PAIRS) - 1) << MARK_LEADS)
#define ALL_FOLLOW (((UINT32_C(1) << MARK_PAIRS) - 1) << MARK_FOLLOWS)

/* The marks of a token that was split, as far as its words make them. */
static uint32_t
words_marks(struct telling *telling, bool ocr)
{
	struct matcher *matcher = telling->matcher;
	uint32_t any = 0, first = 0, last = 0;

	for (size_t i = 0; i < matcher->words.count; i++) {
		uint32_t points[FORMS_WORD_MAX];
		size_t count = match_points(matcher, i, points);
		uint32_t marks = word_marks(telling, points, count, ocr);

		if ((telling_partner(last) & marks) != 0)
			any = MARK_TELLS;
		any |= marks & MARK_TELLS;
		if (i == 0)
			first = marks;
		last = marks;
	}
	return any | (first & ALL_FOLLOW) | (last & ALL_LEAD);
}

static bool
is_punctuation(char c)
{
	return c != '\0' && strchr(".,!?:;\"()", c) != NULL;
}

/*
 * Is the token a word of nothing but plain letters? So are most. Writes it as
 * folded and returns how many letters it has, or 0.
 */
static size_t
read_plain(const struct telling *telling, const char *token, size_t length,
    uint32_t points[PLAIN_MAX])
{
	size_t count = 0, used;

	for (; length > 0 && is_punctuation(*token); length--)
		token++;
	while (length > 0 && is_punctuation(token[length - 1]))
		length--;
	for (; length > 0; token += used, length -= used) {
		uint32_t point;

		used = fold_decode(token, length, &point);
		if (used == 0 || point >= TELLING_POINTS ||
		    telling->plain[point] == 0 || count == PLAIN_MAX)
			return 0;
		points[count++] = telling->plain[point];
	}
	return count >= 2 ? count : 0;
}

uint32_t
telling_marks(struct telling *telling, const char *token, size_t length,
    bool ocr)
{
	struct matcher *matcher = telling->matcher;
	const struct words *words = &matcher->words;
	uint32_t points[PLAIN_MAX];
	size_t plain = read_plain(telling, token, length, points);
	uint32_t marks = 0;

	if (plain > 0) {
		marks = word_marks(telling, points, plain, ocr);
		if ((marks & MARK_TELLS) == 0)
			return marks;
	}
	if (match_words(matcher, token, length) < 0)
		return MARK_TELLS;
	if (words->count == 0)
		return MARK_EMPTY;
	if (plain == 0)
		marks = words_marks(telling, ocr);
	if (has_singles(words) || has_joined(telling, ocr))
		marks |= MARK_TELLS;
	else if ((marks & MARK_TELLS) != 0)
		marks = (marks & ~(uint32_t)MARK_TELLS) |
		    marks_in_truth(telling, ocr);
	if (spelled_is_single(&words->words[0]))
		marks |= MARK_FIRST_SINGLE;
	if (spelled_is_single(&words->words[words->count - 1]))
		marks |= MARK_LAST_SINGLE;
	return words->count > 1 ? marks | MARK_SEVERAL : marks;
}
