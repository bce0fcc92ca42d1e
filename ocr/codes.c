/* SPDX-License-Identifier: MIT */
#include "ocr/codes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#include "ocr/blocks.h"
#include "ocr/squares.h"
#include "ocr/utf8.h"
#include "ocr/copy.h"
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
	const struct copy *copy = context;
	struct box box = { 0, 0, -1, -1 };

	for (int i = 0; i < 4; i++)
		copy_stretch(copy, &box, code->corners[i][0],
		    code->corners[i][1]);
	return codes_add(copy->codes, code->type, code->data, code->length,
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
take_zbar(const struct copy *copy, const zbar_symbol_t *symbol)
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
		copy_stretch(copy, &box, zbar_symbol_get_loc_x(symbol, i),
		    zbar_symbol_get_loc_y(symbol, i));
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (zbar_symbol_get_type(symbol) == types[i].type)
			codes_add(copy->codes, types[i].name,
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
read_zbar(const struct copy *copy, unsigned char *bytes)
{
	unsigned width = (unsigned)pixGetWidth(copy->grey);
	unsigned height = (unsigned)pixGetHeight(copy->grey);
	zbar_image_scanner_t *scanner = make_scanner(copy->density);
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
			take_zbar(copy, symbol);
	}
	if (image != NULL)
		zbar_image_destroy(image);
	if (scanner != NULL)
		zbar_image_scanner_destroy(scanner);
}

/* Look with both, the second only if the first found nothing. */
static int
read_copy(struct copy *copy, struct fault *f)
{
	unsigned char *bytes = bytes_of(copy->grey);
	int width = pixGetWidth(copy->grey), height = pixGetHeight(copy->grey);

	if (bytes == NULL)
		return fault(f, "out of memory for codes");
	zxing_read(bytes, width, height, width, take_zxing, copy);
	if (copy->codes->count == 0 && copy->density > 0)
		read_zbar(copy, bytes);
	free(bytes);
	return 0;
}

/* ---- what is looked at ---------------------------------------------- */

/* Look at a changed copy, unless a code was found before. */
static int
read_changed(PIX *grey, copy_change *change, struct copy *copy,
    struct fault *f)
{
	int status = 0;

	if (copy->codes->count > 0)
		return 0;
	copy->scale = 1;
	copy->angle = 0;
	copy->grey = change(grey, copy);
	if (copy->grey != NULL)
		status = read_copy(copy, f);
	pixDestroy(&copy->grey);
	return status;
}

/* Look again for a QR code, whose squares were seen. */
static int
read_again(PIX *grey, struct copy *copy, struct fault *f)
{
	static copy_change *const changes[] = { copy_halve, copy_blur,
		copy_threshold, copy_invert, copy_enlarge, copy_turn };
	int status = 0;

	for (size_t i = 0; status == 0 &&
	    i < sizeof(changes) / sizeof(changes[0]); i++)
		status = read_changed(grey, changes[i], copy, f);
	return status;
}

/* Look at each block of a thresholded copy, on the picture itself. */
static int
read_blocks(PIX *grey, PIX *bytes, struct copy *copy, struct fault *f)
{
	BOXA *blocks = blocks_find(bytes);
	double scale = copy->scale;
	int status = blocks != NULL ? 0 : fault(f, "out of memory for codes");

	copy->scale = 1;
	for (int i = 0; status == 0 && i < boxaGetCount(blocks); i++) {
		BOX *box = boxaGetBox(blocks, i, L_CLONE), *there = NULL;
		BOX *wanted = boxTransform(box, 0, 0, (l_float32)(1 / scale),
		    (l_float32)(1 / scale));

		copy->grey = pixClipRectangle(grey, wanted, &there);
		if (copy->grey != NULL) {
			l_int32 x, y, width, height;

			boxGetGeometry(there, &x, &y, &width, &height);
			copy->x = x + width / 2.0;
			copy->y = y + height / 2.0;
			status = read_copy(copy, f);
		}
		pixDestroy(&copy->grey);
		boxDestroy(&there);
		boxDestroy(&wanted);
		boxDestroy(&box);
	}
	boxaDestroy(&blocks);
	return status;
}

/* Look once more for codes of other kinds than QR, after a threshold. */
static int
read_others(PIX *grey, struct copy *copy, struct fault *f)
{
	PIX *bytes = copy_threshold_small(grey, copy);
	int status;

	if (bytes == NULL)
		return 0;
	copy->density = 0;
	copy->grey = bytes;
	status = read_copy(copy, f);
	if (status == 0 && copy->codes->count == 0)
		status = read_blocks(grey, bytes, copy, f);
	pixDestroy(&bytes);
	return status;
}

static int
read_grey(PIX *grey, struct copy *copy, struct fault *f)
{
	enum squares squares = squares_find(grey);

	copy->grey = grey;
	copy->density = squares != SQUARES_NONE ? 1 : SPARSE;
	if (read_copy(copy, f) < 0)
		return -1;
	if (copy->codes->count > 0 || copy->width <= SMALL ||
	    copy->height <= SMALL)
		return 0;
	if (squares == SQUARES_NONE)
		return read_others(grey, copy, f);
	if (squares == SQUARES_LIGHT) {
		pixInvert(grey, grey);
		if (read_copy(copy, f) < 0)
			return -1;
	}
	return read_again(grey, copy, f);
}

int
codes_read(PIX *rgb, struct codes *codes, struct fault *f)
{
	struct copy copy = { .codes = codes, .scale = 1,
		.x = pixGetWidth(rgb) / 2.0, .y = pixGetHeight(rgb) / 2.0,
		.width = pixGetWidth(rgb), .height = pixGetHeight(rgb) };
	PIX *grey = pixConvertRGBToLuminance(rgb);
	int status;

	memset(codes, 0, sizeof(*codes));
	if (grey == NULL)
		return fault(f, "out of memory for codes");
	status = read_grey(grey, &copy, f);
	pixDestroy(&grey);
	return status;
}
