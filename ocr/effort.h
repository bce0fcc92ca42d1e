/* SPDX-License-Identifier: MIT */
/*
 * How much a place is worth. Reading is most of the time of a picture, and
 * most places on a street photo are twigs, bricks and fences, so the looks and
 * models that a place gets follow from how much its chain of letters and, cut
 * out, its texture are like writing (two log-odds) and from what was read
 * there so far.
 */
#ifndef OCR_EFFORT_H
#define OCR_EFFORT_H

#include "ocr/language.h"

#define EFFORT_SETTLED 86.0	/* mean confidence that needs no second look */

enum effort_look {
	EFFORT_FIRST,		/* at the line as it was found */
	EFFORT_UPRIGHT,		/* set upright, where it leans */
	EFFORT_FURTHER,		/* beyond its ends, unless that is certain */
	EFFORT_OTHER		/* otherwise cut, while in doubt */
};

/*
 * Whether a place, once cut out, is worth reading at all with these models.
 * The texture of Chinese is another one than that of letters.
 */
bool effort_is_writing(const struct attempts *place,
    const struct choice *choice);

/*
 * Whether such a look at a place is worth its time after what was read.
 */
bool effort_look_is_due(const struct attempts *place, enum effort_look look);

/*
 * Whether it is worth knowing how a place leans.
 */
bool effort_slant_is_due(const struct attempts *place);

/*
 * Whether a look is also worth another model, after one that read it with
 * that mean confidence.
 */
bool effort_model_is_due(const struct attempts *place, double mean);

/*
 * The models of a choice that such a look is worth: all of them, or only the
 * one that read well there.
 */
struct choice effort_models(const struct attempts *place,
    enum effort_look look, const struct choice *choice);

/*
 * Whether the first looks at the best `count` places, in their order, gave
 * nothing but noise: weaker places are not worth any then.
 */
bool effort_is_noise(const struct attempts *places, size_t count);

/*
 * Whether a place is weak enough to be left out on such a picture.
 */
bool effort_is_weak(const struct attempts *place);

#endif
