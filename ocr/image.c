/* SPDX-License-Identifier: MIT */
#include "ocr/image.h"

#include <inttypes.h>
#include <libheif/heif.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/image-format.h"

#define SIDE_MAX 1000000	/* pixels: more is a lie in the header */
#define LIGHT 170		/* of 255: light figures want a dark ground */

static const struct image_format *const formats[] = {
	&image_jpeg, &image_png, &image_webp, &image_gif, &image_tiff,
	&image_bmp, &image_heif,
};

/* Files that often come under the name of a picture, to be named. */
static const struct {
	const char *magic, *name;
} strangers[] = {
	{ "PK\003\004", "a zip archive" }, { "%PDF", "a pdf document" },
	{ "<!DOCTYPE", "a web page" }, { "<html", "a web page" },
	{ "<svg", "an svg drawing" }, { "\032\105\337\243", "a video" },
	{ "OggS", "an ogg file" }, { "Rar!", "a rar archive" },
	{ "\037\213", "a gzip file" }, { "7z\274\257", "a 7z archive" },
};

static const struct image_format *
find_format(const unsigned char *bytes, size_t length)
{
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (formats[i]->matches(bytes, length))
			return formats[i];
	return NULL;
}

const char *
image_format_name(const void *bytes, size_t length)
{
	const struct image_format *format = find_format(bytes, length);

	return format != NULL ? format->name : NULL;
}

void
image_prepare(void)
{
	struct heif_init_params *defaults = NULL;

	heif_init(defaults);
	setMsgSeverity(L_SEVERITY_NONE);
}

static int
no_image(const unsigned char *bytes, size_t length, struct fault *f)
{
	if (length == 0)
		return fault(f, "not an image: empty file");
	for (size_t i = 0; i < sizeof(strangers) / sizeof(strangers[0]); i++) {
		size_t size = strlen(strangers[i].magic);

		if (length >= size &&
		    memcmp(bytes, strangers[i].magic, size) == 0)
			return fault(f, "not an image: %s",
			    strangers[i].name);
	}
	return fault(f, "not an image of a known format");
}

int
image_decode(const void *bytes, size_t length,
    const struct image_limits *limits, image_look *look, void *context,
    struct fault *f)
{
	const struct image_format *format = find_format(bytes, length);
	struct image_source source = { bytes, length, limits, look, context,
	    0, false };

	if (format == NULL)
		return no_image(bytes, length, f);
	if (length > limits->bytes)
		return fault(f, "%zu bytes, over the limit of %zu", length,
		    limits->bytes);
	setMsgSeverity(L_SEVERITY_NONE);
	return format->decode(&source, f);
}

int
image_fits(const struct image_source *source, uint64_t width,
    uint64_t height, struct fault *f)
{
	if (width == 0 || height == 0)
		return fault(f, "no pixels: %" PRIu64 " x %" PRIu64, width,
		    height);
	if (width > SIDE_MAX || height > SIDE_MAX ||
	    width * height > source->limits->pixels)
		return fault(f, "%" PRIu64 " x %" PRIu64
		    " pixels, over the limit of %" PRIu64, width, height,
		    source->limits->pixels);
	return 0;
}

/* Pixels of bytes to those of Leptonica, also in place. */
static void
to_words(l_uint32 *words, const unsigned char *rgba, size_t count)
{
	for (size_t i = 0; i < count; i++, rgba += 4)
		words[i] = (l_uint32)rgba[0] << L_RED_SHIFT |
		    (l_uint32)rgba[1] << L_GREEN_SHIFT |
		    (l_uint32)rgba[2] << L_BLUE_SHIFT | rgba[3];
}

PIX *
image_take_rgba(unsigned char *rgba, uint32_t width, uint32_t height,
    bool has_alpha)
{
	PIX *pix = rgba != NULL ?
	    pixCreateHeader((l_int32)width, (l_int32)height, 32) : NULL;

	if (pix == NULL) {
		free(rgba);
		return NULL;
	}
	to_words((void *)rgba, rgba, (size_t)width * height);
	pixSetData(pix, (void *)rgba);
	pixSetSpp(pix, has_alpha ? 4 : 3);
	return pix;
}

PIX *
image_from_rgba(const unsigned char *rgba, uint32_t width, uint32_t height,
    size_t stride, bool has_alpha)
{
	PIX *pix = pixCreateNoInit((l_int32)width, (l_int32)height, 32);

	if (pix == NULL)
		return NULL;
	pixSetSpp(pix, has_alpha ? 4 : 3);
	for (uint32_t y = 0; y < height; y++)
		to_words(pixGetData(pix) + y * (size_t)pixGetWpl(pix),
		    rgba + y * stride, width);
	return pix;
}

/*
 * White letters on nothing are seen on black, and dark ones on white: the
 * ground is chosen against the mean brightness of what is opaque.
 */
static l_uint32
choose_ground(PIX *pix)
{
	uint64_t light = 0, weight = 1;
	l_uint32 *data = pixGetData(pix);
	size_t words = (size_t)pixGetWpl(pix) * (size_t)pixGetHeight(pix);

	for (size_t i = 0; i < words; i++) {
		l_uint32 alpha = data[i] & 0xff;
		l_uint32 green = data[i] >> L_GREEN_SHIFT & 0xff;

		light += (uint64_t)green * alpha;
		weight += alpha;
	}
	return light / weight >= LIGHT ? 0 : 255;
}

/* Lay the picture, in place, on an even ground. */
static void
blend(PIX *pix, l_uint32 ground)
{
	l_uint32 *data = pixGetData(pix);
	size_t words = (size_t)pixGetWpl(pix) * (size_t)pixGetHeight(pix);

	for (size_t i = 0; i < words; i++) {
		l_uint32 alpha = data[i] & 0xff, blended = 0;
		l_uint32 behind = ground * (255 - alpha);

		if (alpha == 255)
			continue;
		for (int shift = 8; shift < 32; shift += 8)
			blended |= ((data[i] >> shift & 0xff) * alpha +
			    behind) / 255 << shift;
		data[i] = blended;
	}
	pixSetSpp(pix, 3);
}

/* Takes the picture, of any kind, and gives one of 32 bits without alpha. */
static PIX *
make_opaque(PIX *pix)
{
	PIX *rgb;

	if (pix == NULL)
		return NULL;
	rgb = pixGetDepth(pix) == 32 ? pixClone(pix) : pixConvertTo32(pix);
	pixDestroy(&pix);
	if (rgb != NULL && pixGetSpp(rgb) == 4)
		blend(rgb, choose_ground(rgb));
	return rgb;
}

/* Make a frame small enough to work with, and count that in reduction. */
static PIX *
make_workable(PIX *rgb, int *reduction)
{
	uint64_t pixels = (uint64_t)pixGetWidth(rgb) *
	    (uint64_t)pixGetHeight(rgb);
	int factor = 1;

	while (pixels / ((uint64_t)factor * (uint64_t)factor) >
	    IMAGE_WORKING_PIXELS)
		factor *= 2;
	if (factor == 1 || pixGetWidth(rgb) < factor ||
	    pixGetHeight(rgb) < factor)
		return pixClone(rgb);
	*reduction *= factor;
	return pixScaleAreaMap(rgb, 1.0f / (float)factor,
	    1.0f / (float)factor);
}

int
image_show(struct image_source *source, unsigned number, PIX *pix,
    int reduction, struct fault *f)
{
	struct image_frame frame = { number, !source->several, NULL,
		reduction };
	PIX *rgb = make_opaque(pix);
	int stop;

	if (rgb != NULL)
		frame.rgb = make_workable(rgb, &frame.reduction);
	pixDestroy(&rgb);
	if (frame.rgb == NULL)
		return fault(f, "out of memory for the pixels");
	stop = source->look(source->context, &frame);
	pixDestroy(&frame.rgb);
	source->shown++;
	return stop || source->shown >= source->limits->frames;
}
