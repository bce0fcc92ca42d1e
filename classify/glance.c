/* SPDX-License-Identifier: MIT */
#include "classify/glance.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum {
	GLANCE_WORDS_MAX = 8,	/* a token of more words is loud, */
	GLANCE_WORDS_MASK = 15,
	LIST_MAX = 512,		/* and so is one of a longer list */
};

/* A list that grows; once it is full it stays so. */
struct list {
	uint32_t numbers[LIST_MAX];
	size_t count;
};

/* A token's words, and what the terms that begin at each may count. */
struct parts {
	uint32_t starts[GLANCE_WORDS_MAX], ends[GLANCE_WORDS_MAX];
	size_t count;
	struct worth worth[GLANCE_WORDS_MAX];
	/* May a term, or a word that is cut up, begin or end with the word? */
	bool begins[GLANCE_WORDS_MAX], stops[GLANCE_WORDS_MAX];
	struct list entries;	/* of the terms, each once */
	bool disguised;		/* one of them is */
};

int
glance_open(struct glancer *glancer, struct matcher *matcher)
{
	struct folded folded = { 0 };
	struct words words = { 0 };
	int status;

	/* Nothing stands at 0, so that this is the place of no list. */
	*glancer = (struct glancer){ .matcher = matcher,
	    .used = GLANCE_ALIGNMENT };
	status = glance_note_plain(glancer, &folded, &words);
	fold_free(&folded);
	words_free(&words);
	return status;
}

void
glance_close(struct glancer *glancer)
{
	map_free(&glancer->lists);
	free(glancer->store);
}

void
glance_raise(struct worth *worth, const struct entry *entry)
{
	struct amount amounts[SIGN_AMOUNTS];
	double *sums = entry->before_drug || entry->after_drug ?
	    worth->loose : worth->own;

	score_amounts(entry, amounts);
	for (size_t i = 0; i < SIGN_AMOUNTS; i++)
		if (amounts[i].weight > sums[amounts[i].feature])
			sums[amounts[i].feature] = amounts[i].weight;
	worth->drug |= match_is_drug(entry);
}

/* Does a sign before the word join it to the word before, perhaps? */
static bool
is_cut(const struct word *word)
{
	return word->gap == GAP_SIGN && strchr("-._*", word->sign) != NULL;
}

/* Where the words of the text that was matched last stand in it. */
static void
place_words(const struct matcher *matcher, struct parts *parts)
{
	const struct folded_point *points = matcher->folded.points;

	parts->count = matcher->words.count;
	for (size_t i = 0; i < parts->count; i++) {
		const struct word *word = &matcher->words.words[i];

		parts->starts[i] = points[word->first].start;
		parts->ends[i] = points[word->first + word->count - 1].end;
		parts->worth[i] = (struct worth){ .drug = false };
		/* See spelled.c: runs begin and end in short words. */
		parts->begins[i] = parts->stops[i] =
		    matcher->spans[i].count > 0 || word->count <= 2;
		if (i > 0 && is_cut(word))
			parts->begins[i - 1] = parts->stops[i] = true;
	}
	parts->entries.count = 0;
	parts->disguised = false;
}

static void
push(struct list *list, uint32_t number)
{
	if (list->count < LIST_MAX)
		list->numbers[list->count++] = number;
}

static void
push_once(struct list *list, uint32_t number)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->numbers[i] == number)
			return;
	push(list, number);
}

/* Take over the hits of a text that begins at `from` in the token. */
static void
take_hits(const struct matcher *matcher, size_t from, struct parts *parts)
{
	for (size_t i = 0; i < matcher->hit_count; i++) {
		const struct hit *hit = &matcher->hits[i];
		size_t word = 0;

		if (hit->entry == HIT_MIXED) {
			parts->disguised = true;
			continue;
		}
		while (word + 1 < parts->count &&
		    parts->ends[word] <= hit->start + from)
			word++;
		push_once(&parts->entries, hit->entry);
		glance_raise(&parts->worth[word],
		    &matcher->lexicon->entries[hit->entry]);
	}
}

/*
 * Match every run of words of the token by itself: what stands before a word
 * may take it or leave it, so each may be where a term begins or ends. Runs
 * with a word before or behind that no term can have are the same as without.
 */
static int
match_parts(struct glancer *glancer, const char *token, bool ocr,
    struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		for (size_t k = i; k < parts->count; k++) {
			size_t from = parts->starts[i];

			if (!parts->begins[i] || !parts->stops[k])
				continue;
			if (match_any(glancer->matcher, token + from,
			    parts->ends[k] - from, ocr) < 0)
				return -1;
			take_hits(glancer->matcher, from, parts);
		}
	return 0;
}

/* Follow all phrases from word i of the token to its end. */
static void
follow(const struct matcher *matcher, uint32_t node, size_t i,
    struct mark *mark, struct list *nodes)
{
	const struct form *form = matcher->forms + matcher->spans[i].first;

	for (size_t k = 0; k < matcher->spans[i].count; k++) {
		uint32_t next = index_step(matcher->index, node, form[k].key);

		if (next == MAP_NONE || matcher->index->ahead[next] == 0)
			continue;
		if (i + 1 < matcher->words.count) {
			follow(matcher, next, i + 1, mark, nodes);
			continue;
		}
		mark->awaits |= matcher->index->ahead[next];
		push(nodes, next);
	}
}

/* Note how phrases may come into the token, and how they may leave it. */
static int
note_phrases(struct glancer *glancer, struct mark *mark)
{
	const struct matcher *matcher = glancer->matcher;
	struct list keys = { .count = 0 }, nodes = { .count = 1 };

	for (size_t i = 0; i < matcher->words.count; i++) {
		const struct span *span = &matcher->spans[i];
		const struct form *form = matcher->forms + span->first;

		push(&keys, span->count);
		for (size_t k = 0; k < span->count; k++) {
			push(&keys, form[k].key);
			if (match_is_disguise((enum form_how)form[k].how))
				mark->flags |= MARK_DISGUISE;
			if (i == 0)
				mark->begins |= index_bit(form[k].key);
		}
		follow(matcher, INDEX_ROOT, i, mark, &nodes);
	}
	nodes.numbers[0] = (uint32_t)nodes.count - 1;
	if (keys.count == LIST_MAX || nodes.count == LIST_MAX)
		mark->flags |= MARK_LOUD;
	if (mark->begins != 0)
		mark->keys = glance_keep_list(glancer, keys.numbers,
		    keys.count * sizeof(*keys.numbers));
	if (mark->awaits != 0)
		mark->nodes = glance_keep_list(glancer, nodes.numbers,
		    nodes.count * sizeof(*nodes.numbers));
	return mark->keys == MAP_NONE || mark->nodes == MAP_NONE ? -1 : 0;
}

static bool
is_single(const struct word *word)
{
	return word->count == 1 &&
	    (word->kind == WORD_LETTERS || word->kind == WORD_DIGITS);
}

/* What can be told from the words of the token. */
static void
describe(const struct glancer *glancer, struct mark *mark)
{
	const struct matcher *matcher = glancer->matcher;
	const struct words *words = &matcher->words;
	size_t han = 0;

	if (words->count == 0) {
		mark->flags |= MARK_EMPTY;
		return;
	}
	if (is_single(&words->words[0]))
		mark->flags |= MARK_FIRST_SINGLE;
	if (is_single(&words->words[words->count - 1]))
		mark->flags |= MARK_LAST_SINGLE;
	/* Letters apart in the way that tokens are: they may go on. */
	for (size_t i = 1; i < words->count; i++)
		if (words->words[i].gap == GAP_NEAR &&
		    (is_single(&words->words[i]) ||
		    is_single(&words->words[i - 1])))
			mark->flags |= MARK_LOUD;
	if (words->count > GLANCE_WORDS_MAX) {
		mark->flags |= MARK_LOUD;
		return;
	}
	mark->words = words->count & GLANCE_WORDS_MASK;
	/* Of an odd number of Han characters, a half goes to the next. */
	for (size_t i = 0; i < words->count; i++)
		han += words->words[i].kind == WORD_HAN;
	mark->measure = (words->count - han + han / 2) & GLANCE_WORDS_MASK;
}

/* Keep the amounts that are not zero; returns how many they are. */
static uint8_t
pack(const double sums[FEATURE_COUNT], struct amount *list)
{
	uint8_t count = 0;

	/* Benign features are granted as they are: see screen.c. */
	for (size_t i = 0; i < FEATURE_COURT; i++)
		if (sums[i] > 0) {
			memset(&list[count], 0, sizeof(*list));
			list[count].feature = (uint8_t)i;
			list[count++].weight = sums[i];
		}
	return count;
}

/* What the terms of all words count together, feature by feature. */
static void
sum_up(const struct parts *parts, struct worth *all)
{
	*all = (struct worth){ .drug = false };

	for (size_t i = 0; i < parts->count; i++) {
		for (size_t k = 0; k < FEATURE_COUNT; k++) {
			all->own[k] += parts->worth[i].own[k];
			all->loose[k] += parts->worth[i].loose[k];
		}
		all->drug |= parts->worth[i].drug;
	}
}

/* Keep the terms of all words, and what they count. */
static int
keep_terms(struct glancer *glancer, const struct parts *parts,
    struct mark *mark)
{
	struct {
		struct terms terms;
		uint32_t entries[LIST_MAX];
	} list = { .terms.entries = (uint32_t)parts->entries.count };
	struct terms *terms = &list.terms;
	struct worth all;
	size_t size;

	sum_up(parts, &all);
	if (all.drug)
		mark->flags |= MARK_DRUG;
	if (parts->disguised)
		mark->flags |= MARK_DISGUISE;
	if (parts->entries.count == LIST_MAX)
		mark->flags |= MARK_LOUD;
	terms->own = pack(all.own, terms->amounts);
	terms->loose = pack(all.loose, terms->amounts + terms->own);
	if (terms->own + terms->loose == 0)
		return 0;
	/* The entries make it another list than that of others like it. */
	size = offsetof(struct terms, amounts) + (size_t)(terms->own +
	    terms->loose) * sizeof(*terms->amounts);
	memcpy((char *)&list + size, parts->entries.numbers,
	    parts->entries.count * sizeof(*parts->entries.numbers));
	mark->terms = glance_keep_list(glancer, &list, size +
	    parts->entries.count * sizeof(*parts->entries.numbers));
	return mark->terms != MAP_NONE ? 0 : -1;
}

/*
 * Look at each word: does any have a form, or is a word cut up by signs or
 * its letters apart, so that terms must be looked for? And is one a purse?
 */
static bool
has_forms(struct glancer *glancer, bool ocr, struct mark *mark)
{
	struct matcher *matcher = glancer->matcher;
	bool forms = false;

	for (size_t i = 0; i < matcher->words.count; i++) {
		uint32_t points[FORMS_WORD_MAX];
		size_t count = match_points(matcher, i, points);

		if (count > FORMS_WORD_MAX ||
		    glance_names_purse(points, count))
			mark->flags |= MARK_ACCOUNT;
		forms = forms || (i > 0 && is_cut(
		    &matcher->words.words[i])) ||
		    is_single(&matcher->words.words[i]) ||
		    forms_any(&matcher->finder, points, count, ocr);
	}
	return forms;
}

int
glance(struct glancer *glancer, const char *token, size_t length, bool ocr,
    struct mark *mark)
{
	struct matcher *matcher = glancer->matcher;
	uint32_t points[GLANCE_PLAIN_MAX];
	size_t plain = glance_read_plain(glancer, token, length, points);
	struct parts parts;

	*mark = (struct mark){ .words = 0 };
	if (plain > 0 && !forms_any(&matcher->finder, points, plain, ocr)) {
		/* No term can have it: so are most words that are new. */
		mark->words = mark->measure = 1;
		return 0;
	}
	if (match_words(matcher, token, length) < 0)
		return -1;
	glance_numbers(token, length, mark);
	describe(glancer, mark);
	if ((mark->flags & (MARK_EMPTY | MARK_LOUD)) != 0 ||
	    (plain == 0 && !has_forms(glancer, ocr, mark)))
		return 0;
	if (match_terms(matcher, ocr) < 0 || note_phrases(glancer, mark) < 0)
		return -1;
	place_words(matcher, &parts);
	if (parts.count == 1)
		take_hits(matcher, 0, &parts);
	else if (match_parts(glancer, token, ocr, &parts) < 0)
		return -1;
	return keep_terms(glancer, &parts, mark);
}
