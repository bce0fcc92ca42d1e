/* SPDX-License-Identifier: MIT */
#include "ocr/effort.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char *const russian = "rus", *const english = "eng";

/*
 * A place of some log-odds, read once with the confidence given.
 */
struct sample {
	struct line line;
	struct attempts place;
};

static struct attempts *
read_place(struct sample *sample, double odds, double mean)
{
	memset(sample, 0, sizeof(*sample));
	sample->line.score = odds;
	sample->place.odds = odds;
	sample->place.line = &sample->line;
	sample->place.count = 1;
	sample->place.items[0].mean = mean;
	sample->place.items[0].model = russian;
	return &sample->place;
}

static void
sure_places_are_looked_at_beyond_their_ends_alone(void **state)
{
	struct sample sample;
	struct attempts *place = read_place(&sample, 3, 90);

	(void)state;
	assert_true(effort_look_is_due(place, EFFORT_FIRST));
	assert_true(effort_look_is_due(place, EFFORT_FURTHER));
	assert_false(effort_look_is_due(place, EFFORT_OTHER));
	place = read_place(&sample, 3, 95);
	assert_false(effort_look_is_due(place, EFFORT_FURTHER));
}

static void
doubtful_places_are_looked_at_again(void **state)
{
	struct sample sample;

	(void)state;
	assert_true(effort_look_is_due(read_place(&sample, 3, 60),
	    EFFORT_OTHER));
	assert_false(effort_look_is_due(read_place(&sample, 3, 30),
	    EFFORT_OTHER));
	assert_false(effort_look_is_due(read_place(&sample, 3, 30),
	    EFFORT_FURTHER));
}

static void
likely_places_that_lean_are_looked_at_upright(void **state)
{
	struct sample sample;
	struct attempts *place = read_place(&sample, 3, 10);

	(void)state;
	assert_false(effort_look_is_due(place, EFFORT_UPRIGHT));
	place->slant = 0.4;
	assert_true(effort_look_is_due(place, EFFORT_UPRIGHT));
	assert_true(effort_slant_is_due(place));
	assert_false(effort_slant_is_due(read_place(&sample, 3, 90)));
	assert_false(effort_slant_is_due(read_place(&sample, -3, 40)));
}

static void
unlikely_places_are_looked_at_once(void **state)
{
	struct sample sample;
	struct attempts *place = read_place(&sample, -3, 70);

	(void)state;
	assert_true(effort_look_is_due(place, EFFORT_FIRST));
	assert_false(effort_look_is_due(place, EFFORT_FURTHER));
	assert_false(effort_look_is_due(place, EFFORT_OTHER));
}

static void
a_second_model_is_tried_while_in_doubt(void **state)
{
	struct sample sample;
	struct attempts *place = read_place(&sample, 0, 60);

	(void)state;
	assert_true(effort_model_is_due(place, 0));
	assert_true(effort_model_is_due(place, 60));
	assert_false(effort_model_is_due(place, 95));
}

static void
unlikely_places_get_no_second_model_unless_they_were_read(void **state)
{
	struct sample sample;
	struct attempts *place = read_place(&sample, -3, 20);

	(void)state;
	assert_false(effort_model_is_due(place, 20));
	assert_true(effort_model_is_due(place, 50));
}

static void
further_looks_are_for_the_model_that_read_well(void **state)
{
	const struct choice both = { { english, russian }, 2 };
	const struct choice other = { { english }, 1 };
	struct sample sample;
	struct attempts *place = read_place(&sample, 3, 80);
	struct choice models = effort_models(place, EFFORT_OTHER, &both);

	(void)state;
	assert_int_equal(models.count, 1);
	assert_string_equal(models.names[0], russian);
	assert_int_equal(effort_models(place, EFFORT_FIRST, &both).count, 2);
	models = effort_models(place, EFFORT_OTHER, &other);
	assert_string_equal(models.names[0], english);
	place = read_place(&sample, 3, 50);
	assert_int_equal(effort_models(place, EFFORT_OTHER, &both).count, 2);
	place->count = 0;
	assert_int_equal(effort_models(place, EFFORT_OTHER, &both).count, 2);
}

static void
what_does_not_look_like_writing_is_not_read(void **state)
{
	const struct choice both = { { english, russian }, 2 };
	const struct choice chinese = { { "chi_sim" }, 1 };
	struct sample sample;
	struct attempts *place = read_place(&sample, 0, 0);

	(void)state;
	place->odds = -1;
	assert_true(effort_is_writing(place, &both));
	place->odds = -5;
	assert_false(effort_is_writing(place, &both));
	assert_true(effort_is_writing(place, &chinese));
	sample.line.score = 3;
	assert_true(effort_is_writing(place, &both));
}

static void
noise_is_known_by_the_best_places(void **state)
{
	struct line line = { .score = -0.5 };
	struct attempts places[3];

	(void)state;
	memset(places, 0, sizeof(places));
	for (size_t i = 0; i < 3; i++) {
		places[i].line = &line;
		places[i].count = 1;
		places[i].items[0].mean = 12;
	}
	assert_true(effort_is_noise(places, 3));
	assert_false(effort_is_noise(places, 2));
	assert_false(effort_is_noise(places, 0));
	places[1].items[0].mean = 70;
	assert_false(effort_is_noise(places, 3));
	places[1].items[0].mean = 12;
	line.score = 2;
	assert_false(effort_is_noise(places, 3));
	assert_false(effort_is_weak(places));
	line.score = -2;
	assert_true(effort_is_weak(places));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    sure_places_are_looked_at_beyond_their_ends_alone),
		cmocka_unit_test(doubtful_places_are_looked_at_again),
		cmocka_unit_test(likely_places_that_lean_are_looked_at_upright),
		cmocka_unit_test(unlikely_places_are_looked_at_once),
		cmocka_unit_test(a_second_model_is_tried_while_in_doubt),
		cmocka_unit_test(
		    unlikely_places_get_no_second_model_unless_they_were_read),
		cmocka_unit_test(
		    further_looks_are_for_the_model_that_read_well),
		cmocka_unit_test(what_does_not_look_like_writing_is_not_read),
		cmocka_unit_test(noise_is_known_by_the_best_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
