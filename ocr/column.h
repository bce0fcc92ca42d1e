/* SPDX-License-Identifier: MIT */
/*
 * Writing that runs downwards: words turned by 90 degrees to either side, as
 * on the back of a book, or slanted by half of that, and columns of Chinese,
 * whose characters stand upright.
 */
#ifndef OCR_COLUMN_H
#define OCR_COLUMN_H

#include "ocr/crop.h"
#include "ocr/language.h"
#include "ocr/model.h"

#define COLUMN_MODEL "chi_sim_vert"

/*
 * Read the best columns that no sure word of the reading covers, and add what
 * they say to it. `choice` are the models for turned words; upright is set
 * where COLUMN_MODEL may be asked too. Where there is Chinese already less
 * likely columns are read upright. Returns 0, or -1 and a reason.
 */
int columns_read(struct models *models, const struct view *view,
    const struct lines *columns, const struct choice *choice, bool upright,
    struct reading *out, struct fault *f);

#endif
