/* SPDX-License-Identifier: MIT */
#include "classify/explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "classify/masked.h"

enum {
	LABEL = 10,		/* columns before a text */
	FIGURE = 10,		/* columns of "+123.45" */
	SORT = 13,		/* columns for the sort of a sign */
	BAR_POINTS = 5,		/* of the score, for a piece of a bar */
	BAR_MAX = 10
};

/* What is being written, and on what. */
struct sheet {
	const struct page *page;
	FILE *out;
	const struct examiner *examiner;
	struct masked masked;	/* the texts of the post */
};

static const char *
sort_of(const struct sign *sign)
{
	return sign->entry != NULL ? category_name(sign->entry->category) :
	    feature_name(sign->amounts[AMOUNT_OWN].feature);
}

static bool
is_against(const struct sign *sign)
{
	return sign->entry != NULL && category_is_benign(sign->entry->category);
}

static void
cell(const struct sheet *sheet, enum tone tone, int width, const char *text)
{
	page_cell(sheet->page, sheet->out, tone, width, text);
}

/* A text of the record on a line of its own, with bank cards masked. */
static void
write_source(const struct sheet *sheet, const char *label, const json_t *text)
{
	struct masked masked = { 0 };

	if (!json_is_string(text))
		return;
	masked_add(&masked, json_string_value(text),
	    json_string_length(text), false);
	if (masked_end(&masked) == 0) {
		cell(sheet, TONE_FAINT, LABEL, label);
		cell(sheet, TONE_FAINT, 0, masked_text(&masked, 0));
		fputc('\n', sheet->out);
	}
	masked_free(&masked);
}

/* When and where it was posted, and which picture "ocr:0" is. */
static void
write_sources(const struct sheet *sheet, const json_t *record)
{
	const json_t *post = json_object_get(record, "post"), *medium;
	const json_t *title = json_object_get(post, "channel_title");
	char label[32];
	size_t i;

	write_source(sheet, "published", json_object_get(post, "published"));
	write_source(sheet, "channel", title != NULL ? title :
	    json_object_get(post, "channel"));
	write_source(sheet, "url", json_object_get(post, "url"));
	json_array_foreach(json_object_get(record, "media"), i, medium) {
		snprintf(label, sizeof(label), "medium %zu", i);
		write_source(sheet, label, json_object_get(medium, "path"));
	}
}

/* The record's name, what it scored, what that means, where it is from. */
static void
write_head(const struct sheet *sheet, const json_t *record, double threshold)
{
	const struct examiner *examiner = sheet->examiner;
	bool alert = examiner->score.total >= threshold;
	char line[128];

	snprintf(line, sizeof(line), "%6.2f of 100  ", examiner->score.total);
	cell(sheet, alert ? TONE_FOR : TONE_STRONG, 0, line);
	snprintf(line, sizeof(line), alert ? "alert: %s" : "no alert",
	    intent_name(examiner->intent));
	cell(sheet, alert ? TONE_FOR : TONE_PLAIN, 0, line);
	snprintf(line, sizeof(line), " (from %g on)  ", threshold);
	cell(sheet, TONE_FAINT, 0, line);
	cell(sheet, TONE_STRONG, 0,
	    json_string_value(json_object_get(record, "id")));
	fputc('\n', sheet->out);
	write_sources(sheet, record);
	fputc('\n', sheet->out);
}

/* What is to be underlined in a carrier; NULL without memory. */
static char *
make_strokes(const struct examiner *examiner, size_t number)
{
	char *strokes = calloc(examiner->post.carriers[number].length + 1, 1);

	for (size_t i = 0; i < examiner->sign_count && strokes != NULL; i++) {
		const struct sign *sign = &examiner->signs[i];

		if (sign->carrier == number)
			memset(strokes + sign->offset, is_against(sign) ?
			    STROKE_AGAINST : STROKE_FOR, sign->length);
	}
	return strokes;
}

static int
write_carrier(const struct sheet *sheet, size_t number)
{
	const struct carrier *carrier =
	    &sheet->examiner->post.carriers[number];
	char *strokes = make_strokes(sheet->examiner, number);

	if (strokes == NULL)
		return -1;
	cell(sheet, TONE_FAINT, LABEL, carrier->name);
	page_underline(sheet->page, sheet->out, LABEL,
	    masked_text(&sheet->masked, number), carrier->length, strokes);
	free(strokes);
	return 0;
}

static void
write_heading(const struct sheet *sheet, const char *text)
{
	fputc('\n', sheet->out);
	cell(sheet, TONE_FAINT, 0, text);
	fputc('\n', sheet->out);
}

/* The points, and a bar as long as they are many. */
static void
write_points(const struct sheet *sheet, double points)
{
	enum tone tone = points < 0 ? TONE_AGAINST : TONE_FOR;
	double pieces = ceil(fabs(points) / BAR_POINTS);
	char figure[32], bar[BAR_MAX + 1] = "";

	snprintf(figure, sizeof(figure), "%+.2f", points);
	cell(sheet, tone, -FIGURE, figure);
	memset(bar, points < 0 ? '-' : '+',
	    (size_t)fmin(pieces, BAR_MAX));
	fputs("  ", sheet->out);
	cell(sheet, tone, BAR_MAX + 2, bar);
}

/* How a sign got to what it is: "слово" ru, mephedrone, digits. */
static void
write_origin(const struct sheet *sheet, const struct sign *sign)
{
	const struct lexicon *lexicon = &sheet->examiner->detector->lexicon;
	const struct entry *entry = sign->entry;
	char line[256] = "";

	if (entry == NULL && strcmp(sign->type, sort_of(sign)) != 0)
		snprintf(line, sizeof(line), "  %s", sign->type);
	if (entry != NULL)
		snprintf(line, sizeof(line), "  %s: %.64s%s%s%s%s",
		    language_at(entry->language)->code,
		    lexicon_term(lexicon, entry),
		    entry->substance >= 0 ? ", " : "", entry->substance >= 0 ?
		    lexicon->substances[entry->substance].name : "",
		    sign->how == FORM_PLAIN ? "" : ", undone: ",
		    sign->how == FORM_PLAIN ? "" : form_name(sign->how));
	cell(sheet, TONE_FAINT, 0, line);
}

static int
write_sign(const struct sheet *sheet, const struct sign *sign)
{
	char *text = strndup(masked_text(&sheet->masked, sign->carrier) +
	    sign->offset, sign->length);

	if (text == NULL)
		return -1;
	write_points(sheet, sign->points);
	cell(sheet, TONE_PLAIN, SORT, sort_of(sign));
	cell(sheet, is_against(sign) ? TONE_AGAINST : TONE_STRONG, 0, text);
	write_origin(sheet, sign);
	fputc('\n', sheet->out);
	free(text);
	return 0;
}

/* The heaviest first; those that weigh nothing in the order of the text. */
static int
by_points(const void *a, const void *b)
{
	const struct sign *const *one = a, *const *other = b;
	double x = fabs((*one)->points), y = fabs((*other)->points);

	if (x != y)
		return x < y ? 1 : -1;
	return *one < *other ? -1 : *one > *other;
}

/* All signs, each once. */
static int
write_signs(const struct sheet *sheet)
{
	const struct examiner *examiner = sheet->examiner;
	const struct sign **sorted = calloc(examiner->sign_count + 1,
	    sizeof(*sorted));
	size_t count = 0;
	int status = 0;

	if (sorted == NULL)
		return -1;
	for (size_t i = 0; i < examiner->sign_count; i++)
		if (!examiner->signs[i].again)
			sorted[count++] = &examiner->signs[i];
	if (count > 0) {
		qsort(sorted, count, sizeof(*sorted), by_points);
		write_heading(sheet, "signs");
	}
	for (size_t i = 0; i < count && status == 0; i++)
		status = write_sign(sheet, sorted[i]);
	free(sorted);
	return status;
}

static void
write_parts(const struct sheet *sheet)
{
	const struct weights *weights = &sheet->examiner->detector->weights;
	const struct score *score = &sheet->examiner->score;
	char total[32];

	write_heading(sheet, "parts of the score");
	for (size_t i = 0; i < weights->count; i++) {
		if (score->parts[i] == 0)
			continue;
		write_points(sheet, score->parts[i]);
		fprintf(sheet->out, "%s\n", weights->parts[i].name);
	}
	snprintf(total, sizeof(total), "%.2f", score->total);
	cell(sheet, TONE_STRONG, -FIGURE, total);
	fputc('\n', sheet->out);
}

static int
write_all(const struct sheet *sheet, const json_t *record, double threshold)
{
	const struct examiner *examiner = sheet->examiner;

	write_head(sheet, record, threshold);
	for (size_t i = 0; i < examiner->post.count; i++)
		if (write_carrier(sheet, i) < 0)
			return -1;
	if (examiner->sign_count == 0) {
		cell(sheet, TONE_FAINT, 0, "nothing was found");
		fputc('\n', sheet->out);
		return 0;
	}
	if (write_signs(sheet) < 0)
		return -1;
	write_parts(sheet);
	return 0;
}

char *
explain_text(const struct examiner *examiner, const json_t *record,
    double threshold, const struct page *page, struct fault *f)
{
	struct sheet sheet = { .page = page, .examiner = examiner };
	char *text = NULL;
	size_t length;
	int status;

	masked_add_post(&sheet.masked, &examiner->post);
	status = masked_end(&sheet.masked);
	sheet.out = open_memstream(&text, &length);
	if (sheet.out != NULL) {
		if (status == 0)
			status = write_all(&sheet, record, threshold);
		if (fclose(sheet.out) != 0 || status < 0) {
			free(text);
			text = NULL;
		}
	}
	masked_free(&sheet.masked);
	if (text == NULL)
		fault(f, "out of memory");
	return text;
}
