/* SPDX-License-Identifier: MIT */
#include "ocr/handle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ocr/script.h"
#include "tests/ocr/guess.h"

static void
expect_guess(const char *line, const char *wanted)
{
	guess_is(handle_guess(line), wanted);
}

static void
gaps_in_a_name_are_guessed_to_be_underscores(void **state)
{
	(void)state;
	expect_guess("@klad demo shop", "@klad_demo_shop");
	expect_guess("tg: @klad_ demo", "tg: @klad_demo");
	expect_guess("@klad_demo", NULL);
	expect_guess("@klad: demo", "@klad_demo");
	expect_guess("@demoO5", "@demo05");
	expect_guess("no name here", NULL);
	expect_guess("", NULL);
}

static void
a_garbled_link_is_made_whole(void **state)
{
	(void)state;
	expect_guess("t-me/klad_demo", "t.me/klad_demo");
	expect_guess("T.MEI KLAD DEMO", "t.me/KLAD_DEMO");
	expect_guess("tme/klad", "t.me/klad");
	expect_guess("https //tme/klad", "https //t.me/klad");
	expect_guess("https://t me/klad", "https://t.me/klad");
	expect_guess("t.me/klad", NULL);
	expect_guess("time for tea", NULL);
}

static void
expect_mended(const char *text, const char *wanted)
{
	char name[64];

	snprintf(name, sizeof(name), "%s", text);
	handle_mend(name);
	assert_string_equal(name, wanted);
}

static void
a_name_gets_the_signs_that_names_have(void **state)
{
	(void)state;
	expect_mended("@k\\ad|demo", "@kladldemo");
	expect_mended("t.me/KLAD_V\\P", "t.me/KLAD_VIP");
	expect_mended("@k\\ad_8OT=O5.", "@klad_BOT_05");
	expect_mended("@klad=demo__shop-", "@klad_demo_shop");
	expect_mended("@klad_demo!.", "@klad_demo");
	expect_mended("@klad_demo_24", "@klad_demo_24");
	expect_mended("@", "@");
	expect_mended("@__", "@");
}

static void
a_part_of_a_name_is_letters_and_then_digits(void **state)
{
	(void)state;
	expect_mended("@klad_80T", "@klad_BOT");
	expect_mended("@klad_O5", "@klad_05");
	expect_mended("@demoO5", "@demo05");
	expect_mended("@demo2l", "@demo21");
	expect_mended("@hello05", "@hello05");
	expect_mended("@demo_24work", "@demo_24work");
	expect_mended("@demo18bot", "@demo18bot");
	expect_mended("@demo1Obot", "@demo10bot");
	expect_mended("@DEMO1OB0T", "@DEMO10BOT");
	expect_mended("@demorobot", "@demorobot");
}

static void
a_digit_among_letters_stays_where_no_letter_of_that_case_fits(void **state)
{
	(void)state;
	expect_mended("@w0w_demo", "@w0w_demo");
	expect_mended("@W0W_DEMO", "@WOW_DEMO");
	expect_mended("@5tar_demo", "@5tar_demo");
	expect_mended("@demo_m8s", "@demo_m8s");
	expect_mended("@k1ad_demo", "@klad_demo");
	expect_mended("@D1SCO_DEMO", "@D1SCO_DEMO");
}

static void
other_texts_stay_as_they_are(void **state)
{
	(void)state;
	expect_mended("klad-demo.biz", "klad-demo.biz");
	expect_mended("t.me/+a-8Ot_=", "t.me/+a-8Ot_=");
	expect_mended("", "");
}

/*
 * A crop with two blocks for words and, if asked, a bar at the foot of the
 * gap between them.
 */
static PIX *
draw_crop(bool bar)
{
	PIX *pix = pixCreate(300, 60, 8);
	BOX *box = boxCreate(100, 46, 40, 4);

	pixSetAllArbitrary(pix, 255);
	if (bar)
		pixSetInRectArbitrary(pix, box, 0);
	boxDestroy(&box);
	return pix;
}

static struct words
two_words(const char *first, const char *second)
{
	struct words words = { calloc(2, sizeof(*words.items)),
		calloc(2, sizeof(*words.line)), 2 };

	words.items[0] = (struct reading_word){ strdup(first), 90,
	    { 10, 10, 90, 38 } };
	words.items[1] = (struct reading_word){ strdup(second), 80,
	    { 140, 10, 90, 38 } };
	return words;
}

static void
a_bar_at_the_foot_of_a_gap_joins_two_words(void **state)
{
	PIX *pix = draw_crop(true);
	struct words words = two_words("@klad", "demo");

	(void)state;
	assert_int_equal(handle_join(&words, pix), 0);
	assert_int_equal(words.count, 1);
	assert_string_equal(words.items[0].text, "@klad_demo");
	assert_int_equal(words.items[0].box.width, 220);
	words_free(&words);
	pixDestroy(&pix);
}

static void
an_empty_gap_joins_nothing(void **state)
{
	PIX *pix = draw_crop(false);
	struct words words = two_words("@klad", "demo");

	(void)state;
	assert_int_equal(handle_join(&words, pix), 0);
	assert_int_equal(words.count, 2);
	words_free(&words);
	pixDestroy(&pix);
}

static void
expect_pair(const char *first, const char *second, const char *joined)
{
	PIX *pix = draw_crop(false);
	struct words words = two_words(first, second);

	assert_int_equal(handle_join(&words, pix), 0);
	assert_int_equal(words.count, joined == NULL ? 2 : 1);
	if (joined != NULL)
		assert_string_equal(words.items[0].text, joined);
	words_free(&words);
	pixDestroy(&pix);
}

static void
a_site_broken_at_its_last_dot_is_joined(void **state)
{
	(void)state;
	expect_pair("klad_demo.", "biz", "klad_demo.biz");
	expect_pair("klad-demo", ".COM", "klad-demo.COM");
	expect_pair("Finished.", "Then", NULL);
	expect_pair("klad", "biz", NULL);
	expect_pair("клад.", "biz", NULL);
	expect_pair(".", "biz", NULL);
	expect_pair("", "", NULL);
}

static void
an_at_sign_that_stands_alone_is_joined_to_its_name(void **state)
{
	(void)state;
	expect_pair("@", "klad_demo", "@klad_demo");
	expect_pair("@", "24demo", "@24demo");
	expect_pair("@", "клад", NULL);
	expect_pair("@demo", "klad", NULL);
	expect_pair("@", "-", NULL);
}

static void
expect_found(const char *line, const char *wanted)
{
	const char *found = handle_find(line);

	if (wanted == NULL)
		assert_null(found);
	else
		assert_string_equal(found, wanted);
}

static void
names_links_and_sites_are_found_in_a_line(void **state)
{
	(void)state;
	expect_found("tg: @demo 24/7", "@demo 24/7");
	expect_found("see T.ME/demo", "T.ME/demo");
	expect_found("best demo_shop.biz 24", "demo_shop.biz 24");
	expect_found("demo.shop.onion", "demo.shop.onion");
	expect_found("a sentence. Top shop", NULL);
	expect_found("v1.2.3", NULL);
	expect_found(".biz", NULL);
	expect_found("", NULL);
}

/*
 * Each guess is given the box of a line of the reading that it makes grow.
 */
static void
guesses_take_the_box_of_a_line_that_moves(void **state)
{
	const struct box box = { 1, 2, 30, 4 };
	struct reading reading = { 0 };

	(void)state;
	assert_int_equal(reading_add_guess(&reading, "@demo", box, 0, 90), 0);
	for (int i = 0; i < 99; i++)
		assert_int_equal(reading_add_guess(&reading, "@demo_shop",
		    reading.lines[0].box, 0, 90), 0);
	assert_int_equal(reading.count, 100);
	for (size_t i = 0; i < reading.count; i++) {
		const struct reading_line *line = &reading.lines[i];

		assert_memory_equal(&line->box, &box, sizeof(box));
		assert_memory_equal(&line->words[0].box, &box, sizeof(box));
		assert_true(line->other && line->confidence < READING_SURE);
	}
	assert_true(reading_says(&reading, 0, "@demo"));
	assert_false(reading_says(&reading, 1, "@demo"));
	reading_free(&reading);
}

static void
scripts_are_told_apart(void **state)
{
	struct script_count n = script_of("aб7 ҚØ路ن\xff");

	(void)state;
	assert_int_equal(n.letters, 6);
	assert_int_equal(n.latin, 2);
	assert_int_equal(n.latin_marked, 1);
	assert_int_equal(n.cyrillic, 2);
	assert_int_equal(n.special, 1);
	assert_int_equal(n.han, 1);
	assert_int_equal(n.arabic, 1);
	assert_int_equal(n.digits, 1);
	assert_int_equal(n.others, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gaps_in_a_name_are_guessed_to_be_underscores),
		cmocka_unit_test(a_garbled_link_is_made_whole),
		cmocka_unit_test(a_name_gets_the_signs_that_names_have),
		cmocka_unit_test(a_part_of_a_name_is_letters_and_then_digits),
		cmocka_unit_test(
	    a_digit_among_letters_stays_where_no_letter_of_that_case_fits),
		cmocka_unit_test(other_texts_stay_as_they_are),
		cmocka_unit_test(a_bar_at_the_foot_of_a_gap_joins_two_words),
		cmocka_unit_test(an_empty_gap_joins_nothing),
		cmocka_unit_test(a_site_broken_at_its_last_dot_is_joined),
		cmocka_unit_test(
		    an_at_sign_that_stands_alone_is_joined_to_its_name),
		cmocka_unit_test(names_links_and_sites_are_found_in_a_line),
		cmocka_unit_test(guesses_take_the_box_of_a_line_that_moves),
		cmocka_unit_test(scripts_are_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
