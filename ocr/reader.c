/* SPDX-License-Identifier: MIT */
/* A stand-in: sparse mode on the whole picture, until lines are found. */
#include "ocr/reader.h"

#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

struct reader {
	TessBaseAPI *api;
};

struct reader *
reader_new(const char *languages, struct fault *f)
{
	struct reader *reader = calloc(1, sizeof(*reader));

	if (strcmp(languages, "auto") == 0)
		languages = "rus+eng";
	reader->api = TessBaseAPICreate();
	if (TessBaseAPIInit3(reader->api, NULL, languages) != 0) {
		fault(f, "%s: model not installed: apt install tesseract-ocr-%s",
		    languages, languages);
		reader_free(reader);
		return NULL;
	}
	TessBaseAPISetPageSegMode(reader->api, PSM_SPARSE_TEXT);
	return reader;
}

void
reader_free(struct reader *reader)
{
	TessBaseAPIDelete(reader->api);
	free(reader);
}

const char *
reader_model_folder(const struct reader *reader)
{
	return TessBaseAPIGetDatapath(reader->api);
}

static void
add_word(struct reading *out, TessPageIterator *page,
    TessResultIterator *it)
{
	struct reading_line *line;
	struct reading_word *word;
	int l, t, r, b;
	char *text = TessResultIteratorGetUTF8Text(it, RIL_WORD);

	TessPageIteratorBoundingBox(page, RIL_WORD, &l, &t, &r, &b);
	if (out->count == 0 ||
	    TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE)) {
		out->lines = realloc(out->lines,
		    (out->count + 1) * sizeof(*out->lines));
		memset(&out->lines[out->count++], 0, sizeof(*out->lines));
	}
	line = &out->lines[out->count - 1];
	line->words = realloc(line->words,
	    (line->count + 1) * sizeof(*line->words));
	word = &line->words[line->count++];
	word->text = strdup(text);
	word->confidence = TessResultIteratorConfidence(it, RIL_WORD);
	word->box = (struct box){ l, t, r - l, b - t };
	line->confidence = word->confidence;
	if (line->text == NULL) {
		line->text = strdup(text);
		line->box = word->box;
	} else {
		char *all = NULL;
		if (asprintf(&all, "%s %s", line->text, text) < 0)
			abort();
		free(line->text);
		line->text = all;
	}
	TessDeleteText(text);
}

int
reader_read(struct reader *reader, PIX *rgb, struct reading *out,
    struct fault *f)
{
	TessResultIterator *it;

	(void)f;
	memset(out, 0, sizeof(*out));
	TessBaseAPISetImage2(reader->api, rgb);
	TessBaseAPIRecognize(reader->api, NULL);
	it = TessBaseAPIGetIterator(reader->api);
	if (it == NULL)
		return 0;
	do {
		if (!TessResultIteratorNext(it, RIL_BLOCK)) break;
	} while (0);
	TessResultIteratorDelete(it);
	it = TessBaseAPIGetIterator(reader->api);
	do
		add_word(out, TessResultIteratorGetPageIterator(it), it);
	while (TessResultIteratorNext(it, RIL_WORD));
	TessResultIteratorDelete(it);
	return 0;
}
