/* SPDX-License-Identifier: MIT */
#define ZX_USE_UTF8
#include "ocr/zxing.h"

#include <ZXing/ReadBarcode.h>

using namespace ZXing;

static const char *
name_of(BarcodeFormat format)
{
	switch (format) {
	case BarcodeFormat::QRCode:
		return "QR";
	case BarcodeFormat::DataMatrix:
		return "DataMatrix";
	case BarcodeFormat::Aztec:
		return "Aztec";
	case BarcodeFormat::EAN8:
		return "EAN-8";
	default:
		return "EAN-13";
	}
}

static int
give(const Result &result, zxing_take *take, void *context)
{
	const std::string text = result.text();
	const Position corners = result.position();
	struct zxing_code code = {};

	code.type = name_of(result.format());
	code.data = text.data();
	code.length = text.size();
	for (int i = 0; i < 4; i++) {
		code.corners[i][0] = corners[i].x;
		code.corners[i][1] = corners[i].y;
	}
	return take(context, &code);
}

extern "C" int
zxing_read(const unsigned char *grey, int width, int height, int stride,
    zxing_take *take, void *context)
{
	DecodeHints hints;
	int taken = 0;

	hints.setFormats(BarcodeFormat::QRCode | BarcodeFormat::DataMatrix |
	    BarcodeFormat::Aztec | BarcodeFormat::EAN8 |
	    BarcodeFormat::EAN13);
	try {
		ImageView view(grey, width, height, ImageFormat::Lum, stride);

		for (const Result &result : ReadBarcodes(view, hints))
			if (result.isValid() &&
			    give(result, take, context) == 0)
				taken++;
	} catch (...) {
		return -1;
	}
	return taken;
}
