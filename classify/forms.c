/* SPDX-License-Identifier: MIT */
#include "classify/forms.h"

#include <stdlib.h>
#include <string.h>

#include "classify/disguise.h"
#include "classify/fold.h"
#include "classify/language.h"

enum {
	WORDS = 1 << 16,	/* that are remembered */
	/* Forms remembered before the memory of them is begun afresh. */
	STORE_MAX = 1 << 18,
	STEMMED_MIN = 3,	/* as in index.c */
	/* In the store, before each list of forms: its size. */
	LIST_HEAD = 1,
	NO_FORMS = 0,		/* where the list of no forms stands */
	SPELLED_MAX = 4 * (int)DISGUISE_MAX	/* bytes of a word */
};

static const char *const names[] = {
	"plain", "part", "look-alike", "digits", "stretched", "spelled-out",
	"other-script", "latin", "ocr"
};

const char *
form_name(enum form_how how)
{
	return names[how];
}

static int
push(struct form_finder *finder, uint32_t key, enum form_how how)
{
	if (finder->used == finder->room) {
		size_t room = finder->room * 2 + 1024;
		struct form *more = reallocarray(finder->store, room,
		    sizeof(*more));

		if (more == NULL)
			return -1;
		finder->store = more;
		finder->room = room;
	}
	finder->store[finder->used++] = (struct form){ key, (uint8_t)how };
	return 0;
}

int
forms_open(struct form_finder *finder, const struct index *index,
    const struct stemmers *stemmers)
{
	*finder = (struct form_finder){ .index = index,
	    .stemmers = stemmers };
	/* The first list is that of all words without forms. */
	return push(finder, 0, FORM_PLAIN) < 0 ? -1 :
	    cache_open(&finder->words, WORDS);
}

void
forms_close(struct form_finder *finder)
{
	cache_close(&finder->words);
	free(finder->store);
}

/* Add a key, unless a surer form of this word has it. */
static int
add(struct form_finder *finder, size_t head, uint32_t key, enum form_how how)
{
	if (key == MAP_NONE)
		return 0;
	for (size_t i = head + LIST_HEAD; i < finder->used; i++)
		if (finder->store[i].key == key)
			return 0;
	return push(finder, key, how);
}

/* The word in UTF-8; returns its bytes. */
static size_t
spell(const uint32_t *points, size_t count, char text[SPELLED_MAX])
{
	size_t length = 0;

	for (size_t i = 0; i < count; i++)
		length += fold_encode(points[i], text + length);
	return length;
}

/* What is done with a key that a word may have: go on while this returns 0. */
typedef int take_key(struct form_finder *, size_t head, uint32_t key,
    enum form_how);

bool
form_is_disguise(enum form_how how)
{
	return how == FORM_LOOKALIKE || how == FORM_DIGIT ||
	    how == FORM_SPELLED || how == FORM_STRETCHED;
}

/* May only clear terms be got in this way? See fits() in match.c. */
static bool
wants_clear(enum form_how how)
{
	return how == FORM_SCRIPT || how == FORM_LATIN || how == FORM_OCR;
}

/* A key, if there is one and it may be got in this way. */
static uint32_t
find_key(const struct form_finder *finder, unsigned language,
    const char *word, size_t length, enum form_how how)
{
	uint32_t key = index_key(finder->index, language, word, length);

	return key != MAP_NONE && wants_clear(how) &&
	    !finder->index->of_keys[key].clear ? MAP_NONE : key;
}

/* Only keys with these heads are looked for. */
static const struct heads *
heads_for(const struct form_finder *finder, enum form_how how)
{
	const struct forms_wanted *wanted = finder->wanted;

	if (wanted == NULL ||
	    (wanted->disguised != 0 && form_is_disguise(how)))
		return &finder->index->heads;
	return &wanted->heads;
}

/* Take the keys of one reading of the word: as it stands, and its stems. */
static int
take_keys(struct form_finder *finder, size_t head, const uint32_t *points,
    size_t count, enum form_how how, take_key *take)
{
	char text[SPELLED_MAX], stem[STEM_MAX];
	unsigned scripts = scripts_of(points, count);
	uint32_t languages = heads_find(heads_for(finder, how), points,
	    count, scripts);
	size_t length;
	int status = 0;

	if (languages == 0 ||
	    (wants_clear(how) && (languages & HEADS_CLEAR) == 0) ||
	    (length = spell(points, count, text)) > STEM_MAX)
		return 0;
	if ((languages >> INDEX_EXACT & 1) != 0)
		status = take(finder, head, find_key(finder, INDEX_EXACT,
		    text, length, how), how);
	for (unsigned i = 0; i < LANGUAGE_COUNT && status == 0 &&
	    count >= STEMMED_MIN; i++) {
		size_t size;

		if ((languages >> i & 1) == 0 ||
		    (language_at(i)->scripts & scripts) == 0)
			continue;
		size = stem_word(finder->stemmers, i, text, length, stem);
		if (size > 0)
			status = take(finder, head, find_key(finder, i, stem,
			    size, how), how);
	}
	return status;
}

/* Take the keys of all readings of the word, the surest first. */
static int
read_all(struct form_finder *finder, size_t head, const uint32_t *points,
    size_t count, bool ocr, take_key *take)
{
	uint32_t out[DISGUISE_MAX];
	unsigned traits = disguise_traits(points, count);
	int status = take_keys(finder, head, points, count, FORM_PLAIN, take);

	for (unsigned i = 0; i < DISGUISE_COUNT && status == 0; i++) {
		const struct disguise *disguise = disguise_at(i);

		if ((disguise->needs & traits) == 0 || (disguise->ocr && !ocr))
			continue;
		for (unsigned c = 0; c < disguise->choices && status == 0;
		    c++) {
			size_t made = disguise->undo(points, count, c, out);

			if (made > 0)
				status = take_keys(finder, head, out, made,
				    disguise->how, take);
		}
	}
	return status;
}

static int
take_marks(struct form_finder *finder, size_t head, uint32_t key,
    enum form_how how)
{
	const struct forms_wanted *wanted = finder->wanted;

	(void)head;
	if (key == MAP_NONE)
		return 0;
	finder->marks |= wanted->marks[key];
	if (form_is_disguise(how))
		finder->marks |= wanted->disguised;
	return 0;
}

uint32_t
forms_marks(struct form_finder *finder, const struct forms_wanted *wanted,
    const uint32_t *points, size_t count, bool ocr)
{
	finder->wanted = wanted;
	finder->marks = 0;
	if (count > 0 && count <= FORMS_WORD_MAX)
		(void)read_all(finder, 0, points, count, ocr, take_marks);
	finder->wanted = NULL;
	return finder->marks;
}

/* The hash of a word in the cache of words. */
static uint64_t
hash_of(const struct form_finder *finder, const uint32_t *points,
    size_t count, bool ocr)
{
	return cache_hash(&finder->words, points, count * sizeof(*points),
	    ocr);
}

void
forms_expect(const struct form_finder *finder, const uint32_t *points,
    size_t count, bool ocr)
{
	if (count <= FORMS_WORD_MAX)
		cache_prefetch(&finder->words, hash_of(finder, points, count,
		    ocr));
}

/* Find the forms of a word; sets *list to where they stand in the store. */
static int
find_new(struct form_finder *finder, const uint32_t *points, size_t count,
    bool ocr, size_t *list)
{
	size_t head = finder->used;

	*list = NO_FORMS;
	if (push(finder, 0, FORM_PLAIN) < 0 ||
	    read_all(finder, head, points, count, ocr, add) < 0)
		return -1;
	if (finder->used == head + LIST_HEAD) {
		finder->used = head;
		return 0;
	}
	finder->store[head].key = (uint32_t)(finder->used - head - LIST_HEAD);
	*list = head;
	return 0;
}

/* The same, but for words that are remembered. */
static int
find_known(struct form_finder *finder, const uint32_t *points, size_t count,
    bool ocr, size_t *list)
{
	uint64_t hash = hash_of(finder, points, count, ocr);
	uint32_t known = cache_find(&finder->words, hash);

	*list = known;
	if (known != CACHE_NEW)
		return 0;
	if (find_new(finder, points, count, ocr, list) < 0)
		return -1;
	cache_keep(&finder->words, hash, (uint32_t)*list);
	return 0;
}

int
forms_find(struct form_finder *finder, const uint32_t *points, size_t count,
    bool ocr, struct forms *forms)
{
	size_t list;

	*forms = (struct forms){ 0 };
	if (count > FORMS_WORD_MAX || count == 0)
		return 0;
	if (finder->used >= STORE_MAX) {
		cache_empty(&finder->words);
		finder->used = NO_FORMS + LIST_HEAD;
	}
	if (find_known(finder, points, count, ocr, &list) < 0)
		return -1;
	forms->list = finder->store + list + LIST_HEAD;
	forms->count = finder->store[list].key;
	return 0;
}
