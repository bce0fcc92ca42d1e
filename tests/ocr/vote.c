/* SPDX-License-Identifier: MIT */
#include "ocr/vote.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
expect(const char *const *texts, const double *weights, size_t count,
    const char *wanted)
{
	struct votes votes = { .count = 0 };
	char out[VOTE_LENGTH];

	for (size_t i = 0; i < count; i++)
		votes_add(&votes, texts[i], strlen(texts[i]),
		    weights != NULL ? weights[i] : 1);
	votes_count(&votes, out);
	assert_string_equal(out, wanted);
}

static void
errors_at_different_places_are_outvoted(void **state)
{
	const char *const texts[] = { "@sklad_dem0", "@sk1ad_demo",
		"@sklad_demo1", "@skladdemo", "@sklaad_demo" };

	(void)state;
	/* None of the five is right. */
	expect(texts, NULL, 5, "@sklad_demo");
}

static void
the_weightier_side_counts(void **state)
{
	const char *const texts[] = { "@demo_a", "@demo_b", "@demo_c" };
	const double first[] = { 0.9, 0.2, 0.3 };
	const double last[] = { 0.2, 0.3, 0.9 };

	(void)state;
	expect(texts, first, 3, "@demo_a");
	expect(texts, last, 3, "@demo_c");
}

static void
what_most_leave_out_is_left_out_at_either_end(void **state)
{
	const char *const texts[] = { "x@demo", "@demo", "@demo5", "@demo" };

	(void)state;
	expect(texts, NULL, 4, "@demo");
}

static void
a_bar_is_rather_missed_than_made_up(void **state)
{
	const char *const texts[] = { "@klad_demo", "@kladdemo", "@klad.demo" };
	const double even[] = { 0.4, 0.9, 0.2 };
	const double faint[] = { 0.3, 0.9, 0.2 };

	(void)state;
	expect(texts, even, 3, "@klad_demo");
	expect(texts, faint, 3, "@kladdemo");
}

static void
case_does_not_count(void **state)
{
	const char *const texts[] = { "@Demo_Shop", "@DEMO_SHOP",
		"@Demo_Sh0p" };

	(void)state;
	expect(texts, NULL, 3, "@Demo_Shop");
}

static bool
agree(const char *const *texts, double weight, size_t count)
{
	struct votes votes = { .count = 0 };

	for (size_t i = 0; i < count; i++)
		votes_add(&votes, texts[i], strlen(texts[i]), weight);
	return votes_agree(&votes);
}

static void
votes_agree_where_nearly_all_say_the_same(void **state)
{
	const char *const texts[] = { "@demo_shop", "@Demo_Shop",
		"@demo_shop", "@demo_shop", "@dem0_shop", "@demo_sh0p" };

	(void)state;
	assert_true(agree(texts, 0.5, 5));
	assert_false(agree(texts, 0.5, 6));
	assert_false(agree(texts, 0.2, 4));
	assert_false(agree(texts, 0.9, 0));
	assert_false(agree(texts, 0.8, 1));
}

static void
one_vote_is_what_it_says_and_none_is_nothing(void **state)
{
	const char *const text = "@demo";

	(void)state;
	expect(&text, NULL, 1, "@demo");
	expect(NULL, NULL, 0, "");
}

static void
what_is_no_name_is_left_out(void **state)
{
	struct votes votes = { .count = 0 };
	char out[VOTE_LENGTH], text[2 * VOTE_LENGTH];

	(void)state;
	memset(text, 'a', sizeof(text));
	votes_add(&votes, text, VOTE_LENGTH, 1);
	votes_add(&votes, "", 0, 1);
	votes_add(&votes, "@\xd0\xb4\xd0\xb0", 5, 1);
	assert_int_equal(votes.count, 0);
	votes_add(&votes, text, VOTE_LENGTH - 1, 1);
	assert_int_equal(votes.count, 1);
	votes_count(&votes, out);
	assert_int_equal(strlen(out), VOTE_LENGTH - 1);
}

static void
votes_without_end_are_cut(void **state)
{
	struct votes votes = { .count = 0 };
	char out[VOTE_LENGTH];

	(void)state;
	for (int i = 0; i < 3 * VOTES_MAX; i++)
		votes_add(&votes, i < VOTES_MAX ? "@early" : "@later", 6, 1);
	assert_int_equal(votes.count, VOTES_MAX);
	votes_count(&votes, out);
	assert_string_equal(out, "@early");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_at_different_places_are_outvoted),
		cmocka_unit_test(the_weightier_side_counts),
		cmocka_unit_test(
		    what_most_leave_out_is_left_out_at_either_end),
		cmocka_unit_test(a_bar_is_rather_missed_than_made_up),
		cmocka_unit_test(case_does_not_count),
		cmocka_unit_test(votes_agree_where_nearly_all_say_the_same),
		cmocka_unit_test(one_vote_is_what_it_says_and_none_is_nothing),
		cmocka_unit_test(what_is_no_name_is_left_out),
		cmocka_unit_test(votes_without_end_are_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
