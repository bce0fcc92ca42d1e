/* SPDX-License-Identifier: MIT */
/*
 * Names, links and addresses read once more. One wrong character makes a name
 * worthless, and the model of a language takes it for a word and mends it; so
 * where readings of a line do not agree in its name, it is read several times
 * with the model for English, kept to the characters of names, and all
 * readings are put to the vote.
 */
#ifndef OCR_NAMES_H
#define OCR_NAMES_H

#include "ocr/attempt.h"
#include "ocr/crop.h"
#include "ocr/model.h"
#include "ocr/vote.h"

#define NAMES_MAX 2		/* at a place, and over its ends */

struct names {			/* that a place may hold */
	struct name {
		char text[VOTE_LENGTH];
		double confidence;	/* 0 .. 100 */
	} items[NAMES_MAX];
	size_t count;
};

/*
 * Read the name again that one of the attempts at a place holds, if one does,
 * and over its ends where one of `lines` goes on from there. Returns 0, or -1
 * and a reason.
 */
int names_read(struct models *models, const struct view *view,
    const struct lines *lines, const struct attempts *place,
    struct names *out, struct fault *f);

/*
 * Add to a reading what the attempts at a place say, and the names there that
 * they do not say as doubtful lines. Returns 0, or -1 and a reason.
 */
int names_settle(struct models *models, const struct view *view,
    const struct lines *lines, struct attempts *place, struct reading *out,
    struct fault *f);

#endif
