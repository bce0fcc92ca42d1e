/* SPDX-License-Identifier: MIT */
#include "ocr/draw.h"

#include <stdio.h>
#include <stdlib.h>

#include "ocr/letters.h"
#include "wire/output.h"

#define SIDE 1200	/* pixels to which a smaller picture is enlarged, */
#define ENLARGE_MAX 4.0	/* but no more than so many times */
#define FADE (-160)	/* what would be black: the picture is paled by it */
#define FONT_POINTS 4	/* the least size of Leptonica's own fonts */
#define EDGE 3		/* pixels around the text of a label */
#define SAME_SPOT 0.5	/* overlap of words, of which the surest is drawn */

struct colour {
	l_uint8 red, green, blue;
};

static const struct colour region_colour = { 60, 110, 255 };
static const struct colour line_colour = { 0, 120, 110 };
static const struct colour sure_colour = { 0, 140, 30 };
static const struct colour doubtful_colour = { 200, 30, 30 };
static const struct colour code_colour = { 190, 0, 190 };
static const struct colour text_colour = { 255, 255, 255 };

struct sheet {			/* that is drawn on */
	PIX *pix;
	double scale;		/* of its pixels to those of the picture */
	L_BMF *font;		/* NULL without memory: then no labels */
};

struct seen {			/* words to be drawn, of all lines */
	const struct reading_word *word;
	bool other;
};

/*
 * A box of the picture as it lies on the sheet. NULL without memory.
 */
static BOX *
place(const struct sheet *sheet, const struct box *at)
{
	return boxCreate((int)(at->x * sheet->scale),
	    (int)(at->y * sheet->scale), (int)(at->width * sheet->scale),
	    (int)(at->height * sheet->scale));
}

static void
draw_box(const struct sheet *sheet, const struct box *at, int thickness,
    struct colour c)
{
	BOX *box = place(sheet, at);

	pixRenderBoxArb(sheet->pix, box, thickness, c.red, c.green, c.blue);
	boxDestroy(&box);
}

/*
 * Regions stand close on small print, which shows through them.
 */
static void
draw_region(const struct sheet *sheet, const struct box *at)
{
	const struct colour c = region_colour;
	BOX *box = place(sheet, at);

	pixRenderBoxBlend(sheet->pix, box, 1, c.red, c.green, c.blue, 0.6f);
	boxDestroy(&box);
}

/*
 * A plate with a number at the upper left corner of a word, outside it where
 * the sheet goes on there.
 */
static void
draw_label(const struct sheet *sheet, const struct box *at,
    double confidence, struct colour c)
{
	const struct colour t = text_colour;
	int width, height, baseline, x = (int)(at->x * sheet->scale);
	int y = (int)(at->y * sheet->scale);
	l_uint32 ground, writing;
	char text[16];
	BOX *plate;

	if (sheet->font == NULL)
		return;
	composeRGBPixel(c.red, c.green, c.blue, &ground);
	composeRGBPixel(t.red, t.green, t.blue, &writing);
	snprintf(text, sizeof(text), "%.0f", confidence);
	bmfGetStringWidth(sheet->font, text, &width);
	bmfGetBaseline(sheet->font, '0', &baseline);
	height = baseline + 2 * EDGE;
	y = y > height ? y - height : 0;
	plate = boxCreate(x, y, width + 2 * EDGE, height);
	pixSetInRectArbitrary(sheet->pix, plate, ground);
	pixSetTextline(sheet->pix, sheet->font, text, writing, x + EDGE,
	    y + EDGE + baseline, NULL, NULL);
	boxDestroy(&plate);
}

static int
surest_first(const void *a, const void *b)
{
	const struct seen *left = a, *right = b;

	return (left->word->confidence < right->word->confidence) -
	    (left->word->confidence > right->word->confidence);
}

/*
 * All words of a reading, the surest first. Returns how many, with *list the
 * caller's; 0 without memory.
 */
static size_t
list_words(const struct reading *reading, struct seen **list)
{
	size_t total = 0, count = 0;

	for (size_t i = 0; i < reading->count; i++)
		total += reading->lines[i].count;
	*list = calloc(total + 1, sizeof(**list));
	for (size_t i = 0; *list != NULL && i < reading->count; i++) {
		const struct reading_line *line = &reading->lines[i];

		for (size_t j = 0; j < line->count; j++)
			(*list)[count++] = (struct seen){ &line->words[j],
			    line->other };
	}
	if (count > 0)
		qsort(*list, count, sizeof(**list), surest_first);
	return count;
}

static bool
is_taken(const struct seen *drawn, size_t count, const struct box *box)
{
	for (size_t i = 0; i < count; i++)
		if (box_overlap(&drawn[i].word->box, box) > SAME_SPOT)
			return true;
	return false;
}

/*
 * Of the words that were read at one spot only the surest is drawn.
 */
static void
draw_words(const struct sheet *sheet, const struct reading *reading)
{
	struct seen *words;
	size_t count = list_words(reading, &words), drawn = 0;

	for (size_t i = 0; i < count; i++) {
		const struct reading_word *word = words[i].word;
		struct colour c = !words[i].other &&
		    word->confidence >= READING_SURE ?
		    sure_colour : doubtful_colour;

		if (is_taken(words, drawn, &word->box))
			continue;
		draw_box(sheet, &word->box, 2, c);
		draw_label(sheet, &word->box, word->confidence, c);
		words[drawn++] = words[i];
	}
	free(words);
}

static void
write_png(int fd, PIX *pix)
{
	l_uint8 *bytes = NULL;
	size_t length = 0;

	if (pixWriteMemPng(&bytes, &length, pix, 0) != 0)
		return;
	output_all(fd, bytes, length);
	free(bytes);
}

/*
 * The picture paled, and enlarged where it is too small for labels.
 */
static int
open_sheet(struct sheet *sheet, PIX *rgb)
{
	int width = pixGetWidth(rgb), height = pixGetHeight(rgb);
	double scale = SIDE / (double)(width > height ? width : height);
	PIX *sized;

	scale = scale < 1 ? 1 : scale > ENLARGE_MAX ? ENLARGE_MAX : scale;
	sized = pixScale(rgb, (float)scale, (float)scale);
	sheet->scale = scale;
	sheet->pix = pixGammaTRC(NULL, sized, 1, FADE, 255);
	sheet->font = bmfCreate(NULL, FONT_POINTS);
	pixDestroy(&sized);
	return sheet->pix == NULL ? -1 : 0;
}

void
draw_picture(int fd, PIX *rgb, const struct reading *reading,
    const struct codes *codes)
{
	struct sheet sheet;

	if (open_sheet(&sheet, rgb) == 0) {
		for (size_t i = 0; i < reading->letter_count; i++)
			draw_region(&sheet, &reading->letters[i]);
		for (size_t i = 0; i < reading->count; i++)
			draw_box(&sheet, &reading->lines[i].box, 1,
			    line_colour);
		for (size_t i = 0; i < codes->count; i++)
			draw_box(&sheet, &codes->list[i].box, 4, code_colour);
		draw_words(&sheet, reading);
		write_png(fd, sheet.pix);
	}
	bmfDestroy(&sheet.font);
	pixDestroy(&sheet.pix);
}
