/* SPDX-License-Identifier: MIT */
/*
 * GIF89a by giflib. The frames shown are spread over the whole animation:
 * they are counted first, without unpacking them, then drawn one over the
 * other as the specification says. The work is bounded: as soon as
 * WORK_SCREENS times the allowed pixels have been unpacked, no more are shown.
 */
#include <gif_lib.h>
#include <stdlib.h>
#include <string.h>

#include "ocr/image-format.h"

#define WORK_SCREENS 4

/* A file in memory, and the canvas that its frames are drawn on. */
struct reader {
	const unsigned char *bytes;
	size_t left;
	GifFileType *gif;
	PIX *canvas;
	GraphicsControlBlock control;	/* of the frame that comes next */
	uint64_t work;		/* pixels unpacked so far */
	unsigned number;	/* of the frame that comes next */
	unsigned step;		/* show each step-th */
};

static bool
matches(const unsigned char *bytes, size_t length)
{
	return length >= 6 && (memcmp(bytes, "GIF87a", 6) == 0 ||
	    memcmp(bytes, "GIF89a", 6) == 0);
}

static int
give_bytes(GifFileType *gif, GifByteType *to, int size)
{
	struct reader *r = gif->UserData;
	size_t count = (size_t)size < r->left ? (size_t)size : r->left;

	memcpy(to, r->bytes, count);
	r->bytes += count;
	r->left -= count;
	return (int)count;
}

static int
start(struct reader *r, const struct image_source *source, struct fault *f)
{
	int error;

	memset(r, 0, sizeof(*r));
	r->bytes = source->bytes;
	r->left = source->length;
	r->control.TransparentColor = NO_TRANSPARENT_COLOR;
	r->gif = DGifOpen(r, give_bytes, &error);
	if (r->gif == NULL)
		return fault(f, "gif: damaged header");
	return 0;
}

static void
stop(struct reader *r)
{
	DGifCloseFile(r->gif, NULL);
	pixDestroy(&r->canvas);
}

/* Pass over an extension; a graphics control one tells of the next frame. */
static int
read_extension(struct reader *r)
{
	GifByteType *bytes;
	int code;

	if (DGifGetExtension(r->gif, &code, &bytes) == GIF_ERROR)
		return -1;
	if (code == GRAPHICS_EXT_FUNC_CODE && bytes != NULL)
		DGifExtensionToGCB(bytes[0], bytes + 1, &r->control);
	while (bytes != NULL)
		if (DGifGetExtensionNext(r->gif, &bytes) == GIF_ERROR)
			return -1;
	return 0;
}

/* Pass over the packed pixels of a frame. */
static int
skip_frame(struct reader *r)
{
	GifByteType *block;
	int size;

	if (DGifGetImageHeader(r->gif) == GIF_ERROR ||
	    DGifGetCode(r->gif, &size, &block) == GIF_ERROR)
		return -1;
	while (block != NULL)
		if (DGifGetCodeNext(r->gif, &block) == GIF_ERROR)
			return -1;
	return 0;
}

static unsigned
count_frames(const struct image_source *source)
{
	struct reader r;
	GifRecordType kind;
	unsigned count = 0;
	int status = 0;

	if (start(&r, source, NULL) < 0)
		return 0;
	while (status == 0 &&
	    DGifGetRecordType(r.gif, &kind) != GIF_ERROR &&
	    kind != TERMINATE_RECORD_TYPE) {
		if (kind == EXTENSION_RECORD_TYPE)
			status = read_extension(&r);
		else if (kind == IMAGE_DESC_RECORD_TYPE && ++count > 0)
			status = skip_frame(&r);
	}
	stop(&r);
	return count;
}

static void
draw_row(struct reader *r, const GifByteType *row, int y)
{
	const GifImageDesc *at = &r->gif->Image;
	const ColorMapObject *colours = at->ColorMap != NULL ?
	    at->ColorMap : r->gif->SColorMap;
	l_uint32 pixel;

	for (int x = 0; colours != NULL && x < at->Width; x++) {
		if (row[x] == r->control.TransparentColor ||
		    row[x] >= colours->ColorCount)
			continue;
		composeRGBAPixel(colours->Colors[row[x]].Red,
		    colours->Colors[row[x]].Green,
		    colours->Colors[row[x]].Blue, 255, &pixel);
		/* Leptonica passes over pixels outside the canvas. */
		pixSetPixel(r->canvas, at->Left + x, at->Top + y, pixel);
	}
}

/* Rows of an interlaced frame come in four passes (GIF89a, appendix E). */
static int
draw_rows(struct reader *r)
{
	static const int first[] = { 0, 4, 2, 1 }, each[] = { 8, 8, 4, 2 };
	const GifImageDesc *at = &r->gif->Image;
	int passes = at->Interlace ? 4 : 1, status = 0;
	GifByteType *row = malloc((size_t)at->Width);

	if (row == NULL)
		return -1;
	for (int pass = 0; pass < passes && status == 0; pass++) {
		int y = at->Interlace ? first[pass] : 0;

		for (; y < at->Height; y += at->Interlace ? each[pass] : 1) {
			status = DGifGetLine(r->gif, row, at->Width) ==
			    GIF_ERROR ? -1 : 0;
			if (status < 0)
				break;
			draw_row(r, row, y);
		}
	}
	free(row);
	return status;
}

/* What the frame leaves behind for the next one. */
static void
dispose(struct reader *r)
{
	const GifImageDesc *at = &r->gif->Image;
	BOX *box;

	if (r->control.DisposalMode == DISPOSE_BACKGROUND) {
		box = boxCreate(at->Left, at->Top, at->Width, at->Height);
		pixClearInRect(r->canvas, box);
		boxDestroy(&box);
	}
	memset(&r->control, 0, sizeof(r->control));
	r->control.TransparentColor = NO_TRANSPARENT_COLOR;
}

/* Draw the next frame, and show it if it is one of those to be shown. */
static int
take_frame(struct image_source *source, struct reader *r, struct fault *f)
{
	PIX *before = NULL;
	unsigned number = r->number++;
	int stopped = 0;

	if (DGifGetImageHeader(r->gif) == GIF_ERROR ||
	    r->gif->Image.Width <= 0 || r->gif->Image.Height <= 0)
		return fault(f, "gif: damaged frame %u", number);
	r->work += (uint64_t)r->gif->Image.Width *
	    (uint64_t)r->gif->Image.Height;
	if (r->control.DisposalMode == DISPOSE_PREVIOUS)
		r->work += (uint64_t)r->gif->SWidth *
		    (uint64_t)r->gif->SHeight;
	if (r->work > source->limits->pixels * WORK_SCREENS)
		return 1;
	if (r->control.DisposalMode == DISPOSE_PREVIOUS)
		before = pixCopy(NULL, r->canvas);
	if (draw_rows(r) < 0) {
		pixDestroy(&before);
		return fault(f, "gif: damaged frame %u", number);
	}
	if (number % r->step == 0)
		stopped = image_show(source, number,
		    pixCopy(NULL, r->canvas), 1, f);
	if (before != NULL) {
		pixDestroy(&r->canvas);
		r->canvas = before;
	}
	dispose(r);
	return stopped;
}

static int
take_frames(struct image_source *source, struct reader *r, struct fault *f)
{
	GifRecordType kind;
	int status = 0;

	while (status == 0) {
		if (DGifGetRecordType(r->gif, &kind) == GIF_ERROR)
			return fault(f, "gif: truncated");
		if (kind == TERMINATE_RECORD_TYPE)
			break;
		if (kind == IMAGE_DESC_RECORD_TYPE)
			status = take_frame(source, r, f);
		else if (kind == EXTENSION_RECORD_TYPE &&
		    read_extension(r) < 0)
			status = fault(f, "gif: damaged extension");
	}
	return status < 0 ? -1 : 0;
}

static int
decode(struct image_source *source, struct fault *f)
{
	struct reader r;
	unsigned count = count_frames(source);
	int status;

	if (start(&r, source, f) < 0)
		return -1;
	source->several = count > 1;
	r.step = 1 + (count > 0 ? count - 1 : 0) / source->limits->frames;
	status = image_fits(source, (uint64_t)r.gif->SWidth,
	    (uint64_t)r.gif->SHeight, f);
	if (status == 0) {
		r.canvas = pixCreate(r.gif->SWidth, r.gif->SHeight, 32);
		if (r.canvas != NULL)
			pixSetSpp(r.canvas, 4);
		status = r.canvas != NULL ? take_frames(source, &r, f) :
		    fault(f, "out of memory for the pixels");
	}
	if (status == 0 && source->shown == 0)
		status = fault(f, "gif: no frame");
	stop(&r);
	return status;
}

const struct image_format image_gif = { "GIF", matches, decode };
