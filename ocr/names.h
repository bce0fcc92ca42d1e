/* SPDX-License-Identifier: MIT */
/*
 * Names, links and addresses read once more. One wrong character makes a name
 * worthless, and the model of a language takes it for a word and mends it; so
 * where a line holds a name, it is read several times with the model for
 * English, kept to the characters of names, and all readings are put to the
 * vote.
 */
#ifndef OCR_NAMES_H
#define OCR_NAMES_H

#include "ocr/attempt.h"
#include "ocr/crop.h"
#include "ocr/model.h"
#include "ocr/vote.h"

struct names {			/* that a place may hold; "" is none */
	char voted[VOTE_LENGTH];	/* what most readings say */
	char surest[VOTE_LENGTH];	/* what the surest of them says */
	double confidence;		/* of that one, 0 .. 100 */
};

/*
 * Read the name again that one of the attempts at a place holds, if one does.
 * Returns 0, or -1 and a reason.
 */
int names_read(struct models *models, const struct view *view,
    const struct attempts *place, struct names *out, struct fault *f);

/*
 * Add the names to a reading as doubtful lines, unless a line from number
 * `from` on says them already. Returns 0, or -1 when memory is short.
 */
int names_add(const struct names *names, const struct line *line,
    size_t from, struct reading *out);

#endif
