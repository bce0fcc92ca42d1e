/* SPDX-License-Identifier: MIT */
/*
 * Names that were outvoted. Each reading of a place may read its name
 * differently, and whoever follows the names up would have to try them all;
 * so once they were put to the vote, second opinions keep their other words
 * only. The line itself keeps its name: now and then the vote is wrong.
 */
#ifndef OCR_OUTVOTED_H
#define OCR_OUTVOTED_H

#include "ocr/names.h"

/*
 * Take out of the second opinions among the lines from number `from` on what
 * is a name, and none of these; nothing where there are none. Returns 0, or
 * -1 when memory is short.
 */
int outvoted_drop(struct reading *reading, size_t from,
    const struct names *names);

#endif
