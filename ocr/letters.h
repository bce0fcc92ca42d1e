/* SPDX-License-Identifier: MIT */
/*
 * Which regions may be letters. A letter is drawn with a stroke of about one
 * width (Epshtein, Ofek, Wexler: "Detecting text in natural scenes with
 * stroke width transform", CVPR 2010); here the width comes from area and
 * outline alone, which the component tree has already counted: a stroke of
 * width s and length l covers s * l pixels and has an outline of 2 * (s + l).
 */
#ifndef OCR_LETTERS_H
#define OCR_LETTERS_H

#include <math.h>

#include "ocr/regions.h"

#define LETTERS_SLANT (M_PI / 4)

struct letter {
	struct box box;
	double stroke;		/* width of its stroke in pixels */
	double growth;		/* as of its region: small is stable */
	int level;		/* threshold at which it stands out */
	int area;
};

struct letters {
	struct letter *items;
	size_t count;
};

/*
 * Keep what may be letters out of the regions of one plane, the calmest form
 * of each only, ordered by the middle of its box from left to right. Returns
 * 0 and a list for letters_free(), or -1 when memory is short.
 */
int letters_select(const struct regions *regions, const struct plane *plane,
    struct letters *out);

/*
 * Mirror the letters at the diagonal, so that columns become lines, and put
 * them in order again.
 */
void letters_turn(struct letters *letters);

/*
 * The letters as they would stand if the picture was turned so that a slant of
 * LETTERS_SLANT, downwards to the right for a side of 1, upwards for -1,
 * became level. A box that holds a letter askew does not tell its height and
 * width apart, so they are given those of most letters. Returns 0 and a list
 * for letters_free(), or -1 when memory is short.
 */
int letters_slant(const struct letters *letters, int side,
    struct letters *out);

void letters_free(struct letters *letters);

#endif
