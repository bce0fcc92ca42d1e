/* SPDX-License-Identifier: MIT */
#include "classify/glance.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "classify/digits.h"

enum {
	GLANCE_WORDS_MAX = 8,	/* a token of more words is loud, */
	LIST_MAX = 512,		/* and so is one of a longer list */
	ALIGNMENT = sizeof(double),	/* of lists in the store */
	/* The shortest address of money; see contact-coin.c. */
	ADDRESS_MIN = 25
};

#define AMOUNTS_MASK 63u	/* more than there are features */

/* A token's words, and what the terms that begin at each may count. */
struct parts {
	uint32_t starts[GLANCE_WORDS_MAX], ends[GLANCE_WORDS_MAX];
	size_t count;
	struct worth worth[GLANCE_WORDS_MAX];
};

void
glance_open(struct glancer *glancer, struct matcher *matcher)
{
	*glancer = (struct glancer){ .matcher = matcher };
}

void
glance_close(struct glancer *glancer)
{
	map_free(&glancer->lists);
	free(glancer->store);
}

void
glance_forget(struct glancer *glancer)
{
	map_empty(&glancer->lists);
	glancer->used = 0;
}

const struct amount *
glance_amounts(const struct glancer *glancer, const struct mark *mark)
{
	return (const void *)(glancer->store + mark->amounts);
}

const uint32_t *
glance_keys(const struct glancer *glancer, const struct mark *mark)
{
	return (const void *)(glancer->store + mark->keys);
}

const uint32_t *
glance_nodes(const struct glancer *glancer, const struct mark *mark)
{
	return (const void *)(glancer->store + mark->nodes);
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

/* Where a list stands in the store, new or not; MAP_NONE without memory. */
static uint32_t
keep(struct glancer *glancer, const void *list, size_t size)
{
	uint32_t place = map_find(&glancer->lists, list, size);
	size_t room = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

	if (place != MAP_NONE)
		return place;
	if (glancer->used + room > glancer->room) {
		size_t wanted = glancer->room * 2 + room + 4096;
		char *more = realloc(glancer->store, wanted);

		if (more == NULL)
			return MAP_NONE;
		glancer->store = more;
		glancer->room = wanted;
	}
	place = (uint32_t)glancer->used;
	if (map_add(&glancer->lists, list, size, place) < 0)
		return MAP_NONE;
	memcpy(glancer->store + place, list, size);
	glancer->used += room;
	return place;
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
	}
}

/* Take over the hits of a text that begins at `from` in the token. */
static void
take_hits(const struct matcher *matcher, size_t from, struct parts *parts)
{
	for (size_t i = 0; i < matcher->hit_count; i++) {
		const struct hit *hit = &matcher->hits[i];
		size_t word = 0;

		if (hit->entry == HIT_MIXED)
			continue;
		while (word + 1 < parts->count &&
		    parts->ends[word] <= hit->start + from)
			word++;
		glance_raise(&parts->worth[word],
		    &matcher->lexicon->entries[hit->entry]);
	}
}

/*
 * Match every run of words of the token by itself: what stands before a word
 * may take it or leave it, so each may be where a term begins or ends.
 */
static int
match_parts(struct glancer *glancer, const char *token, bool ocr,
    struct parts *parts)
{
	for (size_t i = 0; i < parts->count; i++)
		for (size_t k = i; k < parts->count; k++) {
			size_t from = parts->starts[i];

			if (match_any(glancer->matcher, token + from,
			    parts->ends[k] - from, ocr) < 0)
				return -1;
			take_hits(glancer->matcher, from, parts);
		}
	return 0;
}

/* A list that grows; once it is full it stays so. */
struct list {
	uint32_t numbers[LIST_MAX];
	size_t count;
};

static void
push(struct list *list, uint32_t number)
{
	if (list->count < LIST_MAX)
		list->numbers[list->count++] = number;
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
			if (i == 0)
				mark->begins |= index_bit(form[k].key);
		}
		follow(matcher, INDEX_ROOT, i, mark, &nodes);
	}
	nodes.numbers[0] = (uint32_t)nodes.count - 1;
	if (keys.count == LIST_MAX || nodes.count == LIST_MAX)
		mark->flags |= MARK_LOUD;
	if (mark->begins != 0)
		mark->keys = keep(glancer, keys.numbers,
		    keys.count * sizeof(*keys.numbers));
	if (mark->awaits != 0)
		mark->nodes = keep(glancer, nodes.numbers,
		    nodes.count * sizeof(*nodes.numbers));
	return mark->keys == MAP_NONE || mark->nodes == MAP_NONE ? -1 : 0;
}

static bool
is_single(const struct word *word)
{
	return word->count == 1 &&
	    (word->kind == WORD_LETTERS || word->kind == WORD_DIGITS);
}

static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) != 0;
}

/* The start of an IBAN: its country and two digits of its checksum. */
static bool
is_iban_start(const char *at, size_t left)
{
	return left >= 4 && is_letter(at[0]) && is_letter(at[1]) &&
	    isdigit((unsigned char)at[2]) && isdigit((unsigned char)at[3]);
}

/* Purses that are named by words: see contact-link.c. */
static bool
is_purse(const char *at, size_t left)
{
	return (left >= 4 && strncasecmp(at, "qiwi", 4) == 0) ||
	    (left >= 8 && strncasecmp(at, "yoomoney", 8) == 0);
}

void
glance_numbers(const char *text, size_t length, struct mark *mark)
{
	size_t run = 0, digits = 0;
	unsigned char size;

	for (size_t i = 0; i < length; i++) {
		run = isalnum((unsigned char)text[i]) ? run + 1 : 0;
		digits += digit_at(text, length, i, &size) >= 0;
		if (run >= ADDRESS_MIN)
			mark->flags |= MARK_NUMBER | MARK_ACCOUNT;
		if (is_iban_start(text + i, length - i) ||
		    is_purse(text + i, length - i))
			mark->flags |= MARK_ACCOUNT;
	}
	if (digits > 0)
		mark->flags |= MARK_NUMBER;
	mark->digits = (digits < MARK_DIGITS_MAX ? digits :
	    MARK_DIGITS_MAX) & MARK_DIGITS_MAX;
}

/* What can be told from the words of the token. */
static void
describe(const struct glancer *glancer, struct mark *mark)
{
	const struct matcher *matcher = glancer->matcher;
	const struct words *words = &matcher->words;

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
	if (words->count > GLANCE_WORDS_MAX)
		mark->flags |= MARK_LOUD;
	else
		mark->words = (uint8_t)words->count;
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

/* Keep what the terms of all words count together. */
static int
keep_worth(struct glancer *glancer, const struct parts *parts,
    struct mark *mark)
{
	struct amount list[2 * FEATURE_COUNT];
	struct worth all = { .drug = false };

	for (size_t i = 0; i < parts->count; i++) {
		for (size_t k = 0; k < FEATURE_COUNT; k++) {
			all.own[k] += parts->worth[i].own[k];
			all.loose[k] += parts->worth[i].loose[k];
		}
		if (parts->worth[i].drug)
			mark->flags |= MARK_DRUG;
	}
	mark->own = pack(all.own, list) & AMOUNTS_MASK;
	mark->loose = pack(all.loose, list + mark->own) & AMOUNTS_MASK;
	if (mark->own + mark->loose > 0)
		mark->amounts = keep(glancer, list,
		    (size_t)(mark->own + mark->loose) * sizeof(*list));
	return mark->amounts != MAP_NONE ? 0 : -1;
}

int
glance(struct glancer *glancer, const char *token, size_t length, bool ocr,
    struct mark *mark)
{
	struct parts parts;

	*mark = (struct mark){ .flags = MARK_KNOWN };
	if (match_any(glancer->matcher, token, length, ocr) < 0)
		return -1;
	glance_numbers(token, length, mark);
	describe(glancer, mark);
	if ((mark->flags & (MARK_EMPTY | MARK_LOUD)) != 0)
		return 0;
	if (note_phrases(glancer, mark) < 0)
		return -1;
	place_words(glancer->matcher, &parts);
	if (parts.count == 1)
		take_hits(glancer->matcher, 0, &parts);
	else if (match_parts(glancer, token, ocr, &parts) < 0)
		return -1;
	return keep_worth(glancer, &parts, mark);
}
