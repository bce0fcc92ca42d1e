/* SPDX-License-Identifier: MIT */
/*
 * Chinese. Its characters fall apart into strokes, which chain badly into
 * lines, so the model goes over the whole picture instead: once at half the
 * size, which is quick, and where that shows Chinese, once more in full.
 */
#ifndef OCR_HAN_H
#define OCR_HAN_H

#include "ocr/model.h"

#define HAN_MODEL "chi_sim"

/*
 * Look for Chinese on a picture and add what is read to a reading. Sets
 * *found to whether there was any. Returns 0, or -1 and a reason.
 */
int han_read(struct models *models, PIX *rgb, struct reading *out,
    bool *found, struct fault *f);

#endif
