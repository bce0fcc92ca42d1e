/* SPDX-License-Identifier: MIT */
/*
 * What a TIFF says of when and where, as a small TIFF of its own: libexif
 * looks at the first 64 KiB only, and many writers put it behind the picture.
 */
#ifndef INGEST_EXIF_TIFF_H
#define INGEST_EXIF_TIFF_H

#include <stddef.h>

#include "ingest/text.h"

/*
 * Copy the times and the place out of a TIFF (TIFF 6.0; CIPA DC-008, 4.6).
 * Adds nothing if it has none or is broken; to be freed by text_free().
 */
void exif_tiff_gather(const void *bytes, size_t length, struct text *);

#endif
