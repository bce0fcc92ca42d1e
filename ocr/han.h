/* SPDX-License-Identifier: MIT */
/*
 * Chinese. Where a line reads as Chinese, or a glance at a page shows some,
 * the model goes over the whole picture: its characters fall apart into
 * strokes, which chain badly into lines.
 */
#ifndef OCR_HAN_H
#define OCR_HAN_H

#include "ocr/attempt.h"
#include "ocr/model.h"

#define HAN_MODEL "chi_sim"

/*
 * Whether the model's attempt at a line shows Chinese. Of 1,400 attempts at
 * doubtful lines of 174 pictures, all that did stood on pictures with Chinese.
 */
bool han_is_shown(const struct attempt *attempt);

/*
 * Read a whole picture in Chinese and add what is read to a reading. Returns
 * 0, or -1 and a reason.
 */
int han_read(struct models *models, PIX *rgb, struct reading *out,
    struct fault *f);

/*
 * The same where a glance at half the size, which is quick, shows Chinese.
 * Sets *found to whether it did.
 */
int han_glance(struct models *models, PIX *rgb, struct reading *out,
    bool *found, struct fault *f);

#endif
