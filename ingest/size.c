/* SPDX-License-Identifier: MIT */
#include "ingest/size.h"

#include <leptonica/allheaders.h>
#include <string.h>

/*
 * JPEG by hand (ITU T.81, B.1.1 and B.2.2): the frame header is found
 * segment by segment. libjpeg would print what it thinks of broken files.
 */
static bool
jpeg_size(const unsigned char *b, size_t length, int *width, int *height)
{
	size_t at = 2;

	while (at + 9 <= length && b[at] == 0xff) {
		unsigned marker = b[at + 1];

		if (marker == 0xff) {
			at++;	/* fill bytes may come before a marker */
			continue;
		}
		if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
		    marker != 0xc8 && marker != 0xcc) {
			*height = b[at + 5] << 8 | b[at + 6];
			*width = b[at + 7] << 8 | b[at + 8];
			return *width > 0 && *height > 0;
		}
		if (marker == 0xda || marker == 0xd9)
			return false;
		at += 2 + ((size_t)b[at + 2] << 8 | b[at + 3]);
	}
	return false;
}

bool
size_of(const void *bytes, size_t length, int *width, int *height)
{
	l_int32 format;

	if (length > 3 && memcmp(bytes, "\xff\xd8\xff", 3) == 0)
		return jpeg_size(bytes, length, width, height);
	setMsgSeverity(L_SEVERITY_NONE);
	return pixReadHeaderMem(bytes, length, &format, width, height, NULL,
	    NULL, NULL) == 0 && *width > 0 && *height > 0;
}
