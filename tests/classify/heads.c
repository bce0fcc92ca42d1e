/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <glob.h>

#include "classify/affixes.h"
#include "classify/detector.h"
#include "classify/fold.h"
#include "classify/forms.h"
#include "classify/heads.h"
#include "classify/words.h"

static const struct affixes *const none[LANGUAGE_COUNT];

/* The languages that heads find for a word. */
static uint32_t
find(const struct heads *heads, const char *word)
{
	struct folded folded = { 0 };
	uint32_t points[64], found;

	assert_int_equal(fold_text(&folded, word, strlen(word)), 0);
	assert_true(folded.count <= 64);
	for (size_t i = 0; i < folded.count; i++)
		points[i] = folded.points[i].point;
	found = heads_find(heads, points, folded.count,
	    scripts_of(points, folded.count));
	fold_free(&folded);
	return found;
}

static uint32_t
bit_of(const char *language)
{
	return UINT32_C(1) << language_find(language);
}

static void
add(struct heads *heads, const char *language, const char *stem)
{
	heads_add(heads, (unsigned)language_find(language), stem,
	    strlen(stem), false);
}

static void
a_word_begins_as_its_stem(void **state)
{
	struct heads heads;
	struct fault f;

	(void)state;
	assert_int_equal(heads_open(&heads, none, &f), 0);
	assert_int_equal(find(&heads, "закладка") & bit_of("ru"), 0);
	add(&heads, "ru", "закладк");
	assert_true(find(&heads, "закладками") & bit_of("ru"));
	assert_int_equal(find(&heads, "закладками") & bit_of("uk"), 0);
	assert_int_equal(find(&heads, "закл"), 0);
	assert_int_equal(find(&heads, "прокладка"), 0);
	add(&heads, "es", "coca");
	assert_true(find(&heads, "cocá") & bit_of("es"));
	heads_close(&heads);
}

static void
a_stem_may_end_in_letters_of_its_own(void **state)
{
	struct heads heads;
	struct fault f;

	(void)state;
	assert_int_equal(heads_open(&heads, none, &f), 0);
	add(&heads, "en", "coke");
	assert_true(find(&heads, "coking") & bit_of("en"));
	assert_int_equal(find(&heads, "cold"), 0);
	add(&heads, "tr", "kitap");
	assert_true(find(&heads, "kitabı") & bit_of("tr"));
	assert_int_equal(find(&heads, "kitamı"), 0);
	heads_close(&heads);
}

static void
a_word_goes_on_as_endings_do(void **state)
{
	struct heads heads;
	struct fault f;

	(void)state;
	assert_int_equal(heads_open(&heads, none, &f), 0);
	add(&heads, "tr", "ot");
	add(&heads, "ru", "соль");
	assert_true(find(&heads, "otlarımızdan") & bit_of("tr"));
	assert_int_equal(find(&heads, "otherwise"), 0);
	assert_true(find(&heads, "соль") & bit_of("ru"));
	assert_int_equal(find(&heads, "сольфеджио"), 0);
	/* A letter behind so many may be the stem's own. */
	add(&heads, "ru", "мефедрончик");
	assert_true(find(&heads, "мефедрончиками") & bit_of("ru"));
	heads_close(&heads);
}

static void
a_word_that_is_not_stemmed_ends_as_well(void **state)
{
	struct heads heads;
	struct fault f;

	(void)state;
	assert_int_equal(heads_open(&heads, none, &f), 0);
	heads_add(&heads, LANGUAGE_COUNT, "по", strlen("по"), false);
	heads_add(&heads, LANGUAGE_COUNT, "благодарность",
	    strlen("благодарность"), false);
	assert_true(find(&heads, "по") >> LANGUAGE_COUNT & 1);
	assert_int_equal(find(&heads, "пол"), 0);
	assert_true(find(&heads, "благодарность") >> LANGUAGE_COUNT & 1);
	heads_close(&heads);
}

/* Letters that some language does not write are of no account. */
static void
a_soft_sign_may_end_a_word(void **state)
{
	const struct affixes *affixes[LANGUAGE_COUNT] = { NULL };
	static const char rules[] = "letter ь\n";
	struct heads heads;
	struct fault f;
	struct affixes *own = affixes_read(rules, strlen(rules), "kk", &f);

	(void)state;
	assert_non_null(own);
	affixes[language_find("kk")] = own;
	assert_int_equal(heads_open(&heads, affixes, &f), 0);
	heads_add(&heads, LANGUAGE_COUNT, "соль", strlen("соль"),
	    false);
	assert_true(find(&heads, "соль") >> LANGUAGE_COUNT & 1);
	assert_true(find(&heads, "сол") >> LANGUAGE_COUNT & 1);
	heads_close(&heads);
	affixes_free(own);
}

static void
arabic_words_may_begin_anyhow(void **state)
{
	struct heads heads;
	struct fault f;

	(void)state;
	assert_int_equal(heads_open(&heads, none, &f), 0);
	assert_true(find(&heads, "مرحبا") & bit_of("ar"));
	assert_int_equal(find(&heads, "xyz"), 0);
	heads_close(&heads);
}

/* How a text begins, letter by letter, as heads take it. */
static size_t
spell(const struct heads *heads, const char *text, size_t length,
    uint32_t letters[STEM_MAX])
{
	size_t count = 0, used;

	for (; length > 0; text += used, length -= used) {
		uint32_t point;

		used = fold_decode(text, length, &point);
		assert_true(used > 0);
		if (point < HEADS_LETTERS)
			point = heads->letters[point];
		if (point != 0)
			letters[count++] = point;
	}
	return count;
}

/* Does a word begin as the stem without its tail does? */
static bool
begins(const struct heads *heads, const char *word, size_t length,
    const char *stem, size_t size, const struct tail *tail)
{
	uint32_t whole[STEM_MAX], head[STEM_MAX];
	size_t whole_count, head_count;
	char text[TAILS_HEAD_MAX];
	bool any;

	size = tails_head(tail, stem, size, text, &any);
	if (size == 0)
		return any;
	whole_count = spell(heads, word, length, whole);
	head_count = spell(heads, text, size, head);
	return head_count <= whole_count &&
	    memcmp(head, whole, head_count * sizeof(*head)) == 0;
}

struct bench {
	struct detector *detector;
	struct stemmers stemmers;
	struct heads heads;
	struct folded folded;
	struct words words;
	size_t checked;
};

/* The slow way: nothing but this one stem is in the heads. */
static void
check_alone(struct bench *bench, unsigned language, const char *word,
    size_t length, const char *stem, size_t size)
{
	struct heads heads;
	struct fault f;
	char text[STEM_MAX + 1];

	memcpy(text, word, length);
	text[length] = '\0';
	assert_int_equal(heads_open(&heads, bench->stemmers.affixes, &f), 0);
	heads_add(&heads, language, stem, size, false);
	if ((find(&heads, text) >> language & 1) == 0)
		fail_msg("%s: %s has the stem %.*s",
		    language_at(language)->code, text, (int)size, stem);
	heads_close(&heads);
}

static void
check_word(struct bench *bench, const char *word, size_t length)
{
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++) {
		const struct tails *tails = &bench->heads.tails[i];
		char stem[STEM_MAX];
		size_t size = stem_word(&bench->stemmers, i, word, length,
		    stem), k = 0;

		if (size == 0 || (bench->heads.always >> i & 1) != 0)
			continue;
		while (k < tails->count && !begins(&bench->heads, word,
		    length, stem, size, &tails->list[k]))
			k++;
		if (k == tails->count)
			check_alone(bench, i, word, length, stem, size);
		bench->checked++;
	}
}

/* Check all words of a file. */
static void
check_file(struct bench *bench, const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t room = 0;
	ssize_t length;

	if (file == NULL)
		fail_msg("%s: cannot be opened", path);
	while ((length = getline(&line, &room, file)) > 0) {
		assert_int_equal(fold_text(&bench->folded, line,
		    (size_t)length), 0);
		assert_int_equal(words_split(&bench->words, &bench->folded),
		    0);
		for (size_t i = 0; i < bench->words.count; i++) {
			const struct word *word = &bench->words.words[i];
			char text[STEM_MAX];
			size_t used = 0;

			for (size_t k = 0; k < word->count && word->count <=
			    FORMS_WORD_MAX; k++)
				used += fold_encode(bench->folded.points[
				    word->first + k].point, text + used);
			if (used > 0)
				check_word(bench, text, used);
		}
	}
	free(line);
	fclose(file);
}

static void
words_of_real_text_begin_as_their_stems(void **state)
{
	static const char *const patterns[] = {
		"tests/samples/classify/p*/*.txt", "lexicons/??.tsv" };
	struct bench bench = { .checked = 0 };
	const char *folder = "lexicons";
	struct fault f;

	(void)state;
	bench.detector = detector_open(&folder, 1, NULL, &f);
	assert_non_null(bench.detector);
	assert_int_equal(detector_stemmers(bench.detector, &bench.stemmers,
	    &f), 0);
	assert_int_equal(heads_open(&bench.heads, bench.stemmers.affixes,
	    &f), 0);
	for (size_t i = 0; i < 2; i++) {
		glob_t paths;

		assert_int_equal(glob(patterns[i], 0, NULL, &paths), 0);
		for (size_t k = 0; k < paths.gl_pathc; k++)
			check_file(&bench, paths.gl_pathv[k]);
		globfree(&paths);
	}
	assert_true(bench.checked > 10000);
	heads_close(&bench.heads);
	stemmers_close(&bench.stemmers);
	detector_close(bench.detector);
	fold_free(&bench.folded);
	words_free(&bench.words);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_begins_as_its_stem),
		cmocka_unit_test(a_stem_may_end_in_letters_of_its_own),
		cmocka_unit_test(a_word_goes_on_as_endings_do),
		cmocka_unit_test(a_word_that_is_not_stemmed_ends_as_well),
		cmocka_unit_test(a_soft_sign_may_end_a_word),
		cmocka_unit_test(arabic_words_may_begin_anyhow),
		cmocka_unit_test(words_of_real_text_begin_as_their_stems),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
