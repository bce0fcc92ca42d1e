/* SPDX-License-Identifier: MIT */
/*
 * Telegram names and links, which are what an advert is for, and which
 * Tesseract reads worst: its models know no word with an underscore in it,
 * so they see a gap.
 */
#ifndef OCR_HANDLE_H
#define OCR_HANDLE_H

#include "ocr/model.h"

/*
 * Join words of a crop where the crop shows an underscore between them, a
 * bar at the foot of the gap with nothing above it, where an @ stands alone
 * before its name, and where the address of a site is broken at its last dot.
 * Only lines that have the signs of a name or link are touched. Returns 0, or
 * -1 when memory is short.
 */
int handle_join(struct words *words, PIX *crop);

/*
 * How a line would read if each gap inside its name or link was an
 * underscore, and if a garbled "t.me/" was whole. Names have no spaces
 * (core.telegram.org: 5 to 32 letters, digits and underscores). Returns NULL
 * where that changes nothing; the caller frees the text.
 */
char *handle_guess(const char *line);

/*
 * Write a name or link of Telegram as it must have been: letters, digits and
 * single underscores, the digits last in each part between underscores, or
 * before a "bot" at its end, unless a letter would not have the case of those
 * beside it: "@k\ad_8OT=O5." is "@klad_BOT_05", and "@w0w" stays. Other texts,
 * and invitations, whose signs are random, stay as they are. The text never
 * grows.
 */
void handle_mend(char *name);

/*
 * Where in a line a name, a link or the address of a site starts: "@klad",
 * "t.me/klad", "klad.biz". NULL if there is none.
 */
const char *handle_find(const char *line);

#endif
