/* SPDX-License-Identifier: MIT */
/*
 * Reads the places of a picture at which lines were found: each is looked at
 * once, and those in doubt again and differently, by more models, until the
 * words are sure or the place is given up.
 */
#ifndef OCR_PLACES_H
#define OCR_PLACES_H

#include "ocr/crop.h"
#include "ocr/finder.h"
#include "ocr/language.h"
#include "ocr/model.h"

struct picture {		/* that is being read */
	struct models *models;
	const struct languages *languages;
	PIX *rgb;
	struct view view;
	struct found found;
	struct choice choice;	/* of models, for this picture */
	struct reading *out;	/* what was read so far */
};

/*
 * Read what the page pass, if there was one, has not read already, and add it
 * to picture->out. Returns 0, or -1 and a reason.
 */
int places_read(struct picture *picture, struct fault *f);

#endif
