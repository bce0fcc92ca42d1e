/* SPDX-License-Identifier: MIT */
#include "classify/spelled.h"

#include <string.h>

enum {
	LETTERS_MAX = 64,	/* of a run; longer ones are cut */
	TERM_MAX = 24		/* letters of a term to look for in a run */
};

/* Letters gathered from several words, each with the point it is. */
struct letters {
	uint32_t points[LETTERS_MAX];
	uint32_t at[LETTERS_MAX];	/* index into the folded text */
	size_t count;
	size_t words;			/* that they were gathered from */
};

/* Add all letters of a word. Returns whether there was room. */
static bool
gather(const struct matcher *matcher, struct letters *letters, size_t i)
{
	const struct word *word = &matcher->words.words[i];

	if (letters->count + word->count > LETTERS_MAX)
		return false;
	for (size_t k = 0; k < word->count; k++) {
		letters->at[letters->count] = word->first + (uint32_t)k;
		letters->points[letters->count++] =
		    matcher->folded.points[word->first + k].point;
	}
	letters->words++;
	return true;
}

bool
spelled_is_cut(const struct word *word)
{
	return word->gap == GAP_SIGN && word->sign != 0 &&
	    strchr("-._*", word->sign) != NULL;
}

bool
spelled_is_single(const struct word *word)
{
	return word->count == 1 &&
	    (word->kind == WORD_LETTERS || word->kind == WORD_DIGITS);
}

/*
 * The run of single letters that begins at word i, all with the same gap: one
 * space or one sign. A word of two letters may stand before it (пр о б н и к).
 */
static void
gather_run(const struct matcher *matcher, size_t i, struct letters *letters)
{
	const struct word *words = matcher->words.words;
	size_t singles = spelled_is_single(&words[i]);
	size_t next = i + 1;

	letters->count = letters->words = 0;
	if (words[i].kind == WORD_HAN || words[i].count > 2 ||
	    !gather(matcher, letters, i))
		return;
	for (; next < matcher->words.count && spelled_is_single(&words[next]) &&
	    words[next].gap == words[i + 1].gap &&
	    words[next].sign == words[i + 1].sign; next++) {
		if (words[next].gap == GAP_NONE ||
		    words[next].gap >= GAP_COMMA ||
		    !gather(matcher, letters, next))
			break;
		singles++;
	}
	if (singles < SPELLED_SINGLES_MIN) {
		letters->words = 0;
		return;
	}
	/* And one after it: п р 0 ба. */
	if (next < matcher->words.count && words[next].count == 2 &&
	    words[next].kind == WORD_LETTERS &&
	    words[next].gap == words[i + 1].gap)
		gather(matcher, letters, next);
}

static struct hit
place(const struct matcher *matcher, const struct letters *letters,
    size_t from, size_t count)
{
	const struct folded_point *points = matcher->folded.points;

	return (struct hit){ .start = points[letters->at[from]].start,
	    .end = points[letters->at[from + count - 1]].end,
	    .entry = HIT_MIXED };
}

/*
 * Does the term end in a digit that is none of its own? "м е ф 1 г" is an
 * amount after a word. A zero may well be an o.
 */
static bool
ends_in_amount(const struct matcher *matcher, uint32_t last,
    const struct hit *hit)
{
	const struct lexicon *lexicon = matcher->lexicon;
	const char *term = lexicon_term(lexicon,
	    &lexicon->entries[hit->entry]);

	return last >= '1' && last <= '9' &&
	    (uint32_t)(unsigned char)term[strlen(term) - 1] != last;
}

/* A way to cut letters into terms. */
struct cutting {
	uint32_t entry[LETTERS_MAX + 1];	/* the term that begins here */
	uint8_t length[LETTERS_MAX + 1];	/* its letters; 0: none */
	uint8_t covered[LETTERS_MAX + 1];	/* letters in terms from here
						 * to the end */
	uint8_t pieces[LETTERS_MAX + 1];	/* terms from here to the end */
};

/* Find the best term to begin at letter `from`, given the best of the rest. */
static int
choose(struct matcher *matcher, const struct letters *letters, size_t from,
    bool ocr, struct cutting *c)
{
	size_t most = letters->count - from;

	c->length[from] = 0;
	c->covered[from] = c->covered[from + 1];
	c->pieces[from] = c->pieces[from + 1];
	for (size_t length = 2; length <= most && length <= TERM_MAX;
	    length++) {
		size_t covered = length + c->covered[from + length];
		size_t pieces = 1u + c->pieces[from + length];
		struct hit found;

		if (covered < c->covered[from] || (c->length[from] > 0 &&
		    covered == c->covered[from] && pieces > c->pieces[from]))
			continue;
		if (match_letters(matcher, letters->points + from, length,
		    ocr, &found) < 0)
			return -1;
		if (found.entry == HIT_MIXED || ends_in_amount(matcher,
		    letters->points[from + length - 1], &found))
			continue;
		c->entry[from] = found.entry;
		c->length[from] = (uint8_t)length;
		c->covered[from] = (uint8_t)covered;
		c->pieces[from] = (uint8_t)pieces;
	}
	return 0;
}

/*
 * Are these terms what the letters were meant to be? If they make up 7
 * letters of 10 and one has three letters; or half of them and two have.
 */
static bool
is_meant(const struct letters *letters, const struct cutting *c)
{
	size_t covered = c->covered[0], long_terms = 0;

	for (size_t at = 0; at < letters->count;
	    at += c->length[at] > 0 ? c->length[at] : 1)
		long_terms += c->length[at] >= 3;
	return (covered * 10 >= letters->count * 7 && long_terms >= 1) ||
	    (covered * 2 >= letters->count && long_terms >= 2);
}

/* Cut the letters into terms, so that these cover most of them. */
static int
cut(struct matcher *matcher, const struct letters *letters, bool ocr,
    bool *are_words)
{
	struct cutting c;

	c.covered[letters->count] = c.pieces[letters->count] = 0;
	for (size_t from = letters->count; from-- > 0;)
		if (choose(matcher, letters, from, ocr, &c) < 0)
			return -1;
	*are_words = is_meant(letters, &c);
	for (size_t at = 0; *are_words && at < letters->count;
	    at += c.length[at] > 0 ? c.length[at] : 1) {
		struct hit hit;

		if (c.length[at] == 0)
			continue;
		hit = place(matcher, letters, at, c.length[at]);
		/* NOLINTNEXTLINE(*uninitialized.Assign): never so here */
		hit.entry = c.entry[at];
		hit.how = FORM_SPELLED;
		if (match_add(matcher, &hit) < 0)
			return -1;
	}
	return 0;
}

/* One word that hyphens or dots cut up: про-бы. */
static int
match_joined(struct matcher *matcher, size_t i, bool ocr, size_t *taken)
{
	const struct word *words = matcher->words.words;
	struct letters letters = { .count = 0 };
	struct hit hit;

	for (size_t k = i; k < i + SPELLED_PIECES_MAX &&
	    k < matcher->words.count; k++) {
		if (k > i && !spelled_is_cut(&words[k]))
			break;
		if (words[k].kind == WORD_HAN || words[k].kind == WORD_SYMBOL ||
		    !gather(matcher, &letters, k))
			break;
		if (letters.words < 2 || letters.count < SPELLED_JOINED_MIN)
			continue;
		if (match_letters(matcher, letters.points, letters.count, ocr,
		    &hit) < 0)
			return -1;
		if (hit.entry == HIT_MIXED ||
		    (matcher->lexicon->entries[hit.entry].ambiguity == 2 &&
		    letters.count <= SPELLED_JOINED_MIN))
			continue;
		*taken = letters.words;
	}
	if (*taken == 0)
		return 0;
	/* Found above: the longest that was. */
	letters.count = letters.words = 0;
	for (size_t k = i; k < i + *taken; k++)
		gather(matcher, &letters, k);
	if (match_letters(matcher, letters.points, letters.count, ocr,
	    &hit) < 0)
		return -1;
	hit.start = place(matcher, &letters, 0, letters.count).start;
	hit.end = place(matcher, &letters, 0, letters.count).end;
	return match_add(matcher, &hit);
}

int
spelled_match(struct matcher *matcher, size_t i, bool ocr, size_t *taken)
{
	struct letters letters;
	bool are_words = false;

	*taken = 0;
	if (i < matcher->spelled_until)
		return 0;
	gather_run(matcher, i, &letters);
	if (letters.words > 0) {
		matcher->spelled_until = i + letters.words;
		if (cut(matcher, &letters, ocr, &are_words) < 0)
			return -1;
		if (are_words)
			*taken = letters.words;
		return 0;
	}
	/* Most words are not cut up. */
	return i + 1 < matcher->words.count &&
	    spelled_is_cut(&matcher->words.words[i + 1]) ?
	    match_joined(matcher, i, ocr, taken) : 0;
}
