/* SPDX-License-Identifier: MIT */
/*
 * JPEG (ITU-T T.81) by libjpeg-turbo, turned as its EXIF data say. A large
 * picture is decoded at a half, a quarter or an eighth of its size, which the
 * transform gives for nothing.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* After stdio.h, which it does not include by itself. */
#include <jerror.h>
#include <jpeglib.h>

#include "ocr/image-format.h"
#include "ocr/orientation.h"

/*
 * Scans of a progressive file, each of which costs a pass over the picture;
 * encoders make ten or so (libjpeg-turbo's advice against bombs is 500).
 */
#define SCANS_MAX 200

struct decoder {
	struct jpeg_decompress_struct jpeg;	/* first: see as_decoder */
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	jmp_buf escape;
	bool truncated;
	char text[JMSG_LENGTH_MAX];
};

static bool
matches(const unsigned char *bytes, size_t length)
{
	return length >= 3 && memcmp(bytes, "\377\330\377", 3) == 0;
}

static struct decoder *
as_decoder(j_common_ptr common)
{
	return common->client_data;
}

static void
give_up(j_common_ptr common)
{
	struct decoder *d = as_decoder(common);

	common->err->format_message(common, d->text);
	longjmp(d->escape, 1);
}

/* Called for warnings, of which only a missing end matters here. */
static void
note_warning(j_common_ptr common, int level)
{
	if (level < 0 && common->err->msg_code == JWRN_JPEG_EOF)
		as_decoder(common)->truncated = true;
}

static void
watch_scans(j_common_ptr common)
{
	struct decoder *d = as_decoder(common);

	if (d->jpeg.input_scan_number <= SCANS_MAX)
		return;
	snprintf(d->text, sizeof(d->text), "over %d scans", SCANS_MAX);
	longjmp(d->escape, 1);
}

static void
start(struct decoder *d, const struct image_source *source)
{
	d->jpeg.err = jpeg_std_error(&d->errors);
	d->errors.error_exit = give_up;
	d->errors.emit_message = note_warning;
	d->progress.progress_monitor = watch_scans;
	d->jpeg.client_data = d;
	/* Keeps err and client_data, clears the rest. */
	jpeg_create_decompress(&d->jpeg);
	d->jpeg.progress = &d->progress;
	jpeg_mem_src(&d->jpeg, source->bytes, source->length);
}

/* Choose the scale and the colours to decode to. */
static void
choose_output(struct jpeg_decompress_struct *jpeg)
{
	uint64_t pixels = (uint64_t)jpeg->image_width * jpeg->image_height;
	unsigned scale = 1;

	while (scale < 8 && pixels / (scale * scale) > IMAGE_WORKING_PIXELS)
		scale *= 2;
	jpeg->scale_num = 1;
	jpeg->scale_denom = scale;
	if (jpeg->jpeg_color_space == JCS_CMYK ||
	    jpeg->jpeg_color_space == JCS_YCCK)
		jpeg->out_color_space = JCS_CMYK;
	else
		jpeg->out_color_space = JCS_EXT_RGBX;
}

/*
 * Inks to light, in place, without a profile. Adobe's programs store ink
 * inverted and say so with their marker (Adobe Technical Note 5116).
 */
static void
cmyk_to_rgbx(unsigned char *row, size_t width, bool inverted)
{
	for (size_t x = 0; x < width; x++, row += 4) {
		unsigned flip = inverted ? 0 : 255;
		unsigned key = row[3] ^ flip;

		for (int i = 0; i < 3; i++)
			row[i] = (unsigned char)((row[i] ^ flip) * key / 255);
	}
}

static void
read_rows(struct jpeg_decompress_struct *jpeg, unsigned char *rgbx)
{
	size_t stride = (size_t)jpeg->output_width * 4;

	while (jpeg->output_scanline < jpeg->output_height) {
		unsigned char *row = rgbx + jpeg->output_scanline * stride;

		jpeg_read_scanlines(jpeg, &row, 1);
		if (jpeg->out_color_space == JCS_CMYK)
			cmyk_to_rgbx(row, jpeg->output_width,
			    jpeg->saw_Adobe_marker);
	}
}

/*
 * Decode into *rgbx, which the caller frees whatever comes of it: after a
 * damaged part, the rows that were read stand and the rest is black.
 */
static int
decode_rows(struct decoder *d, const struct image_source *source,
    unsigned char **rgbx, struct fault *f)
{
	struct jpeg_decompress_struct *jpeg = &d->jpeg;

	if (setjmp(d->escape) != 0)
		return fault(f, "jpeg: %s", d->text);
	start(d, source);
	jpeg_read_header(jpeg, TRUE);
	if (image_fits(source, jpeg->image_width, jpeg->image_height, f) < 0)
		return -1;
	choose_output(jpeg);
	jpeg_start_decompress(jpeg);
	*rgbx = calloc((size_t)jpeg->output_width * 4, jpeg->output_height);
	if (*rgbx == NULL)
		return fault(f, "out of memory for the pixels");
	read_rows(jpeg, *rgbx);
	if (d->truncated)
		return fault(f, "jpeg: truncated");
	return 0;
}

static int
decode(struct image_source *source, struct fault *f)
{
	struct decoder d;
	unsigned char *rgbx = NULL;
	PIX *pix;
	int status;

	memset(&d, 0, sizeof(d));
	status = decode_rows(&d, source, &rgbx, f);
	if (rgbx != NULL && d.jpeg.output_scanline > 0) {
		pix = image_take_rgba(rgbx, d.jpeg.output_width,
		    d.jpeg.output_height, false);
		rgbx = NULL;
		pix = orientation_undo(pix,
		    orientation_read(source->bytes, source->length));
		if (image_show(source, 0, pix, (int)d.jpeg.scale_denom,
		    status == 0 ? f : NULL) < 0)
			status = -1;
	}
	free(rgbx);
	jpeg_destroy_decompress(&d.jpeg);
	return status;
}

const struct image_format image_jpeg = { "JPEG", matches, decode };
