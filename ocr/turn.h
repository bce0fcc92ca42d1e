/* SPDX-License-Identifier: MIT */
/*
 * Pictures that lie on their side or stand on their head, as photos do whose
 * camera did not note how it was held, and stickers on a lamp post. Columns
 * are read a few at a time, and writing that stands on its head not at all;
 * so where what was read shows how a picture lies, it is turned and read
 * again, with all that is done for level lines.
 */
#ifndef OCR_TURN_H
#define OCR_TURN_H

#include "ocr/places.h"

/*
 * How many quarter turns clockwise set a picture upright after a first
 * reading: 0 where nothing says otherwise. Tries a few likely lines on their
 * head where hardly a word was read surely. Returns -1 and a reason when
 * Tesseract fails.
 */
int turn_guess(const struct picture *, struct fault *f);

/*
 * Move the lines read on a picture that was turned so into the reading of the
 * picture as it was, whose size is given. The first is left empty. Returns 0,
 * or -1 when memory is short.
 */
int turn_back(struct reading *turned, int quarters, int width, int height,
    struct reading *out);

#endif
