/* SPDX-License-Identifier: MIT */
#include "ocr/model.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>
#include <unistd.h>

#define DEBIAN_FOLDER "/usr/share/tesseract-ocr/5/tessdata"

struct model {
	char name[MODEL_NAMES_MAX];
	TessBaseAPI *api;
};

struct models {
	char folder[PATH_MAX];
	struct model open[MODELS_MAX];
	size_t count;
	struct asked asked;
};

struct models *
models_new(void)
{
	struct models *models = calloc(1, sizeof(*models));

	if (models != NULL)
		snprintf(models->folder, sizeof(models->folder), "%s",
		    models_folder());
	return models;
}

void
models_free(struct models *models)
{
	if (models == NULL)
		return;
	for (size_t i = 0; i < models->count; i++)
		TessBaseAPIDelete(models->open[i].api);
	free(models);
}

const char *
models_folder(void)
{
	const char *prefix = getenv("TESSDATA_PREFIX");

	return prefix != NULL ? prefix : DEBIAN_FOLDER;
}

bool
models_have(const struct models *models, const char *name)
{
	char path[PATH_MAX + MODEL_NAME_SIZE + sizeof(MODEL_SUFFIX)];

	if (strlen(name) >= MODEL_NAME_SIZE || strchr(name, '/') != NULL)
		return false;
	snprintf(path, sizeof(path), "%s/%s" MODEL_SUFFIX, models->folder,
	    name);
	return access(path, R_OK) == 0;
}

int
models_missing(const char *name, struct fault *f)
{
	char package[MODEL_NAME_SIZE];

	snprintf(package, sizeof(package), "%s", name);
	for (char *at = package; *at != '\0'; at++)
		if (*at == '_')
			*at = '-';
	return fault(f, "model %s is not installed: "
	    "its package would be tesseract-ocr-%s", name, package);
}

/*
 * Settings for cut-out lines: they are dark on light already, so inverting
 * and trying again would only take time.
 */
static TessBaseAPI *
open_api(const struct models *models, const char *name)
{
	TessBaseAPI *api = TessBaseAPICreate();

	if (api == NULL)
		return NULL;
	if (TessBaseAPIInit2(api, models->folder, name, OEM_LSTM_ONLY) != 0) {
		TessBaseAPIDelete(api);
		return NULL;
	}
	TessBaseAPISetVariable(api, "tessedit_do_invert", "0");
	TessBaseAPISetVariable(api, "debug_file", "/dev/null");
	return api;
}

static TessBaseAPI *
api_of(struct models *models, const char *name, struct fault *f)
{
	struct model *model;

	for (size_t i = 0; i < models->count; i++)
		if (strcmp(models->open[i].name, name) == 0)
			return models->open[i].api;
	if (strchr(name, '+') == NULL && !models_have(models, name)) {
		models_missing(name, f);
		return NULL;
	}
	if (models->count == MODELS_MAX) {
		fault(f, "more than %d models at once", MODELS_MAX);
		return NULL;
	}
	model = &models->open[models->count];
	model->api = open_api(models, name);
	if (model->api == NULL) {
		fault(f, "model %s: tesseract cannot read it", name);
		return NULL;
	}
	snprintf(model->name, sizeof(model->name), "%s", name);
	models->count++;
	return model->api;
}

/*
 * Add the word the iterator stands at. Returns -1 when memory is short.
 */
static int
add_word(struct words *out, TessResultIterator *at, int line)
{
	const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(
	    at);
	char *text = TessResultIteratorGetUTF8Text(at, RIL_WORD);
	struct reading_word *word;
	void *grown;
	int left, top, right, bottom;

	if (text == NULL)
		return 0;
	grown = realloc(out->items, (out->count + 1) * sizeof(*out->items));
	if (grown != NULL) {
		out->items = grown;
		grown = realloc(out->line,
		    (out->count + 1) * sizeof(*out->line));
	}
	if (grown == NULL) {
		TessDeleteText(text);
		return -1;
	}
	out->line = grown;
	out->line[out->count] = line;
	word = &out->items[out->count];
	word->text = strdup(text);
	TessDeleteText(text);
	if (word->text == NULL)
		return -1;
	out->count++;
	word->confidence = (double)TessResultIteratorConfidence(at, RIL_WORD);
	TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right,
	    &bottom);
	word->box = (struct box){ left, top, right - left, bottom - top };
	return 0;
}

static int
collect(TessBaseAPI *api, struct words *out, struct fault *f)
{
	TessResultIterator *at = TessBaseAPIGetIterator(api);
	int line = -1, result = 0;

	if (at == NULL)
		return 0;
	do {
		if (TessPageIteratorIsAtBeginningOf(
		    TessResultIteratorGetPageIteratorConst(at), RIL_TEXTLINE))
			line++;
		result = add_word(out, at, line);
	} while (result == 0 && TessResultIteratorNext(at, RIL_WORD));
	TessResultIteratorDelete(at);
	return result == 0 ? 0 : fault(f, "out of memory");
}

int
models_read(struct models *models, const char *name, enum layout layout,
    PIX *pix, struct words *out, struct fault *f)
{
	TessBaseAPI *api = api_of(models, name, f);
	int result;

	memset(out, 0, sizeof(*out));
	if (api == NULL)
		return -1;
	asked_note(&models->asked, models->folder, name);
	TessBaseAPISetPageSegMode(api, (TessPageSegMode)layout);
	TessBaseAPISetImage2(api, pix);
	TessBaseAPISetSourceResolution(api, 300);
	if (TessBaseAPIRecognize(api, NULL) != 0)
		result = fault(f, "model %s: tesseract failed", name);
	else
		result = collect(api, out, f);
	TessBaseAPIClear(api);
	if (result != 0)
		words_free(out);
	return result;
}

int
models_read_signs(struct models *models, const char *name, const char *signs,
    PIX *pix, struct words *out, struct fault *f)
{
	TessBaseAPI *api = api_of(models, name, f);
	int result;

	memset(out, 0, sizeof(*out));
	if (api == NULL)
		return -1;
	TessBaseAPISetVariable(api, "tessedit_char_whitelist", signs);
	result = models_read(models, name, LAYOUT_LINE, pix, out, f);
	TessBaseAPISetVariable(api, "tessedit_char_whitelist", "");
	return result;
}

struct asked *
models_asked(struct models *models)
{
	return &models->asked;
}

char *
words_join(const struct words *words)
{
	size_t length = 1;
	char *text, *at;

	for (size_t i = 0; i < words->count; i++)
		length += strlen(words->items[i].text) + 1;
	text = malloc(length);
	if (text == NULL)
		return NULL;
	at = text;
	for (size_t i = 0; i < words->count; i++) {
		if (i > 0)
			*at++ = ' ';
		at = stpcpy(at, words->items[i].text);
	}
	*at = '\0';
	return text;
}

void
words_free(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free(words->items[i].text);
	free(words->items);
	free(words->line);
	memset(words, 0, sizeof(*words));
}
