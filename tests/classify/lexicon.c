/* SPDX-License-Identifier: MIT */
/* Rows of lexicons that are odd, and good all the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "classify/fold.h"
#include "classify/lexicon.h"
#include "classify/words.h"

/* Read these bytes, a copy, as a lexicon of English. Returns 0 or -1. */
static int
load(struct lexicon *lexicon, const char *bytes, struct fault *f)
{
	char *copy = strdup(bytes);

	*lexicon = (struct lexicon){ .count = 0 };
	assert_non_null(copy);
	assert_non_null(lexicon_add(lexicon, "one.tsv", LEXICON_TERMS, 0,
	    copy, strlen(copy)));
	return lexicon_load(lexicon, NULL, f);
}

/* The bytes end with the row: nothing may be written or read behind them. */
static void
a_row_that_is_off_needs_no_ambiguity(void **state)
{
	static const char text[] =
	    "term\tcategory\tsubstance\tweight\tambiguity\tnote\n"
	    "витрина\tmarketplace\t\toff\t";
	struct lexicon lexicon;
	struct fault f = { "" };

	(void)state;
	assert_int_equal(load(&lexicon, text, &f), 0);
	assert_string_equal(f.text, "");
	assert_int_equal(lexicon.count, 1);
	assert_true(lexicon.entries[0].off);
	assert_int_equal(lexicon.entries[0].ambiguity, 0);
	lexicon_free(&lexicon);
}

/* Does the letter fold to a word, or to part of one? */
static bool
makes_a_word(const char *letter, size_t length)
{
	struct folded folded = { 0 };
	struct words words = { 0 };
	bool makes;

	assert_int_equal(fold_text(&folded, letter, length), 0);
	assert_int_equal(words_split(&words, &folded), 0);
	makes = words.count > 0;
	fold_free(&folded);
	words_free(&words);
	return makes;
}

/* Is a lexicon read whose only term is this letter? */
static bool
is_read(const char *letter, size_t length)
{
	struct lexicon lexicon;
	struct fault f = { "" };
	char bytes[128];
	bool read;

	snprintf(bytes, sizeof(bytes),
	    "term\tcategory\tsubstance\tweight\tambiguity\tnote\n"
	    "%.*s\tsale\t-\t1\t0\t\n", (int)length, letter);
	read = load(&lexicon, bytes, &f) == 0;
	assert_true(read || strstr(f.text, "folds to nothing") != NULL);
	lexicon_free(&lexicon);
	return read;
}

static void
a_letter_is_a_term_if_it_folds_to_a_word(void **state)
{
	(void)state;
	/* What lies before are blanks and signs that tables are made of. */
	for (uint32_t point = '$'; point < 0x20000; point++) {
		char letter[4];
		size_t length = fold_encode(point, letter);

		if (length > 0 && (point < 0xd800 || point > 0xdfff))
			assert_int_equal(is_read(letter, length),
			    makes_a_word(letter, length));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_that_is_off_needs_no_ambiguity),
		cmocka_unit_test(a_letter_is_a_term_if_it_folds_to_a_word)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
