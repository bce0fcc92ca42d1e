/* SPDX-License-Identifier: MIT */
/* zxing-cpp behind a C interface; it does not let exceptions out. */
#ifndef OCR_ZXING_H
#define OCR_ZXING_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct zxing_code {
	const char *type;	/* "QR", "DataMatrix", "Aztec", "EAN-13" */
	const char *data;	/* valid during the call */
	size_t length;
	int corners[4][2];	/* x and y of the corners, around the code */
};

/* Takes one code; returns 0 to go on. */
typedef int zxing_take(void *context, const struct zxing_code *);

/*
 * Look for codes on width x height bytes of brightness.
 * Returns how many were taken, or -1 without memory.
 */
int zxing_read(const unsigned char *grey, int width, int height, int stride,
    zxing_take *, void *context);

#ifdef __cplusplus
}
#endif

#endif
