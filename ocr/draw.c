/* SPDX-License-Identifier: MIT */
#include "ocr/draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FONT_POINTS 10	/* Leptonica draws with a font of its own */

struct colour {
	l_uint8 red, green, blue;
};

static const struct colour region_colour = { 60, 110, 255 };
static const struct colour line_colour = { 0, 150, 60 };
static const struct colour sure_colour = { 0, 230, 60 };
static const struct colour doubtful_colour = { 240, 40, 40 };
static const struct colour code_colour = { 230, 0, 230 };

static void
draw_box(PIX *pix, const struct box *at, int thickness, struct colour c)
{
	BOX *box = boxCreate(at->x, at->y, at->width, at->height);

	if (box == NULL)
		return;
	pixRenderBoxArb(pix, box, thickness, c.red, c.green, c.blue);
	boxDestroy(&box);
}

static void
draw_label(PIX *pix, L_BMF *font, const struct box *at, double confidence,
    struct colour c)
{
	char text[16];
	l_uint32 pixel;

	if (font == NULL)
		return;
	composeRGBPixel(c.red, c.green, c.blue, &pixel);
	snprintf(text, sizeof(text), "%.0f", confidence);
	pixSetTextline(pix, font, text, pixel, at->x, at->y - 2, NULL, NULL);
}

static void
draw_line(PIX *pix, L_BMF *font, const struct reading_line *line)
{
	draw_box(pix, &line->box, 1, line_colour);
	for (size_t i = 0; i < line->count; i++) {
		const struct reading_word *word = &line->words[i];
		struct colour c = !line->other &&
		    word->confidence >= READING_SURE ?
		    sure_colour : doubtful_colour;

		draw_box(pix, &word->box, 2, c);
		draw_label(pix, font, &word->box, word->confidence, c);
	}
}

static void
write_png(int fd, PIX *pix)
{
	l_uint8 *bytes = NULL;
	size_t length = 0, written = 0;
	ssize_t wrote = 1;

	if (pixWriteMemPng(&bytes, &length, pix, 0) != 0)
		return;
	while (written < length && wrote > 0) {
		wrote = write(fd, bytes + written, length - written);
		if (wrote > 0)
			written += (size_t)wrote;
	}
	free(bytes);
}

void
draw_picture(int fd, PIX *rgb, const struct reading *reading,
    const struct codes *codes)
{
	PIX *pix = pixCopy(NULL, rgb);
	L_BMF *font = bmfCreate(NULL, FONT_POINTS);

	if (pix == NULL)
		return;
	for (size_t i = 0; i < reading->letter_count; i++)
		draw_box(pix, &reading->letters[i], 1, region_colour);
	for (size_t i = 0; i < reading->count; i++)
		draw_line(pix, font, &reading->lines[i]);
	for (size_t i = 0; i < codes->count; i++)
		draw_box(pix, &codes->list[i].box, 3, code_colour);
	write_png(fd, pix);
	bmfDestroy(&font);
	pixDestroy(&pix);
}
