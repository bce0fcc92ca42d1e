/* SPDX-License-Identifier: MIT */
#include "ocr/codes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#include "ocr/blocks.h"
#include "ocr/squares.h"
#include "ocr/utf8.h"
#include "ocr/view.h"
#include "ocr/zxing.h"

#define SMALL 32	/* pixels a side below which copies are no use */
#define SPARSE 8	/* pixels between zbar's lines where only EAN may be */

/* ---- what was found ------------------------------------------------- */

int
codes_add(struct codes *codes, const char *type, const char *data,
    size_t length, const struct box *box)
{
	struct code *code;
	char *text = utf8_from_bytes(data, length);

	if (text == NULL)
		return -1;
	for (size_t i = 0; i < codes->count; i++)
		if (strcmp(codes->list[i].type, type) == 0 &&
		    strcmp(codes->list[i].data, text) == 0) {
			free(text);
			return 0;
		}
	if (codes->count == CODES_MAX || text[0] == '\0') {
		free(text);
		return 0;
	}
	code = &codes->list[codes->count++];
	snprintf(code->type, sizeof(code->type), "%s", type);
	code->data = text;
	code->box = *box;
	return 0;
}

void
codes_free(struct codes *codes)
{
	for (size_t i = 0; i < codes->count; i++)
		free(codes->list[i].data);
	memset(codes, 0, sizeof(*codes));
}

/* ---- the two decoders ----------------------------------------------- */

static int
take_zxing(void *context, const struct zxing_code *code)
{
	const struct view *view = context;
	struct box box = { 0, 0, -1, -1 };

	for (int i = 0; i < 4; i++)
		view_stretch(view, &box, code->corners[i][0],
		    code->corners[i][1]);
	return codes_add(view->codes, code->type, code->data, code->length,
	    &box);
}

static unsigned char *
bytes_of(PIX *grey)
{
	size_t width = (size_t)pixGetWidth(grey);
	size_t height = (size_t)pixGetHeight(grey);
	unsigned char *bytes = malloc(width * height + 1);

	for (size_t y = 0; bytes != NULL && y < height; y++) {
		const l_uint32 *line = pixGetData(grey) +
		    y * (size_t)pixGetWpl(grey);

		for (size_t x = 0; x < width; x++)
			bytes[y * width + x] =
			    (unsigned char)(line[x / 4] >>
			    (24 - 8 * (x % 4)));
	}
	return bytes;
}

static void
take_zbar(const struct view *view, const zbar_symbol_t *symbol)
{
	static const struct {
		zbar_symbol_type_t type;
		const char *name;
	} types[] = {
		{ ZBAR_QRCODE, "QR" }, { ZBAR_EAN13, "EAN-13" },
		{ ZBAR_EAN8, "EAN-8" },
	};
	struct box box = { 0, 0, -1, -1 };

	for (unsigned i = 0; i < zbar_symbol_get_loc_size(symbol); i++)
		view_stretch(view, &box, zbar_symbol_get_loc_x(symbol, i),
		    zbar_symbol_get_loc_y(symbol, i));
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (zbar_symbol_get_type(symbol) == types[i].type)
			codes_add(view->codes, types[i].name,
			    zbar_symbol_get_data(symbol),
			    zbar_symbol_get_data_length(symbol), &box);
}

static zbar_image_scanner_t *
make_scanner(int density)
{
	static const zbar_symbol_type_t wanted[] = { ZBAR_QRCODE, ZBAR_EAN13,
		ZBAR_EAN8 };
	zbar_image_scanner_t *scanner = zbar_image_scanner_create();

	if (scanner == NULL)
		return NULL;
	zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_ENABLE, 0);
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
		zbar_image_scanner_set_config(scanner, wanted[i],
		    ZBAR_CFG_ENABLE, 1);
	/* Bytes as they are: zbar's guess at their encoding opens files. */
	zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_BINARY,
	    1);
	zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_X_DENSITY,
	    density);
	zbar_image_scanner_set_config(scanner, 0, ZBAR_CFG_Y_DENSITY,
	    density);
	return scanner;
}

static void
read_zbar(const struct view *view, unsigned char *bytes)
{
	unsigned width = (unsigned)pixGetWidth(view->grey);
	unsigned height = (unsigned)pixGetHeight(view->grey);
	zbar_image_scanner_t *scanner = make_scanner(view->density);
	zbar_image_t *image = zbar_image_create();
	const zbar_symbol_t *symbol;

	if (scanner != NULL && image != NULL) {
		zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
		zbar_image_set_size(image, width, height);
		zbar_image_set_data(image, bytes,
		    (unsigned long)width * height, NULL);
		zbar_scan_image(scanner, image);
		for (symbol = zbar_image_first_symbol(image); symbol != NULL;
		    symbol = zbar_symbol_next(symbol))
			take_zbar(view, symbol);
	}
	if (image != NULL)
		zbar_image_destroy(image);
	if (scanner != NULL)
		zbar_image_scanner_destroy(scanner);
}

/* Look with both, the second only if the first found nothing. */
static int
read_view(struct view *view, struct fault *f)
{
	unsigned char *bytes = bytes_of(view->grey);
	int width = pixGetWidth(view->grey), height = pixGetHeight(view->grey);

	if (bytes == NULL)
		return fault(f, "out of memory for codes");
	zxing_read(bytes, width, height, width, take_zxing, view);
	if (view->codes->count == 0 && view->density > 0)
		read_zbar(view, bytes);
	free(bytes);
	return 0;
}

/* ---- what is looked at ---------------------------------------------- */

/* Look at a changed copy, unless a code was found before. */
static int
read_changed(PIX *grey, view_change *change, struct view *view,
    struct fault *f)
{
	int status = 0;

	if (view->codes->count > 0)
		return 0;
	view->scale = 1;
	view->angle = 0;
	view->grey = change(grey, view);
	if (view->grey != NULL)
		status = read_view(view, f);
	pixDestroy(&view->grey);
	return status;
}

/* Look again for a QR code, whose squares were seen. */
static int
read_again(PIX *grey, struct view *view, struct fault *f)
{
	static view_change *const changes[] = { view_halve, view_blur,
		view_threshold, view_invert, view_enlarge, view_turn };
	int status = 0;

	for (size_t i = 0; status == 0 &&
	    i < sizeof(changes) / sizeof(changes[0]); i++)
		status = read_changed(grey, changes[i], view, f);
	return status;
}

/* Look at each block of a thresholded copy, on the picture itself. */
static int
read_blocks(PIX *grey, PIX *bytes, struct view *view, struct fault *f)
{
	BOXA *blocks = blocks_find(bytes);
	double scale = view->scale;
	int status = blocks != NULL ? 0 : fault(f, "out of memory for codes");

	view->scale = 1;
	for (int i = 0; status == 0 && i < boxaGetCount(blocks); i++) {
		BOX *box = boxaGetBox(blocks, i, L_CLONE), *there = NULL;
		BOX *wanted = boxTransform(box, 0, 0, (l_float32)(1 / scale),
		    (l_float32)(1 / scale));

		view->grey = pixClipRectangle(grey, wanted, &there);
		if (view->grey != NULL) {
			l_int32 x, y, width, height;

			boxGetGeometry(there, &x, &y, &width, &height);
			view->x = x + width / 2.0;
			view->y = y + height / 2.0;
			status = read_view(view, f);
		}
		pixDestroy(&view->grey);
		boxDestroy(&there);
		boxDestroy(&wanted);
		boxDestroy(&box);
	}
	boxaDestroy(&blocks);
	return status;
}

/* Look once more for codes of other kinds than QR, after a threshold. */
static int
read_others(PIX *grey, struct view *view, struct fault *f)
{
	PIX *bytes = view_threshold_small(grey, view);
	int status;

	if (bytes == NULL)
		return 0;
	view->density = 0;
	view->grey = bytes;
	status = read_view(view, f);
	if (status == 0 && view->codes->count == 0)
		status = read_blocks(grey, bytes, view, f);
	pixDestroy(&bytes);
	return status;
}

static int
read_grey(PIX *grey, struct view *view, struct fault *f)
{
	enum squares squares = squares_find(grey);

	view->grey = grey;
	view->density = squares != SQUARES_NONE ? 1 : SPARSE;
	if (read_view(view, f) < 0)
		return -1;
	if (view->codes->count > 0 || view->width <= SMALL ||
	    view->height <= SMALL)
		return 0;
	if (squares == SQUARES_NONE)
		return read_others(grey, view, f);
	if (squares == SQUARES_LIGHT) {
		pixInvert(grey, grey);
		if (read_view(view, f) < 0)
			return -1;
	}
	return read_again(grey, view, f);
}

int
codes_read(PIX *rgb, struct codes *codes, struct fault *f)
{
	struct view view = { .codes = codes, .scale = 1,
		.x = pixGetWidth(rgb) / 2.0, .y = pixGetHeight(rgb) / 2.0,
		.width = pixGetWidth(rgb), .height = pixGetHeight(rgb) };
	PIX *grey = pixConvertRGBToLuminance(rgb);
	int status;

	memset(codes, 0, sizeof(*codes));
	if (grey == NULL)
		return fault(f, "out of memory for codes");
	status = read_grey(grey, &view, f);
	pixDestroy(&grey);
	return status;
}
