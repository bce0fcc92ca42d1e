/* SPDX-License-Identifier: MIT */
/*
 * ocr-chains PLACES PICTURE...: what the judge of lines and that of textures
 * see, and what is read there, for tests/bench/judge.py. Each row: picture,
 * log-odds given now, the traits of the chain, those of the texture, and what
 * Tesseract reads with two models, apart by blanks.
 */
#include <stdio.h>
#include <stdlib.h>

#include "ocr/crop.h"
#include "ocr/finder.h"
#include "ocr/light.h"
#include "ocr/model.h"
#include "ocr/texture.h"

static const char *const names[] = { "rus", "eng" };
static const struct crop_wish wish = { .height = 50, .padding = 4,
	.clear = true };

static void
print_words(struct models *models, const char *name, PIX *pix)
{
	struct words words;
	struct fault why;
	char *text;

	if (models_read(models, name, LAYOUT_LINE, pix, &words, &why) != 0) {
		fprintf(stderr, "ocr-chains: %s\n", why.text);
		exit(1);
	}
	text = words_join(&words);
	for (char *at = text; at != NULL && *at != '\0'; at++)
		putchar(*at == '\n' || *at == '\t' ? ' ' : *at);
	putchar(' ');
	free(text);
	words_free(&words);
}

static void
print_line(struct models *models, const struct view *view, const char *path,
    const struct line *line)
{
	double traits[TEXTURE_TRAITS];
	struct crop crop;

	if (crop_cut(view, line, &wish, &crop) != 0)
		return;
	printf("%s\t%.4f", path, line->score);
	for (int i = 0; i < JUDGE_TRAITS; i++)
		printf("\t%.5f", line->traits[i]);
	texture_look(&crop, line, traits);
	for (int i = 0; i < TEXTURE_TRAITS; i++)
		printf("\t%.5f", traits[i]);
	putchar('\t');
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		print_words(models, names[i], crop.pix);
	putchar('\n');
	pixDestroy(&crop.pix);
}

static int
print_picture(struct models *models, const char *path, int places)
{
	PIX *file = pixRead(path), *rgb = pixConvertTo32(file);
	struct found found;
	struct view view;

	pixDestroy(&file);
	if (rgb == NULL || light_up(rgb) != 0 ||
	    finder_find(rgb, &found) != 0 || view_open(&view, rgb) != 0)
		return -1;
	for (size_t i = 0; i < found.lines.count && places > 0; i++) {
		if (found.lines.items[i].place != i)
			continue;
		print_line(models, &view, path, &found.lines.items[i]);
		places--;
	}
	view_close(&view);
	found_free(&found);
	pixDestroy(&rgb);
	return 0;
}

int
main(int argc, char **argv)
{
	struct models *models = models_new();

	if (models == NULL || argc < 3)
		return 2;
	for (int i = 2; i < argc; i++)
		if (print_picture(models, argv[i], atoi(argv[1])) != 0)
			fprintf(stderr, "ocr-chains: %s: no picture\n",
			    argv[i]);
	models_free(models);
	return 0;
}
