/* SPDX-License-Identifier: MIT */
/*
 * The paradigms of each language are data: tests/samples/classify/paradigms.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "classify/affixes.h"

#define LINE_MAX_BYTES 8192

static struct affixes *
rules(const char *text)
{
	struct fault f;
	struct affixes *affixes = affixes_read(text, strlen(text), "test", &f);

	if (affixes == NULL)
		fail_msg("%s", f.text);
	return affixes;
}

static void
expect_stem(const struct affixes *affixes, const char *word, const char *stem)
{
	char out[AFFIXES_STEM_MAX + 1];
	size_t length = affixes_stem(affixes, word, strlen(word), out,
	    sizeof(out) - 1);

	out[length] = '\0';
	assert_string_equal(out, stem);
}

static void
expect_fault(const char *text, const char *why)
{
	struct fault f;

	assert_null(affixes_read(text, strlen(text), "test", &f));
	assert_string_equal(f.text, why);
}

static void
the_longest_suffix_of_a_slot_goes(void **state)
{
	struct affixes *a = rules("slot one\nsuffix 2 - s es\n");

	(void)state;
	expect_stem(a, "boxes", "box");
	expect_stem(a, "cats", "cat");
	expect_stem(a, "ess", "es");
	affixes_free(a);
}

static void
slots_are_emptied_in_order(void **state)
{
	struct affixes *a = rules("slot one\nsuffix 1 - c\n"
	    "slot two\nsuffix 1 - b\n");

	(void)state;
	expect_stem(a, "abc", "a");
	expect_stem(a, "acb", "ac");
	expect_stem(a, "abcc", "abc");
	affixes_free(a);
}

static void
a_minimum_of_letters_remains(void **state)
{
	struct affixes *a = rules("slot one\nsuffix 3 - ы\n");

	(void)state;
	expect_stem(a, "аты", "аты");
	expect_stem(a, "атты", "атт");
	affixes_free(a);
}

static void
the_letter_beside_can_be_asked_for(void **state)
{
	struct affixes *a = rules("class V а е\nslot one\n"
	    "suffix 1 V сы\nsuffix 1 !V ы\n");

	(void)state;
	expect_stem(a, "басы", "ба");
	expect_stem(a, "баты", "бат");
	expect_stem(a, "баы", "баы");
	affixes_free(a);
}

static void
classes_stand_for_each_of_their_letters(void **state)
{
	struct affixes *a = rules("class D д т\nharmony A а е\n"
	    "harmony I ы і\nslot one\nsuffix 1 - DAнI\n");

	(void)state;
	expect_stem(a, "бтаны", "б");
	expect_stem(a, "бдені", "б");
	expect_stem(a, "бдані", "бдані");	/* two columns mixed */
	affixes_free(a);
}

static void
an_affix_can_be_replaced(void **state)
{
	struct affixes *a = rules("slot one\nsuffix 1 - г>к\n");

	(void)state;
	expect_stem(a, "клг", "клк");
	affixes_free(a);
}

static void
prefixes_go_too(void **state)
{
	struct affixes *a = rules("slot one\nprefix 2 - ме\n");

	(void)state;
	expect_stem(a, "мехарам", "харам");
	expect_stem(a, "мех", "мех");
	affixes_free(a);
}

static void
letters_are_rewritten_first(void **state)
{
	struct affixes *a = rules("letter ь\nletter ъ '\nletter ё yo\n"
	    "slot one\nsuffix 1 - l\n");

	(void)state;
	expect_stem(a, "льё", "лyo");
	expect_stem(a, "ъl", "'");
	expect_stem(a, "ь", "ь");	/* nothing would be left */
	affixes_free(a);
}

static void
known_words_stop_the_stripping(void **state)
{
	struct affixes *a = rules("word bus\nword feet foot\n"
	    "slot one\nsuffix 1 - es\nslot two\nsuffix 1 - s\n");

	(void)state;
	expect_stem(a, "buses", "bus");
	expect_stem(a, "feet", "foot");
	expect_stem(a, "cuses", "cu");
	affixes_free(a);
}

static void
a_stem_that_does_not_fit_is_not_written(void **state)
{
	struct affixes *a = rules("");
	char out[2];

	(void)state;
	assert_int_equal(affixes_stem(a, "abc", 3, out, sizeof(out)), 0);
	assert_int_equal(affixes_stem(a, "ab", 2, out, sizeof(out)), 2);
	affixes_free(a);
}

static void
bytes_that_are_no_text_pass(void **state)
{
	struct affixes *a = rules("class V а\nslot one\nsuffix 1 V т\n");

	(void)state;
	expect_stem(a, "\xff\xfe\x80", "\xff\xfe\x80");
	expect_stem(a, "\x80\x80т", "\x80\x80т");
	affixes_free(a);
}

static void
broken_files_are_reported_with_their_line(void **state)
{
	(void)state;
	expect_fault("\nstrip x\n", "test:2: unknown kind of row");
	expect_fault("suffix 1 - a\n",
	    "test:1: an affix before the first slot");
	expect_fault("slot a\nsuffix 0 - a\n",
	    "test:2: minimum is no digit from 1 to 9");
	expect_fault("slot a\nsuffix 1 V a\n",
	    "test:2: condition is no class, !class or -");
	expect_fault("slot a\nsuffix 1 - aV\n",
	    "test:2: unknown class in an affix");
	expect_fault("slot a\nsuffix 1 - >b\n",
	    "test:2: an affix without letters");
	expect_fault("slot a\nsuffix 1 -\n", "test:2: an affix expected");
	expect_fault("class v a\n",
	    "test:1: a class is named by a capital A to Z");
	expect_fault("class V ab\n", "test:1: one letter expected");
	expect_fault("class V a\nclass V a\n", "test:2: class named twice");
	expect_fault("harmony A a\nharmony B a b\n",
	    "test:2: harmony classes differ in size");
	expect_fault("letter ab c\n", "test:1: one letter expected");
	expect_fault("word a b c\n", "test:1: more fields than expected");
	expect_fault("word\n", "test:1: a word expected");
	expect_fault("slot a\r\n", "test:1: line ends with a carriage return");
	expect_fault("\xef\xbb\xbfslot a\n",
	    "test: starts with a byte order mark");
}

/* The time that a word of that many letters takes, in clock ticks. */
static clock_t
time_for(const struct affixes *affixes, size_t letters)
{
	char *word = malloc(letters), *out = malloc(letters);
	clock_t start = clock();

	assert_non_null(word);
	assert_non_null(out);
	memset(word, 'a', letters);
	for (int i = 0; i < 20; i++)
		assert_int_equal(affixes_stem(affixes, word, letters, out,
		    letters), letters);
	free(word);
	free(out);
	return clock() - start;
}

static void
long_words_pass_unchanged_and_fast(void **state)
{
	struct affixes *a = rules("slot one\nsuffix 1 - a\n");
	size_t size = (size_t)1 << 20;

	(void)state;
	/* Linear would be 4; room for a busy machine. */
	assert_true(time_for(a, 4 * size) <= 16 * (time_for(a, size) + 1000));
	affixes_free(a);
}

/* ---- paradigms -------------------------------------------------------- */

static char *
read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "r");
	char *text = malloc(AFFIXES_FILE_MAX + 1);

	if (file == NULL)
		fail_msg("%s: cannot be opened", path);
	assert_non_null(text);
	*length = fread(text, 1, AFFIXES_FILE_MAX, file);
	text[*length] = '\0';
	fclose(file);
	return text;
}

static struct affixes *
language_rules(const char *language)
{
	char path[256];
	size_t length;
	struct fault f;
	struct affixes *affixes;
	char *text;

	snprintf(path, sizeof(path), "lexicons/%s.affixes", language);
	text = read_file(path, &length);
	affixes = affixes_read(text, length, path, &f);
	free(text);
	if (affixes == NULL)
		fail_msg("%s", f.text);
	return affixes;
}

/* Words whose stem is (or is not) the stem; returns how many are wrong. */
static size_t
check_words(const struct affixes *affixes, char *words, const char *stem,
    int same)
{
	char out[AFFIXES_STEM_MAX + 1], *rest, *word;
	size_t wrong = 0;

	for (word = strtok_r(words, " ", &rest); word != NULL;
	    word = strtok_r(NULL, " ", &rest)) {
		size_t length = affixes_stem(affixes, word, strlen(word), out,
		    sizeof(out) - 1);
		out[length] = '\0';
		if ((strcmp(out, stem) == 0) == (same != 0))
			continue;
		print_message("# %s: stem %s, %s %s\n", word, out,
		    same ? "not" : "that of another word,", stem);
		wrong++;
	}
	return wrong;
}

static void
take_stem(const struct affixes *affixes, const char *line, char *stem)
{
	size_t length = affixes_stem(affixes, line, strcspn(line, " "), stem,
	    AFFIXES_STEM_MAX);

	stem[length] = '\0';
}

static size_t
check_paradigms(const struct affixes *affixes, char *text)
{
	char stem[AFFIXES_STEM_MAX + 1] = "", *rest, *line;
	size_t wrong = 0;

	for (line = strtok_r(text, "\n", &rest); line != NULL;
	    line = strtok_r(NULL, "\n", &rest)) {
		if (line[0] == '#')
			continue;
		if (line[0] != '!')
			take_stem(affixes, line, stem);
		wrong += check_words(affixes, line + (line[0] == '!'), stem,
		    line[0] != '!');
	}
	return wrong;
}

/* *state is the code of the language. */
static void
forms_share_a_stem_and_neighbours_do_not(void **state)
{
	const char *language = *state;
	struct affixes *affixes = language_rules(language);
	char path[256];
	size_t length;
	char *text;

	snprintf(path, sizeof(path), "tests/samples/classify/paradigms/%s.txt",
	    language);
	text = read_file(path, &length);
	assert_int_equal(check_paradigms(affixes, text), 0);
	free(text);
	affixes_free(affixes);
}

#define PARADIGMS(code) { "the_forms_of_" code, \
	forms_share_a_stem_and_neighbours_do_not, NULL, NULL, (char[]){ code } }

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_longest_suffix_of_a_slot_goes),
		cmocka_unit_test(slots_are_emptied_in_order),
		cmocka_unit_test(a_minimum_of_letters_remains),
		cmocka_unit_test(the_letter_beside_can_be_asked_for),
		cmocka_unit_test(classes_stand_for_each_of_their_letters),
		cmocka_unit_test(an_affix_can_be_replaced),
		cmocka_unit_test(prefixes_go_too),
		cmocka_unit_test(letters_are_rewritten_first),
		cmocka_unit_test(known_words_stop_the_stripping),
		cmocka_unit_test(a_stem_that_does_not_fit_is_not_written),
		cmocka_unit_test(bytes_that_are_no_text_pass),
		cmocka_unit_test(broken_files_are_reported_with_their_line),
		cmocka_unit_test(long_words_pass_unchanged_and_fast),
		PARADIGMS("be"),
		PARADIGMS("kk"),
		PARADIGMS("fa"),
		PARADIGMS("ky"),
		PARADIGMS("tg"),
		PARADIGMS("ur"),
		PARADIGMS("uk"),
		PARADIGMS("uz"),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
