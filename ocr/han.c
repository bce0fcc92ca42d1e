/* SPDX-License-Identifier: MIT */
#include "ocr/han.h"

#include "ocr/page.h"
#include "ocr/script.h"

#define GLANCE_SIDE (PAGE_SIDE / 2)
/*
 * How many characters a first glance must show, and how sure their words:
 * on brickwork the model sees strokes too, but is less sure of them.
 */
#define GLANCE_SIGNS 3
#define GLANCE_CONFIDENCE 30.0
#define LINE_SIGNS 2		/* the same of a line, for all its words */
#define LINE_CONFIDENCE 58.0

static size_t
count_signs(const struct reading *reading)
{
	size_t count = 0;

	for (size_t i = 0; i < reading->count; i++)
		for (size_t j = 0; j < reading->lines[i].count; j++) {
			const struct reading_word *word =
			    &reading->lines[i].words[j];

			if (word->confidence >= GLANCE_CONFIDENCE)
				count += script_of(word->text).han;
		}
	return count;
}

bool
han_is_shown(const struct attempt *attempt)
{
	size_t signs = 0, letters = 0;

	for (size_t i = 0; i < attempt->words.count; i++) {
		struct script_count n = script_of(
		    attempt->words.items[i].text);

		signs += n.han;
		letters += n.letters;
	}
	return signs >= LINE_SIGNS && 2 * signs >= letters &&
	    attempt->mean >= LINE_CONFIDENCE;
}

static int
read_sized(struct models *models, PIX *rgb, int side, struct reading *out,
    struct fault *f)
{
	const struct choice han = { { HAN_MODEL }, 1 };

	return page_read(models, rgb, true, side, &han, out, f);
}

int
han_read(struct models *models, PIX *rgb, struct reading *out,
    struct fault *f)
{
	if (read_sized(models, rgb, GLANCE_SIDE, out, f) != 0)
		return -1;
	return read_sized(models, rgb, PAGE_SIDE, out, f);
}

int
han_glance(struct models *models, PIX *rgb, struct reading *out, bool *found,
    struct fault *f)
{
	struct reading glance = { 0 };
	int result = read_sized(models, rgb, GLANCE_SIDE, &glance, f);

	*found = result == 0 && count_signs(&glance) >= GLANCE_SIGNS;
	if (*found && reading_append(out, &glance) != 0)
		result = fault(f, "out of memory");
	else if (*found)
		result = read_sized(models, rgb, PAGE_SIDE, out, f);
	reading_free(&glance);
	return result;
}
