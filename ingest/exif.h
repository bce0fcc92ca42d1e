/* SPDX-License-Identifier: MIT */
/*
 * When and where a photo was taken, as its camera noted it: from the EXIF
 * block (CIPA DC-008) of JPEG, PNG, WebP, TIFF and HEIC, read by libexif,
 * and by libheif for HEIC. No pixel is decoded.
 */
#ifndef INGEST_EXIF_H
#define INGEST_EXIF_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "ingest/clock.h"

struct exif {
	bool has_taken;
	struct clock taken;	/* zoned where the camera knew its zone */
	bool has_place;
	double latitude, longitude;	/* degrees, WGS 84 */
	int width, height;	/* of HEIC, upright as displayed; else 0 */
};

/*
 * Read what these bytes of a picture tell; a file without EXIF, or one whose
 * EXIF is broken, tells nothing.
 */
struct exif exif_read(const void *bytes, size_t length);

#endif
