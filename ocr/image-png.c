/* SPDX-License-Identifier: MIT */
/*
 * PNG (ISO/IEC 15948) by libpng, of any depth and colour type, turned as its
 * EXIF data say; of an animated one the still picture.
 */
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/image-format.h"
#include "ocr/orientation.h"

#define CHUNK_MAX (4 * 1000 * 1000)	/* bytes unpacked from one chunk */

struct decoder {
	png_structp png;
	png_infop info;
	const unsigned char *bytes;	/* what is left to read */
	size_t left;
	unsigned char *rgba;
	uint32_t width, height;
	bool has_alpha;		/* or a transparent colour */
	char text[128];
};

static bool
matches(const unsigned char *bytes, size_t length)
{
	return length >= 8 && memcmp(bytes, "\211PNG\r\n\032\n", 8) == 0;
}

static void
give_up(png_structp png, png_const_charp why)
{
	struct decoder *d = png_get_error_ptr(png);

	snprintf(d->text, sizeof(d->text), "%s", why);
	png_longjmp(png, 1);
}

static void
ignore_warning(png_structp png, png_const_charp why)
{
	(void)png;
	(void)why;
}

static void
give_bytes(png_structp png, png_bytep to, png_size_t size)
{
	struct decoder *d = png_get_io_ptr(png);

	if (size > d->left)
		png_error(png, "truncated");
	memcpy(to, d->bytes, size);
	d->bytes += size;
	d->left -= size;
}

/* Whatever the file holds, ask for 8-bit RGBA. */
static void
choose_output(struct decoder *d)
{
	d->has_alpha = (png_get_color_type(d->png, d->info) &
	    PNG_COLOR_MASK_ALPHA) != 0 ||
	    png_get_valid(d->png, d->info, PNG_INFO_tRNS) != 0;
	png_set_expand(d->png);
	png_set_strip_16(d->png);
	png_set_gray_to_rgb(d->png);
	png_set_add_alpha(d->png, 0xff, PNG_FILLER_AFTER);
}

static void
read_rows(struct decoder *d)
{
	int passes = png_set_interlace_handling(d->png);

	png_read_update_info(d->png, d->info);
	for (int pass = 0; pass < passes; pass++)
		for (uint32_t y = 0; y < d->height; y++)
			png_read_row(d->png,
			    d->rgba + (size_t)y * d->width * 4, NULL);
}

/* The orientation, 1 to 8, that the chunk eXIf names, if it was read. */
static int
orientation_of(const struct decoder *d)
{
	png_uint_32 length = 0;
	png_bytep exif = NULL;

	if (png_get_eXIf_1(d->png, d->info, &length, &exif) == 0)
		return 1;
	return orientation_read_bare(exif, length);
}

/* Decode into d->rgba; what was read before a damaged part stays there. */
static int
decode_rows(struct decoder *d, const struct image_source *source,
    struct fault *f)
{
	if (setjmp(png_jmpbuf(d->png)) != 0)
		return fault(f, "png: %s", d->text);
	png_set_read_fn(d->png, d, give_bytes);
	png_set_chunk_malloc_max(d->png, CHUNK_MAX);
	/* The limit on pixels says more than libpng's on each side. */
	png_set_user_limits(d->png, 0x7fffffff, 0x7fffffff);
	png_read_info(d->png, d->info);
	d->width = png_get_image_width(d->png, d->info);
	d->height = png_get_image_height(d->png, d->info);
	if (image_fits(source, d->width, d->height, f) < 0)
		return -1;
	choose_output(d);
	d->rgba = calloc((size_t)d->width * 4, d->height);
	if (d->rgba == NULL)
		return fault(f, "out of memory for the pixels");
	read_rows(d);
	return 0;
}

static int
decode(struct image_source *source, struct fault *f)
{
	struct decoder d = { .bytes = source->bytes, .left = source->length };
	int status = -1;
	PIX *pix;

	d.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &d, give_up,
	    ignore_warning);
	d.info = d.png != NULL ? png_create_info_struct(d.png) : NULL;
	if (d.info == NULL) {
		png_destroy_read_struct(&d.png, NULL, NULL);
		return fault(f, "out of memory");
	}
	status = decode_rows(&d, source, f);
	if (d.rgba != NULL) {
		pix = image_take_rgba(d.rgba, d.width, d.height,
		    d.has_alpha);
		pix = orientation_undo(pix, orientation_of(&d));
		if (image_show(source, 0, pix, 1, status == 0 ? f : NULL) < 0)
			status = -1;
	}
	png_destroy_read_struct(&d.png, &d.info, NULL);
	return status;
}

const struct image_format image_png = { "PNG", matches, decode };
