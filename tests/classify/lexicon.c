/* SPDX-License-Identifier: MIT */
/* Rows of lexicons that are odd, and good all the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "classify/lexicon.h"

/* The bytes end with the row: nothing may be written or read behind them. */
static void
a_row_that_is_off_needs_no_ambiguity(void **state)
{
	static const char text[] =
	    "term\tcategory\tsubstance\tweight\tambiguity\tnote\n"
	    "витрина\tmarketplace\t\toff\t";
	struct lexicon lexicon = { .count = 0 };
	struct fault f = { "" };
	char *bytes = strdup(text);

	(void)state;
	assert_non_null(bytes);
	assert_int_equal(lexicon_read(&lexicon, 0, "off.tsv", bytes,
	    sizeof(text) - 1, &f), 0);
	assert_string_equal(f.text, "");
	assert_int_equal(lexicon.count, 1);
	assert_true(lexicon.entries[0].off);
	assert_int_equal(lexicon.entries[0].ambiguity, 0);
	lexicon_free(&lexicon);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_that_is_off_needs_no_ambiguity)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
