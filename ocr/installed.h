/* SPDX-License-Identifier: MIT */
/*
 * Which Tesseract would read, and with which models: a reading made with
 * others is no answer to what these would read.
 */
#ifndef OCR_INSTALLED_H
#define OCR_INSTALLED_H

#include "wire/digest.h"

/*
 * A digest over the version of Tesseract and the name, size and time of
 * change of each model in its folder. Files are not opened: that would take
 * longer than reading a picture.
 */
void installed_digest(char hex[DIGEST_SIZE]);

#endif
