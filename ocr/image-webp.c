/* SPDX-License-Identifier: MIT */
/*
 * WebP (RFC 9649) by libwebp: still ones, turned as their EXIF data say, and
 * some frames of animations.
 */
#include <stdlib.h>
#include <string.h>
#include <webp/decode.h>
#include <webp/demux.h>

#include "ocr/image-format.h"
#include "ocr/orientation.h"

static bool
matches(const unsigned char *bytes, size_t length)
{
	return length >= 12 && memcmp(bytes, "RIFF", 4) == 0 &&
	    memcmp(bytes + 8, "WEBP", 4) == 0;
}

/* The orientation, 1 to 8, that the chunk EXIF names, if there is one. */
static int
orientation_of(const struct image_source *source)
{
	WebPData data = { source->bytes, source->length };
	WebPDemuxer *demuxer = WebPDemux(&data);
	WebPChunkIterator chunk;
	int orientation = 1;

	if (demuxer == NULL)
		return 1;
	if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk)) {
		orientation = orientation_read_bare(chunk.chunk.bytes,
		    chunk.chunk.size);
		WebPDemuxReleaseChunkIterator(&chunk);
	}
	WebPDemuxDelete(demuxer);
	return orientation;
}

static int
decode_still(struct image_source *source, uint32_t width, uint32_t height,
    bool has_alpha, struct fault *f)
{
	size_t size = (size_t)width * height * 4;
	unsigned char *rgba = malloc(size);
	PIX *pix;

	if (rgba == NULL)
		return fault(f, "out of memory for the pixels");
	if (WebPDecodeRGBAInto(source->bytes, source->length, rgba, size,
	    (int)width * 4) == NULL) {
		free(rgba);
		return fault(f, "webp: damaged or truncated");
	}
	pix = orientation_undo(image_take_rgba(rgba, width, height,
	    has_alpha), orientation_of(source));
	return image_show(source, 0, pix, 1, f) < 0 ? -1 : 0;
}

/* Show every step-th frame until no more are wanted. */
static int
show_frames(struct image_source *source, WebPAnimDecoder *decoder,
    const WebPAnimInfo *info, struct fault *f)
{
	unsigned step = (info->frame_count + source->limits->frames - 1) /
	    source->limits->frames;
	unsigned number = 0;
	unsigned char *rgba;
	int when, stop = 0;

	while (!stop && WebPAnimDecoderHasMoreFrames(decoder)) {
		if (!WebPAnimDecoderGetNext(decoder, &rgba, &when))
			return fault(f, "webp: damaged frame %u", number);
		if (number++ % step != 0)
			continue;
		stop = image_show(source, number - 1,
		    image_from_rgba(rgba, info->canvas_width,
		    info->canvas_height, (size_t)info->canvas_width * 4, true),
		    1, f);
	}
	return stop < 0 ? -1 : 0;
}

static int
decode_animation(struct image_source *source, struct fault *f)
{
	WebPData data = { source->bytes, source->length };
	WebPAnimDecoderOptions options;
	WebPAnimDecoder *decoder;
	WebPAnimInfo info;
	int status;

	if (!WebPAnimDecoderOptionsInit(&options))
		return fault(f, "webp: another version of the library");
	options.color_mode = MODE_RGBA;
	decoder = WebPAnimDecoderNew(&data, &options);
	if (decoder == NULL || !WebPAnimDecoderGetInfo(decoder, &info)) {
		WebPAnimDecoderDelete(decoder);
		return fault(f, "webp: damaged or truncated");
	}
	source->several = info.frame_count > 1;
	status = show_frames(source, decoder, &info, f);
	WebPAnimDecoderDelete(decoder);
	return status;
}

static int
decode(struct image_source *source, struct fault *f)
{
	WebPBitstreamFeatures features;

	if (WebPGetFeatures(source->bytes, source->length, &features) !=
	    VP8_STATUS_OK)
		return fault(f, "webp: damaged header");
	if (image_fits(source, (uint64_t)features.width,
	    (uint64_t)features.height, f) < 0)
		return -1;
	if (features.has_animation)
		return decode_animation(source, f);
	return decode_still(source, (uint32_t)features.width,
	    (uint32_t)features.height, features.has_alpha != 0, f);
}

const struct image_format image_webp = { "WebP", matches, decode };
