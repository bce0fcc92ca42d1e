/* SPDX-License-Identifier: MIT */
/*
 * Reads the text on a picture: finds lines, cuts them out, and gives them to
 * Tesseract. A reader keeps the models it has loaded, so make one for a
 * worker and use it for all its pictures.
 *
 *	struct reader *reader = reader_new("auto", &why);
 *	struct reading reading;
 *
 *	if (reader_read(reader, rgb, &reading, &why) == 0) {
 *		... reading.lines[0].text ...
 *		reading_free(&reading);
 *	}
 *	reader_free(reader);
 */
#ifndef OCR_READER_H
#define OCR_READER_H

#include <jansson.h>
#include <leptonica/allheaders.h>

#include "ocr/reading.h"
#include "wire/fault.h"

struct reader;

/*
 * Make a reader. languages is "auto" or names of Tesseract models joined by
 * '+' ("rus+eng"). With "auto" the models are chosen for each picture among
 * those installed. Returns NULL and a reason when a named model is not
 * installed, naming the Debian package that has it, or when "auto" finds no
 * model at all. The caller frees it with reader_free(). Further models are
 * opened below models_folder() when a picture needs them, so a sandbox must
 * leave that folder readable.
 */
struct reader *reader_new(const char *languages, struct fault *f);

void reader_free(struct reader *reader);

/*
 * What has read since the last call, as `reader` in klad-record(5) tells it:
 * versions, and the models that were asked. A new reference, NULL without
 * memory.
 */
json_t *reader_describe(struct reader *reader);

/*
 * Read a picture of 32 bits a pixel, already turned upright. A dark one is
 * brightened in place. On success returns 0 and *out is the caller's, to be
 * released with reading_free(); a picture without text is a success with no
 * lines. Returns -1 and a reason when memory or Tesseract fails; *out is then
 * empty.
 */
int reader_read(struct reader *reader, PIX *rgb, struct reading *out,
    struct fault *f);

#endif
