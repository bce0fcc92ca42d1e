/* SPDX-License-Identifier: MIT */
/*
 * TIFF 6.0 and BigTIFF by libtiff, page after page, from memory. Its RGBA
 * interface takes every depth and colour that it knows, CMYK included. It
 * mirrors pages but turns none, so they are turned here.
 */
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "ocr/image-format.h"
#include "ocr/orientation.h"

/* libtiff wants a file: here is one made of bytes. */
struct memory {
	const unsigned char *bytes;
	uint64_t length, position;
};

static bool
matches(const unsigned char *bytes, size_t length)
{
	static const char *const magic[] = { "II*\0", "MM\0*", "II+\0",
	    "MM\0+" };

	for (int i = 0; i < 4; i++)
		if (length >= 4 && memcmp(bytes, magic[i], 4) == 0)
			return true;
	return false;
}

static tmsize_t
read_memory(thandle_t handle, void *to, tmsize_t size)
{
	struct memory *m = handle;
	uint64_t left = m->position < m->length ?
	    m->length - m->position : 0;
	uint64_t count = (uint64_t)size < left ? (uint64_t)size : left;

	memcpy(to, m->bytes + m->position * (count > 0), count);
	m->position += count;
	return (tmsize_t)count;
}

static tmsize_t
refuse_write(thandle_t handle, void *from, tmsize_t size)
{
	(void)handle;
	(void)from;
	(void)size;
	return -1;
}

static toff_t
seek_memory(thandle_t handle, toff_t offset, int whence)
{
	struct memory *m = handle;

	if (whence == SEEK_CUR)
		offset += m->position;
	else if (whence == SEEK_END)
		offset += m->length;
	m->position = offset;
	return offset;
}

static int
close_memory(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t
size_memory(thandle_t handle)
{
	return ((struct memory *)handle)->length;
}

/* The raster has its first byte lowest: R, G, B, A, as rows of bytes. */
static PIX *
read_page(TIFF *tiff, uint32_t width, uint32_t height)
{
	uint32_t *raster = calloc((size_t)width * height, sizeof(*raster));
	uint16_t extra = 0, orientation = ORIENTATION_TOPLEFT, *kinds;

	if (raster == NULL)
		return NULL;
	TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &extra, &kinds);
	/* The same numbers as in EXIF, which has them from here. */
	TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
	if (orientation < ORIENTATION_TOPLEFT ||
	    orientation > ORIENTATION_LEFTBOT)
		orientation = ORIENTATION_TOPLEFT;
	/* The rows as they are stored: asked for the way that they have. */
	if (TIFFReadRGBAImageOriented(tiff, width, height, raster,
	    orientation, 0))
		return orientation_undo(image_take_rgba(
		    (unsigned char *)raster, width, height, extra > 0),
		    orientation);
	free(raster);
	return NULL;
}

static int
show_page(struct image_source *source, TIFF *tiff, unsigned number,
    struct fault *f)
{
	uint32_t width = 0, height = 0;
	PIX *pix;

	TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
	TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
	if (image_fits(source, width, height, f) < 0)
		return -1;
	pix = read_page(tiff, width, height);
	if (pix == NULL)
		return fault(f, "tiff: damaged page %u", number);
	return image_show(source, number, pix, 1, f);
}

/*
 * Go to the next page. Returns 1, 0 when there is none, or -1 when there is
 * one that cannot be had: libtiff refuses a directory that it has seen.
 */
static int
next_page(TIFF *tiff, unsigned number, struct fault *f)
{
	if (TIFFLastDirectory(tiff))
		return 0;
	if (TIFFReadDirectory(tiff))
		return 1;
	return fault(f, "tiff: damaged after page %u", number);
}

static int
decode(struct image_source *source, struct fault *f)
{
	struct memory memory = { source->bytes, source->length, 0 };
	unsigned number = 0;
	int stop = 0, more = 0;
	TIFF *tiff;

	TIFFSetErrorHandler(NULL);
	TIFFSetWarningHandler(NULL);
	tiff = TIFFClientOpen("memory", "rm", &memory, read_memory,
	    refuse_write, seek_memory, close_memory, size_memory, NULL, NULL);
	if (tiff == NULL)
		return fault(f, "tiff: damaged header");
	source->several = !TIFFLastDirectory(tiff);
	do {
		stop = show_page(source, tiff, number, f);
		if (stop == 0)
			more = next_page(tiff, number++, f);
	} while (stop == 0 && more > 0);
	TIFFClose(tiff);
	return stop < 0 || more < 0 ? -1 : 0;
}

const struct image_format image_tiff = { "TIFF", matches, decode };
