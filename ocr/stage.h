/* SPDX-License-Identifier: MIT */
/*
 * The work of klad-ocr: records come in on stdin, their pictures go to the
 * workers and to the memo, and the records leave on stdout in their order.
 */
#ifndef OCR_STAGE_H
#define OCR_STAGE_H

#include "ocr/options.h"

/* Run to the end of stdin. Returns the exit status (wire/filter.h). */
int stage_run(const struct options *);

#endif
