/* SPDX-License-Identifier: MIT */
#include "ocr/reader.h"

#include <stdlib.h>
#include <string.h>
#include <stdio.h>

#include "ocr/crop.h"
#include "ocr/finder.h"
#include "ocr/model.h"

struct reader {
	struct models *models;
};

struct reader *
reader_new(const char *languages, struct fault *f)
{
	struct reader *reader = calloc(1, sizeof(*reader));

	(void)languages;
	if (reader == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	reader->models = models_new();
	return reader;
}

void
reader_free(struct reader *reader)
{
	if (reader == NULL)
		return;
	models_free(reader->models);
	free(reader);
}

const char *
reader_model_folder(const struct reader *reader)
{
	return models_folder(reader->models);
}

static int env(const char *n, int d) { const char *v = getenv(n); return v ? atoi(v) : d; }

static double
mean_conf(const struct words *w)
{
	double s = 0, n = 0;
	for (size_t i = 0; i < w->count; i++) {
		double l = (double)strlen(w->items[i].text);
		s += l * w->items[i].confidence;
		n += l;
	}
	return n > 0 ? s / n : 0;
}

static int
add_line(struct reading *out, struct words *words, const struct crop *crop, const struct line *line, bool other)
{
	struct reading_line *grown = realloc(out->lines, (out->count + 1) * sizeof(*grown)), *l;
	char text[4096] = "";
	double c = mean_conf(words);
	out->lines = grown;
	l = &grown[out->count++];
	memset(l, 0, sizeof *l);
	for (size_t i = 0; i < words->count; i++) {
		if (i) strncat(text, " ", sizeof text - strlen(text) - 1);
		strncat(text, words->items[i].text, sizeof text - strlen(text) - 1);
		words->items[i].box = crop_place(crop, &words->items[i].box);
		if (other && words->items[i].confidence > 59) words->items[i].confidence = 59;
	}
	l->text = strdup(text);
	l->confidence = c;
	l->box = strip_box(&line->strip);
	l->angle = line->strip.angle * 57.2957795;
	l->other = other;
	l->words = words->items;
	l->count = words->count;
	words->items = NULL; words->count = 0;
	words_free(words);
	return 0;
}

static int
read_line(struct reader *reader, const struct view *view, const struct line *line, struct reading *out, bool other)
{
	static const char *const models[] = { "rus", "eng" };
	struct words words[2];
	struct crop crop;
	struct crop_wish wish = { .height = env("H", 50), .grey = env("GREY", 0), .clear = env("CLEAR", 1), .padding = env("PAD", 10) };

	if (crop_cut(view, line, &wish, &crop) != 0)
		return 0;
	for (int i = 0; i < 2; i++)
		models_read(reader->models, models[i], (enum layout)env("PSM", 7), crop.pix, &words[i], NULL);
	int best = mean_conf(&words[1]) > mean_conf(&words[0]);
	if (getenv("DUMP")) {
		char name[200]; static int n;
		snprintf(name, sizeof name, "%s/%03d.png", getenv("DUMP"), n);
		pixWrite(name, crop.pix, IFF_PNG);
		fprintf(stderr, "%03d ch%d %d lv%d n%zu sc%.1f place %zu  c%.0f:", n++, line->channel, line->light, line->level, line->letters, line->score, line->place, crop.contrast);
		for (int m = 0; m < 2; m++) {
		for (size_t i = 0; i < words[m].count; i++) fprintf(stderr, " %s(%.0f)", words[m].items[i].text, words[m].items[i].confidence);
		fprintf(stderr, " |");
		}
		fprintf(stderr, "\n");
	}
	if (getenv("FEAT")) {
		printf("F %f %f %f", line->strip.height, crop.contrast, fabs(line->strip.angle));
		for (int k = 0; k < 12; k++) printf(" %f", line->f[k]);
		printf("\t");
		for (int m = 0; m < 2; m++) for (size_t i = 0; i < words[m].count; i++) printf(" %s", words[m].items[i].text);
		printf("\n");
	}
	add_line(out, &words[best], &crop, line, other);
	if (env("BOTH", 0))
		add_line(out, &words[!best], &crop, line, true);
	else
		words_free(&words[!best]);
	pixDestroy(&crop.pix);
	return 0;
}

int
reader_read(struct reader *reader, PIX *rgb, struct reading *out,
    struct fault *f)
{
	struct found found;
	struct view view;

	memset(out, 0, sizeof *out);
	if (finder_find(rgb, &found) != 0)
		return fault(f, "out of memory");
	view_open(&view, rgb);
	int budget = env("BUDGET", 40), n = 0;
	for (size_t i = 0; i < found.lines.count && n < budget; i++) {
		if (found.lines.items[i].place != i && !env("SECONDS", 0))
			continue;
		read_line(reader, &view, &found.lines.items[i], out, found.lines.items[i].place != i);
		n++;
	}
	view_close(&view);
	out->letters = found.letters;
	out->letter_count = found.letter_count;
	found.letters = NULL;
	found_free(&found);
	return 0;
}
