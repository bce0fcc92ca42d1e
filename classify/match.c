/* SPDX-License-Identifier: MIT */
#include "classify/match.h"

#include <stdlib.h>
#include <string.h>

#include "classify/spelled.h"
#include "classify/term.h"

/* How many words before a word's turn its forms are expected. */
#define AHEAD 8

/* The best term found so far at one place. */
struct best {
	uint32_t end;		/* index into the index's ends */
	size_t words;		/* how many it takes; 0: none found */
	uint8_t how;
};

/* A walk down the tree of terms. */
struct walk {
	const struct matcher *matcher;
	size_t start;		/* the first word */
	struct best best;
};

int
match_open(struct matcher *matcher, const struct lexicon *lexicon,
    const struct index *index, const struct stemmers *stemmers)
{
	*matcher = (struct matcher){ .lexicon = lexicon, .index = index };
	return forms_open(&matcher->finder, index, stemmers);
}

void
match_close(struct matcher *matcher)
{
	forms_close(&matcher->finder);
	fold_free(&matcher->folded);
	words_free(&matcher->words);
	free(matcher->spans);
	free(matcher->forms);
	free(matcher->hits);
}

int
match_add(struct matcher *matcher, const struct hit *hit)
{
	if (matcher->hit_count == matcher->hit_room) {
		size_t room = matcher->hit_room * 2 + 64;
		struct hit *more = reallocarray(matcher->hits, room,
		    sizeof(*more));

		if (more == NULL)
			return -1;
		matcher->hits = more;
		matcher->hit_room = room;
	}
	matcher->hits[matcher->hit_count++] = *hit;
	return 0;
}

/* Is the term worth believing in, got in this way from that many letters? */
static bool
fits(const struct entry *entry, enum form_how how, size_t letters)
{
	switch (how) {
	case FORM_PLAIN:
	case FORM_LOOKALIKE:
		return true;
	case FORM_PART:
		return letters >= 2;
	case FORM_DIGIT:
	case FORM_SPELLED:
		return letters >= 3 && entry->category != CATEGORY_IGNORE;
	case FORM_STRETCHED:
		return letters >= 4;
	case FORM_SCRIPT:
	case FORM_LATIN:
	case FORM_OCR:
		return index_is_clear(entry) &&
		    letters >= (how == FORM_LATIN ? 3 : 4);
	}
	return false;
}

bool
match_outweighs(const struct entry *entry, const struct entry *other)
{
	if ((entry->category == CATEGORY_IGNORE) !=
	    (other->category == CATEGORY_IGNORE))
		return entry->category == CATEGORY_IGNORE;
	return entry->weight > other->weight;
}

static bool
is_better(const struct matcher *matcher, const struct best *best,
    uint32_t end, size_t words, enum form_how how)
{
	const struct index_end *new = &matcher->index->ends[end], *old;

	if (words != best->words)
		return words > best->words;
	old = &matcher->index->ends[best->end];
	if (new->exact != old->exact)
		return new->exact;
	if (how != best->how)
		return how < best->how;
	return match_outweighs(&matcher->lexicon->entries[new->entry],
	    &matcher->lexicon->entries[old->entry]);
}

static size_t
letters_of(const struct matcher *matcher, size_t start, size_t words)
{
	size_t letters = 0;

	for (size_t i = start; i < start + words; i++)
		letters += matcher->words.words[i].count;
	return letters;
}

static void
consider(struct walk *walk, uint32_t node, size_t words, enum form_how how)
{
	const struct matcher *matcher = walk->matcher;
	const struct index *index = matcher->index;
	size_t letters = letters_of(matcher, walk->start, words);

	for (uint32_t end = index->nodes[node].first_end; end != MAP_NONE;
	    end = index->ends[end].next) {
		const struct entry *entry =
		    &matcher->lexicon->entries[index->ends[end].entry];

		if (fits(entry, how, letters) && (entry->over_comma ||
		    !words_has_comma(&matcher->words, walk->start, words)) &&
		    is_better(matcher, &walk->best, end, words, how))
			walk->best = (struct best){ end, words,
			    (uint8_t)how };
	}
}

/* Does word i touch neither the one before it nor the one behind it? */
static bool
is_alone(const struct words *words, size_t i)
{
	return words->words[i].gap != GAP_NONE && (i + 1 >= words->count ||
	    words->words[i + 1].gap != GAP_NONE);
}

/*
 * May a Chinese term go on over the gap before character i? So it does without
 * one, over a sign put in between, and where the characters stand apart.
 */
static bool
is_joined_han(const struct words *words, size_t i)
{
	const struct word *word = &words->words[i];

	if (word->gap == GAP_SIGN)
		return strchr(".*-_/|~+,", word->sign) != NULL;
	return word->gap == GAP_NONE || (word->gap == GAP_SPACE &&
	    is_alone(words, i - 1) && is_alone(words, i));
}

/* May a term go on over the gap before word i? */
static bool
is_joined(const struct words *words, size_t i)
{
	const struct word *word = &words->words[i];

	if (word->kind == WORD_HAN && words->words[i - 1].kind == WORD_HAN)
		return is_joined_han(words, i);
	if (word->gap == GAP_SIGN)
		return strchr(";:!?", word->sign) == NULL;
	return word->gap != GAP_FAR;
}

static void
step(struct walk *walk, uint32_t node, size_t words, enum form_how how)
{
	const struct matcher *matcher = walk->matcher;
	size_t i = walk->start + words;

	if (words == TERM_WORDS_MAX || i >= matcher->words.count ||
	    (words > 0 && !is_joined(&matcher->words, i)))
		return;
	for (size_t k = 0; k < matcher->spans[i].count; k++) {
		const struct form *form =
		    &matcher->forms[matcher->spans[i].first + k];
		enum form_how worst = form->how > how ?
		    (enum form_how)form->how : how;
		uint32_t next = index_step(matcher->index, node, form->key);

		if (next == MAP_NONE)
			continue;
		consider(walk, next, words + 1, worst);
		step(walk, next, words + 1, worst);
	}
}

int
match_letters(struct matcher *matcher, const uint32_t *points, size_t count,
    bool ocr, struct hit *hit)
{
	const struct index *index = matcher->index;
	struct forms forms;
	float weight = -1;

	hit->entry = HIT_MIXED;
	if (forms_find(&matcher->finder, points, count, ocr, &forms) < 0)
		return -1;
	for (size_t k = 0; k < forms.count; k++) {
		uint32_t node = index_step(index, INDEX_ROOT,
		    forms.list[k].key);
		uint32_t end = node == MAP_NONE ? MAP_NONE :
		    index->nodes[node].first_end;

		/* "2.75mg", "20-40mg": numbers before a word cut nothing up. */
		if (forms.list[k].how == FORM_PART)
			continue;
		for (; end != MAP_NONE; end = index->ends[end].next) {
			const struct entry *entry = &matcher->lexicon->
			    entries[index->ends[end].entry];

			if (entry->category < CATEGORY_COURT &&
			    entry->weight > weight &&
			    fits(entry, forms.list[k].how, count)) {
				weight = entry->weight;
				hit->entry = index->ends[end].entry;
			}
		}
	}
	hit->how = FORM_SPELLED;
	return 0;
}

size_t
match_points(const struct matcher *matcher, size_t i,
    uint32_t points[FORMS_WORD_MAX])
{
	const struct word *word = &matcher->words.words[i];

	for (size_t k = 0; k < word->count && k < FORMS_WORD_MAX; k++)
		points[k] = matcher->folded.points[word->first + k].point;
	return word->count;
}

/* Keep the forms of all words of the text. */
static int
gather(struct matcher *matcher, bool ocr)
{
	matcher->form_count = 0;
	if (matcher->words.count > matcher->span_room) {
		size_t room = matcher->words.room;
		struct span *more = reallocarray(matcher->spans, room,
		    sizeof(*more));

		if (more == NULL)
			return -1;
		matcher->spans = more;
		matcher->span_room = room;
	}
	for (size_t i = 0; i < matcher->words.count; i++) {
		uint32_t points[FORMS_WORD_MAX];
		size_t count = i + AHEAD < matcher->words.count ?
		    match_points(matcher, i + AHEAD, points) : 0;
		struct forms forms = { 0 };

		forms_expect(&matcher->finder, points, count, ocr);
		count = match_points(matcher, i, points);
		if (forms_find(&matcher->finder, points, count, ocr,
		    &forms) < 0)
			return -1;
		if (matcher->form_count + forms.count > matcher->form_room) {
			size_t room = matcher->form_room * 2 + forms.count +
			    256;
			struct form *more = reallocarray(matcher->forms, room,
			    sizeof(*more));

			if (more == NULL)
				return -1;
			matcher->forms = more;
			matcher->form_room = room;
		}
		if (forms.count > 0)
			memcpy(matcher->forms + matcher->form_count,
			    forms.list, forms.count * sizeof(*forms.list));
		matcher->spans[i] = (struct span){
		    (uint32_t)matcher->form_count, (uint32_t)forms.count };
		matcher->form_count += forms.count;
	}
	return 0;
}

/* The bytes that words first to first + count - 1 stand in. */
static struct hit
place(const struct matcher *matcher, size_t first, size_t count)
{
	const struct word *begin = &matcher->words.words[first];
	const struct word *end = begin + count - 1;

	return (struct hit){
	    .start = matcher->folded.points[begin->first].start,
	    .end = matcher->folded.points[end->first + end->count - 1].end };
}

/* Take the best term at word i, if any; *taken is how many words it has. */
static int
match_at(struct matcher *matcher, size_t i, bool ocr, size_t *taken)
{
	struct walk walk = { .matcher = matcher, .start = i };
	struct hit hit;
	size_t spelled = 0;

	*taken = 0;
	if (matcher->spans[i].count > 0)
		step(&walk, INDEX_ROOT, 0, FORM_PLAIN);
	if (walk.best.words < 2 && i + 1 < matcher->words.count &&
	    spelled_match(matcher, i, ocr, &spelled) < 0)
		return -1;
	if (spelled > 0) {
		*taken = spelled;
		return 0;
	}
	if (walk.best.words == 0)
		return 0;
	hit = place(matcher, i, walk.best.words);
	hit.entry = matcher->index->ends[walk.best.end].entry;
	hit.how = walk.best.how;
	*taken = walk.best.words;
	return match_add(matcher, &hit);
}

/*
 * Note a disguise once it was seen through: letters of two scripts, digits
 * for letters, or letters apart.
 */
static int
note_mixed(struct matcher *matcher)
{
	struct hit last = matcher->hits[matcher->hit_count - 1];

	if (!form_is_disguise((enum form_how)last.how))
		return 0;
	last.entry = HIT_MIXED;
	return match_add(matcher, &last);
}

int
match_words(struct matcher *matcher, const char *bytes, size_t length)
{
	matcher->hit_count = 0;
	return fold_text(&matcher->folded, bytes, length) < 0 ? -1 :
	    words_split(&matcher->words, &matcher->folded);
}

int
match_terms(struct matcher *matcher, bool ocr)
{
	matcher->hit_count = matcher->spelled_until = 0;
	if (gather(matcher, ocr) < 0)
		return -1;
	for (size_t i = 0; i < matcher->words.count;) {
		size_t taken;

		if (match_at(matcher, i, ocr, &taken) < 0 ||
		    (taken > 0 && note_mixed(matcher) < 0))
			return -1;
		i += taken > 0 ? taken : 1;
	}
	return 0;
}

int
match_any(struct matcher *matcher, const char *bytes, size_t length, bool ocr)
{
	return match_words(matcher, bytes, length) < 0 ? -1 :
	    match_terms(matcher, ocr);
}

int
match_text(struct matcher *matcher, const char *bytes, size_t length, bool ocr)
{
	if (match_any(matcher, bytes, length, ocr) < 0)
		return -1;
	match_drop_loose(matcher);
	return 0;
}
