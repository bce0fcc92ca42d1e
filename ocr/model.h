/* SPDX-License-Identifier: MIT */
/*
 * Tesseract's models: which are installed, and reading one cut-out line or a
 * whole page with one of them. Models are opened when first asked for and
 * stay open.
 */
#ifndef OCR_MODEL_H
#define OCR_MODEL_H

#include <leptonica/allheaders.h>
#include <stddef.h>

#include "ocr/asked.h"
#include "ocr/reading.h"
#include "wire/fault.h"

#define MODEL_NAMES_MAX 128	/* bytes of names joined by '+' */

struct models;

enum layout {			/* page segmentation modes of Tesseract */
	LAYOUT_PAGE = 3,
	LAYOUT_COLUMN = 5,	/* one column set vertically */
	LAYOUT_LINE = 7,
	LAYOUT_SPARSE = 11,
};

/*
 * Words in the order read, owned by the caller; boxes count in pixels of the
 * picture that was given. `line` numbers the lines of a page from 0.
 */
struct words {
	struct reading_word *items;
	int *line;
	size_t count;
};

/*
 * Begin without an open model. NULL when memory is short; the caller ends it,
 * and all models that were opened, with models_free().
 */
struct models *models_new(void);

void models_free(struct models *models);

/*
 * The folder that models are read from: TESSDATA_PREFIX, or Debian's. Lives
 * as long as the environment does.
 */
const char *models_folder(void);

/*
 * Whether a model of this name ("rus") is installed.
 */
bool models_have(const struct models *models, const char *name);

/*
 * Read a picture of 8 bits a pixel. Returns 0 and words for words_free(), or
 * -1 and a reason: the model cannot be opened (the package that has it is
 * named), or Tesseract failed.
 */
int models_read(struct models *models, const char *name, enum layout layout,
    PIX *pix, struct words *out, struct fault *f);

/*
 * Read a cut-out line that holds none but the given signs.
 */
int models_read_signs(struct models *models, const char *name,
    const char *signs, PIX *pix, struct words *out, struct fault *f);

/*
 * The models that were read with since the last asked_take() of it.
 */
struct asked *models_asked(struct models *models);

/*
 * Leave a reason that names a model which is not installed, and its package.
 * Always returns -1.
 */
int models_missing(const char *name, struct fault *f);

/*
 * The words as one line, a blank between two. The caller frees it; NULL when
 * memory is short.
 */
char *words_join(const struct words *words);

void words_free(struct words *words);

#endif
