/* SPDX-License-Identifier: MIT */
/* HEIC and AVIF (ISO/IEC 23008-12) by libheif, which turns them upright. */
#include <libheif/heif.h>
#include <string.h>

#include "ocr/image-format.h"

/* A box "ftyp" whose major brand is of a still picture. */
static bool
matches(const unsigned char *bytes, size_t length)
{
	static const char *const brands[] = { "heic", "heix", "heim", "heis",
	    "hevc", "hevx", "mif1", "msf1", "avif", "avis", "miaf" };

	if (length < 12 || memcmp(bytes + 4, "ftyp", 4) != 0)
		return false;
	for (size_t i = 0; i < sizeof(brands) / sizeof(brands[0]); i++)
		if (memcmp(bytes + 8, brands[i], 4) == 0)
			return true;
	return false;
}

static PIX *
read_pixels(const struct heif_image *image, uint64_t width, uint64_t height)
{
	int stride = 0;
	const unsigned char *rgba = heif_image_get_plane_readonly(image,
	    heif_channel_interleaved, &stride);

	if (rgba == NULL || stride <= 0)
		return NULL;
	return image_from_rgba(rgba, (uint32_t)width, (uint32_t)height,
	    (size_t)stride, true);
}

static int
show_handle(struct image_source *source, struct heif_image_handle *handle,
    struct fault *f)
{
	struct heif_image *image = NULL;
	struct heif_error error;
	uint64_t width = (uint64_t)heif_image_handle_get_width(handle);
	uint64_t height = (uint64_t)heif_image_handle_get_height(handle);
	PIX *pix;

	if (image_fits(source, width, height, f) < 0)
		return -1;
	error = heif_decode_image(handle, &image, heif_colorspace_RGB,
	    heif_chroma_interleaved_RGBA, NULL);
	if (error.code != heif_error_Ok)
		return fault(f, "heif: %s", error.message);
	/* What was decoded may differ from what the header said. */
	width = (uint64_t)heif_image_get_primary_width(image);
	height = (uint64_t)heif_image_get_primary_height(image);
	if (image_fits(source, width, height, f) < 0) {
		heif_image_release(image);
		return -1;
	}
	pix = read_pixels(image, width, height);
	heif_image_release(image);
	return image_show(source, 0, pix, 1, f);
}

static int
decode(struct image_source *source, struct fault *f)
{
	struct heif_context *context = heif_context_alloc();
	struct heif_image_handle *handle = NULL;
	struct heif_error error;
	int status;

	if (context == NULL)
		return fault(f, "out of memory");
	error = heif_context_read_from_memory_without_copy(context,
	    source->bytes, source->length, NULL);
	if (error.code == heif_error_Ok)
		error = heif_context_get_primary_image_handle(context,
		    &handle);
	if (error.code != heif_error_Ok)
		status = fault(f, "heif: %s", error.message);
	else
		status = show_handle(source, handle, f);
	heif_image_handle_release(handle);
	heif_context_free(context);
	return status < 0 ? -1 : 0;
}

const struct image_format image_heif = { "HEIF", matches, decode };
