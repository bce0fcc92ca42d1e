/* SPDX-License-Identifier: MIT */
#include "ocr/page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define EVEN_SHARE 0.55		/* of pixels like their neighbour */
#define EVEN_STEP 1		/* levels that count as like */
#define MAX_ENLARGE 2.0
#define COVERED 0.6
#define SAME_SPOT 0.5
#define PAGE_ODDS 1.0		/* log-odds that a page's word is writing */

/* When to read a picture as a page: log-odds that lines found are writing. */
#define BEST_ODDS 0.0		/* of the best line, on any picture */
#define SCENE_LINES 8		/* that a scene has, each with */
#define SCENE_ODDS 1.0

/*
 * Whether a picture looks like a page: much of it is of one even colour.
 */
static bool
is_even(PIX *rgb)
{
	struct plane plane;
	size_t even = 0, total = 0;

	if (plane_take(&plane, rgb, CHANNEL_GREY) != 0)
		return false;
	for (int y = 0; y + 1 < plane.height; y += 2) {
		const uint8_t *row = plane.pixels +
		    (size_t)y * (size_t)plane.width;

		for (int x = 0; x + 1 < plane.width; x += 2) {
			even += abs(row[x] - row[x + 1]) <= EVEN_STEP &&
			    abs(row[x] - row[x + plane.width]) <= EVEN_STEP;
			total++;
		}
	}
	plane_free(&plane);
	return total > 0 && (double)even > EVEN_SHARE * (double)total;
}

bool
page_is_worth(PIX *rgb, const struct lines *lines, bool *is_page)
{
	size_t likely = 0;

	*is_page = false;
	if (lines->count == 0 || lines->items[0].score < BEST_ODDS)
		return false;
	for (size_t i = 0; i < lines->count; i++)
		likely += lines->items[i].place == i &&
		    lines->items[i].score >= SCENE_ODDS;
	*is_page = is_even(rgb);
	return *is_page || likely >= SCENE_LINES;
}

/*
 * Grey, at the size that Tesseract likes, with light and dark evened out.
 */
static PIX *
prepare(PIX *rgb, int side, double *scale)
{
	int width = pixGetWidth(rgb), height = pixGetHeight(rgb);
	PIX *grey = pixConvertRGBToLuminance(rgb), *sized, *even;

	*scale = (double)side / (width > height ? width : height);
	if (*scale > MAX_ENLARGE)
		*scale = MAX_ENLARGE;
	if (grey == NULL)
		return NULL;
	sized = pixScale(grey, (float)*scale, (float)*scale);
	pixDestroy(&grey);
	if (sized == NULL)
		return NULL;
	even = pixContrastNorm(NULL, sized, 100, 100, 55, 1, 1);
	if (even == NULL)
		return sized;
	pixDestroy(&sized);
	return even;
}

/*
 * Move the words of one line of the page into an attempt of its own.
 */
static int
add_page_line(struct words *words, size_t from, size_t to, double scale,
    struct reading *out)
{
	struct attempts *place = calloc(1, sizeof(*place));
	struct words part = { 0 };
	struct line line = { .score = PAGE_ODDS };
	struct crop crop = { .scale = scale };
	struct box all = words->items[from].box;
	int result;

	part.items = calloc(to - from, sizeof(*part.items));
	if (place == NULL || part.items == NULL) {
		free(place);
		free(part.items);
		return -1;
	}
	for (size_t i = from; i < to; i++) {
		all = box_around(&all, &words->items[i].box);
		part.items[part.count++] = words->items[i];
		words->items[i].text = NULL;
	}
	line.strip = (struct strip){ .x = (all.x + all.width / 2.0) / scale,
	    .y = (all.y + all.height / 2.0) / scale,
	    .length = all.width / scale, .height = all.height / scale };
	place->line = &line;
	place->count = 1;
	attempt_judge(&place->items[0], &part, &crop, line.score);
	result = attempts_merge(place, out);
	attempts_free(place);
	free(place);
	return result;
}

/*
 * The models joined by '+', as Tesseract takes them.
 */
static void
join_names(const struct choice *choice, char *to, size_t size)
{
	size_t length = 0;

	to[0] = '\0';
	for (size_t i = 0; i < choice->count; i++) {
		size_t more = strlen(choice->names[i]) + (i > 0);

		if (length + more >= size)
			break;
		if (i > 0)
			strcat(to, "+");
		strcat(to, choice->names[i]);
		length += more;
	}
}

int
page_read(struct models *models, PIX *rgb, bool is_page, int side,
    const struct choice *choice, struct reading *out, struct fault *f)
{
	char names[MODEL_NAMES_MAX];
	double scale;
	PIX *pix = prepare(rgb, side, &scale);
	struct words words;
	int result = 0;

	if (pix == NULL)
		return 0;
	join_names(choice, names, sizeof(names));
	if (models_read(models, names, is_page ? LAYOUT_SPARSE : LAYOUT_PAGE,
	    pix, &words, f) != 0) {
		pixDestroy(&pix);
		return -1;
	}
	pixDestroy(&pix);
	for (size_t i = 0, end; i < words.count && result == 0; i = end) {
		end = i + 1;
		while (end < words.count && words.line[end] == words.line[i])
			end++;
		if (add_page_line(&words, i, end, scale, out) != 0)
			result = fault(f, "out of memory");
	}
	words_free(&words);
	return result;
}

static double
common(const struct box *a, const struct box *b)
{
	double area_a = (double)a->width * a->height;
	double area_b = (double)b->width * b->height;

	return box_overlap(a, b) * fmin(area_a, area_b);
}

bool
page_covers(const struct reading *reading, const struct line *line)
{
	struct box box = strip_box(&line->strip);
	double covered = 0;

	for (size_t i = 0; i < reading->count; i++)
		for (size_t j = 0; j < reading->lines[i].count; j++)
			if (reading->lines[i].words[j].confidence >=
			    READING_SURE)
				covered += common(&box,
				    &reading->lines[i].words[j].box);
	return covered > COVERED * (double)box.width * box.height;
}

/*
 * Whether the upright boxes around a line's words show far more than them.
 */
static bool
slants(const struct reading_line *line)
{
	return fabs(sin(2 * line->angle * M_PI / 180)) > 0.5;
}

/*
 * Whether a surer word of another line stands where this one does. Of two
 * equally sure ones the earlier counts.
 */
static bool
is_outdone(const struct reading *reading, size_t line,
    const struct reading_word *word)
{
	for (size_t i = 0; i < reading->count; i++) {
		const struct reading_line *rival = &reading->lines[i];

		for (size_t j = 0; i != line && !rival->other &&
		    !slants(rival) && j < rival->count; j++)
			if ((rival->words[j].confidence > word->confidence ||
			    (rival->words[j].confidence >= word->confidence &&
			    i < line)) &&
			    box_overlap(&rival->words[j].box, &word->box) >
			    SAME_SPOT)
				return true;
	}
	return false;
}

void
page_drop_repeated(struct reading *reading)
{
	for (size_t i = 0; i < reading->count; i++) {
		struct reading_line *line = &reading->lines[i];

		for (size_t j = 0; !slants(line) && j < line->count; j++)
			if (line->words[j].confidence >= READING_SURE &&
			    is_outdone(reading, i, &line->words[j]))
				line->words[j].confidence = READING_SURE - 1;
	}
}
