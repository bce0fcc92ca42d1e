/* SPDX-License-Identifier: MIT */
#include "ocr/orientation.h"

#include <libexif/exif-data.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

int
orientation_read(const unsigned char *bytes, size_t length)
{
	ExifData *exif = exif_data_new_from_data(bytes, (unsigned)length);
	ExifEntry *entry;
	int orientation = 1;

	if (exif == NULL)
		return 1;
	entry = exif_content_get_entry(exif->ifd[EXIF_IFD_0],
	    EXIF_TAG_ORIENTATION);
	if (entry != NULL && entry->format == EXIF_FORMAT_SHORT &&
	    entry->size >= 2)
		orientation = exif_get_short(entry->data,
		    exif_data_get_byte_order(exif));
	exif_data_unref(exif);
	return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

int
orientation_read_bare(const unsigned char *bytes, size_t length)
{
	static const char head[6] = "Exif\0";
	unsigned char *whole;
	int orientation;

	/* Some programs write the head that JPEG has all the same. */
	if (length >= sizeof(head) && memcmp(bytes, head, sizeof(head)) == 0)
		return orientation_read(bytes, length);
	whole = malloc(sizeof(head) + length);
	if (whole == NULL)
		return 1;
	memcpy(whole, head, sizeof(head));
	memcpy(whole + sizeof(head), bytes, length);
	orientation = orientation_read(whole, sizeof(head) + length);
	free(whole);
	return orientation;
}

/* Turn as many quarters clockwise, mirrored first, as the number means. */
PIX *
orientation_undo(PIX *pix, int orientation)
{
	static const struct {
		bool mirrored;
		int quarters;
	} turns[9] = {
		[1] = { false, 0 }, [2] = { true, 0 }, [3] = { false, 2 },
		[4] = { true, 2 }, [5] = { true, 3 }, [6] = { false, 1 },
		[7] = { true, 1 }, [8] = { false, 3 },
	};
	PIX *turned;

	if (pix == NULL || orientation == 1)
		return pix;
	if (turns[orientation].mirrored)
		pixFlipLR(pix, pix);
	turned = pixRotateOrth(pix, turns[orientation].quarters);
	pixDestroy(&pix);
	return turned;
}
