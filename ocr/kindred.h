/* SPDX-License-Identifier: MIT */
/*
 * Pages in other languages than Russian and English. Those two models are
 * sure of a page in a kindred language, though they drop the marks of its
 * letters, and make up words of a script that they have not; so one line of
 * each kind is read again by the models that may do better, and the page by
 * the one that does.
 */
#ifndef OCR_KINDRED_H
#define OCR_KINDRED_H

#include "ocr/language.h"

/*
 * Read a page again, of which `out` holds a first reading, with the further
 * models that fit its lines, and add what they read. These models come first
 * in the choice from then on. Returns 0, or -1 and a reason.
 */
int kindred_read(struct models *models, const struct languages *languages,
    PIX *rgb, struct choice *choice, struct reading *out, struct fault *f);

#endif
