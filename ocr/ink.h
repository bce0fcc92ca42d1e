/* SPDX-License-Identifier: MIT */
/*
 * The colour of a piece of writing, that of its ground, and the mix of red,
 * green and blue in which the two differ most.
 *
 * That mix is the linear discriminant of R. A. Fisher, "The use of multiple
 * measurements in taxonomic problems", Annals of Eugenics 7 (1936): the
 * difference of the two means, each direction divided by how much the pixels
 * scatter along it. Cyan on a wall half in the shadow, half in the sun, is
 * told by its hue, because brightness scatters; white on a red door by
 * brightness and hue together.
 *
 * What is known of the paint then finds more writing in it, on other ground.
 */
#ifndef OCR_INK_H
#define OCR_INK_H

#include <leptonica/allheaders.h>
#include <stddef.h>

enum primary { RED, GREEN, BLUE, PRIMARIES };

struct ink_sum {		/* over the pixels of one side */
	double count;
	double first[PRIMARIES];
	double second[PRIMARIES][PRIMARIES];
};

struct ink {
	double weights[PRIMARIES];	/* of the mix, */
	double offset;		/* which is 0 on writing and 1 on ground */
	double contrast;	/* distance of the two colours, 0 .. 441 */
};

/*
 * Count a pixel in. A zeroed sum is empty.
 */
void ink_add(struct ink_sum *sum, l_uint32 pixel);

/*
 * Part writing and ground. Returns 0, or -1 when either has no pixels.
 */
int ink_part(const struct ink_sum *writing, const struct ink_sum *ground,
    struct ink *out);

/*
 * The colour of some paint, by which more of it is found on other ground.
 */
struct paint {
	double mean[PRIMARIES];
	double inverse[PRIMARIES][PRIMARIES];	/* of its scatter */
	double ground;		/* mean distance of the ground from it */
};

/*
 * What the paint of some writing is. Returns 0, or -1 when either side has no
 * pixels.
 */
int paint_of(const struct ink_sum *writing, const struct ink_sum *ground,
    struct paint *out);

/*
 * How far a pixel is from the paint, by the scatter of the paint (P. C.
 * Mahalanobis, "On the generalised distance in statistics", 1936): 0 is its
 * colour, 1 as far as the ground is on the average.
 */
double paint_distance(const struct paint *paint, l_uint32 pixel);

/*
 * Where a pixel lies between writing, 0, and ground, 1; beyond either too.
 */
double ink_mix(const struct ink *ink, l_uint32 pixel);

#endif
