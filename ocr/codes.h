/* SPDX-License-Identifier: MIT */
/*
 * Bar codes on a picture: QR, Data Matrix, Aztec and EAN. zxing-cpp looks
 * first, then zbar. While neither finds anything, both look again at changed
 * copies of a picture that shows the squares of a QR code (squares.h):
 * inverted, other sizes, local threshold, blurred, turned. That is where
 * photographs of worn, tilted and badly lit codes are won. Any other picture
 * is looked at once more after a local threshold, and block by block
 * (blocks.h), for codes of the other kinds.
 */
#ifndef OCR_CODES_H
#define OCR_CODES_H

#include <leptonica/allheaders.h>
#include <stddef.h>

#include "ocr/box.h"
#include "wire/fault.h"

#define CODES_MAX 32		/* of one picture */
#define CODE_TYPE_MAX 16

struct code {
	char type[CODE_TYPE_MAX];	/* "QR", "DataMatrix", "EAN-13" */
	char *data;			/* UTF-8 */
	struct box box;
};

struct codes {
	struct code list[CODES_MAX];
	size_t count;
};

/*
 * Find the codes on a 32-bit picture. Returns 0, or -1 without memory; *codes
 * is the caller's to free with codes_free() in either case.
 */
int codes_read(PIX *rgb, struct codes *, struct fault *);

void codes_free(struct codes *);

/*
 * Add a code unless it is known already. data need not be terminated; bytes
 * that are no UTF-8 are taken as Latin-1. Returns 0, or -1 without memory.
 */
int codes_add(struct codes *, const char *type, const char *data,
    size_t length, const struct box *);

#endif
