/* SPDX-License-Identifier: MIT */
#include "ocr/effort.h"

/*
 * Counted on 264 pictures of shop signs, streets, adverts and walls: of the
 * 1,200 looks beyond the ends below ODDS_FURTHER, two read a word that was on
 * the picture. On 174 pictures, of 420 of the others after a first reading
 * below POOR, six did, and of 120 after one above CERTAIN, none. On 211
 * pictures a second model won none of 421 words in 300 readings below
 * ODDS_MODELS, nor did other cuts in 400 below ODDS_OTHER. On 422 pictures
 * ALONE at 55 in place of 75 cost two words of 1,600.
 */
#define ODDS_FURTHER 0.0
#define ODDS_OTHER 0.0		/* the same for other cuts of it, */
#define ODDS_MODELS (-2.0)	/* for reading it with more than one model */
#define ODDS_WEAK (-1.0)	/* of a place that noise is no loss at */

#define CERTAIN 92.0		/* needs no other model nor a look beyond, */
#define ALONE 55.0		/* and this, once read, none in further looks */
#define POOR 38.0		/* less confidence earns no further look */

#define NOISE_PLACES 3		/* that were read, all */
#define NOISE 45.0		/* with less confidence, */
#define NOISE_ODDS 2.0		/* and none likelier to be writing */

bool
effort_look_is_due(const struct attempts *place, enum effort_look look)
{
	double mean = attempts_mean(place), odds = place->line->score;

	switch (look) {
	case EFFORT_FIRST:
		return true;
	case EFFORT_UPRIGHT:
		return place->slant != 0;
	case EFFORT_FURTHER:
		return odds >= ODDS_FURTHER && mean >= POOR && mean < CERTAIN;
	default:
		return odds >= ODDS_OTHER && mean >= POOR &&
		    mean < EFFORT_SETTLED;
	}
}

bool
effort_slant_is_due(const struct attempts *place)
{
	return place->line->score >= ODDS_OTHER &&
	    attempts_mean(place) < EFFORT_SETTLED;
}

bool
effort_model_is_due(double mean)
{
	return mean < CERTAIN;
}

struct choice
effort_models(const struct attempts *place, enum effort_look look,
    const struct choice *choice)
{
	const struct attempt *best = attempts_surest(place);
	struct choice only = { { choice->names[0] }, 1 };

	if (place->line->score < ODDS_MODELS)
		return only;
	if (look == EFFORT_FIRST || best == NULL || best->mean < ALONE ||
	    !choice_has(choice, best->model))
		return *choice;
	only.names[0] = best->model;
	return only;
}

bool
effort_is_noise(const struct attempts *places, size_t count)
{
	size_t read = 0;

	if (count == 0 || places[0].line->score >= NOISE_ODDS)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (attempts_mean(&places[i]) >= NOISE)
			return false;
		read += places[i].count > 0;
	}
	return read >= NOISE_PLACES;
}

bool
effort_is_weak(const struct attempts *place)
{
	return place->line->score < ODDS_WEAK;
}
