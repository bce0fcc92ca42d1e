/* SPDX-License-Identifier: MIT */
#include "ocr/effort.h"

#include "ocr/han.h"

/*
 * Counted on 428 labelled pictures: of 2,854 readings of places below
 * ODDS_FIRST, whose chain was below ODDS_CHAIN too, three had a word that was
 * on the picture, of the other 3,491 first ones 714; of 495 by a second model
 * below ODDS_AGAIN, after one below READ, one; of 92 looks beyond the ends and
 * 218 others there 13, all of which were read in another way too. On 174
 * pictures, of 420 looks beyond the ends after a first reading below POOR, six
 * read such a word, and of 120 after one above CERTAIN, none. On 422 pictures
 * ALONE at 55 in place of 75 cost two words of 1,600. The judge of textures
 * knows no Arabic and no Hindi, hence ODDS_CHAIN.
 */
#define ODDS_FIRST (-4.0)	/* of what is read at all, */
#define ODDS_CHAIN 0.5		/* unless its chain alone has so much */
#define ODDS_AGAIN (-2.5)	/* of what gets more models and more looks */
#define ODDS_WEAK (-1.0)	/* of a chain that noise is no loss at */

#define CERTAIN 92.0		/* needs no other model nor a look beyond, */
#define READ 45.0		/* is worth another model, however unlikely */
#define ALONE 55.0		/* and this, once read, none in further looks */
#define POOR 38.0		/* less confidence earns no further look */

#define NOISE_PLACES 3		/* that were read, all */
#define NOISE 45.0		/* with less confidence, */
#define NOISE_ODDS 2.0		/* and none likelier to be writing */

bool
effort_is_writing(const struct attempts *place, const struct choice *choice)
{
	return place->odds >= ODDS_FIRST ||
	    place->line->score >= ODDS_CHAIN || choice_has(choice, HAN_MODEL);
}

bool
effort_look_is_due(const struct attempts *place, enum effort_look look)
{
	double mean = attempts_mean(place), odds = place->odds;

	switch (look) {
	case EFFORT_FIRST:
		return true;
	case EFFORT_UPRIGHT:
		return place->slant != 0;
	case EFFORT_FURTHER:
		return odds >= ODDS_AGAIN && mean >= POOR && mean < CERTAIN;
	default:
		return odds >= ODDS_AGAIN && mean >= POOR &&
		    mean < EFFORT_SETTLED;
	}
}

bool
effort_slant_is_due(const struct attempts *place)
{
	return place->odds >= ODDS_AGAIN &&
	    attempts_mean(place) < EFFORT_SETTLED;
}

bool
effort_model_is_due(const struct attempts *place, double mean)
{
	return mean < CERTAIN && (place->odds >= ODDS_AGAIN || mean >= READ);
}

struct choice
effort_models(const struct attempts *place, enum effort_look look,
    const struct choice *choice)
{
	const struct attempt *best = attempts_surest(place);
	struct choice only = { { choice->names[0] }, 1 };

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
