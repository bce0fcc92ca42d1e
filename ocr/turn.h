/* SPDX-License-Identifier: MIT */
/*
 * Pictures that lie on their side, stand on their head or slant, as photos do
 * whose camera did not note how it was held, and writing that climbs a wall.
 * Slanted lines are found less surely than level ones, columns read a few at
 * a time, and writing that stands on its head not at all; so where what was
 * read shows how a picture lies, it is turned and read again, with all that
 * is done for level lines.
 */
#ifndef OCR_TURN_H
#define OCR_TURN_H

#include "ocr/places.h"

/*
 * How many degrees clockwise, up to 180, set a picture upright after a first
 * reading: 0 where nothing says otherwise, and whole quarter turns where they
 * nearly do. Tries a few likely lines on their head where hardly a word was
 * read surely. Returns 0 and the degrees, or -1 and a reason when Tesseract
 * fails.
 */
int turn_guess(const struct picture *, double *degrees, struct fault *f);

/*
 * The picture turned so, as large as it then must be; NULL when memory is
 * short. The caller destroys it.
 */
PIX *turn_picture(PIX *rgb, double degrees);

/*
 * Move the lines read on the picture that was turned so into the reading of
 * the picture as it was. The first is left empty. Returns 0, or -1 when memory
 * is short.
 */
int turn_back(struct reading *reading, PIX *turned, double degrees, PIX *rgb,
    struct reading *out);

#endif
