/* SPDX-License-Identifier: MIT */
#include "ocr/result.h"

#include <math.h>
#include <stdio.h>

json_t *
result_new(void)
{
	return json_pack("{s:[], s:[]}", "lines", "codes");
}

static json_t *
make_box(const struct box *box, int reduction)
{
	return json_pack("[i,i,i,i]", box->x * reduction, box->y * reduction,
	    box->width * reduction, box->height * reduction);
}

/* Tenths are as much as a confidence or an angle is good for. */
static json_t *
make_tenths(double value)
{
	return json_real(round(value * 10) / 10);
}

static json_t *
make_word(const struct reading_word *word, int reduction)
{
	return json_pack("{s:s, s:o, s:o}", "text", word->text,
	    "confidence", make_tenths(word->confidence),
	    "box", make_box(&word->box, reduction));
}

static json_t *
make_line(const struct reading_line *line, unsigned number, int reduction)
{
	json_t *words = json_array(), *object;

	for (size_t i = 0; i < line->count; i++)
		json_array_append_new(words,
		    make_word(&line->words[i], reduction));
	object = json_pack("{s:s, s:o, s:o, s:o}", "text", line->text,
	    "confidence", make_tenths(line->confidence),
	    "box", make_box(&line->box, reduction), "words", words);
	if (fabs(line->angle) >= 0.05)
		json_object_set_new(object, "angle", make_tenths(line->angle));
	if (line->other)
		json_object_set_new(object, "other", json_true());
	if (number > 0)
		json_object_set_new(object, "frame",
		    json_integer((json_int_t)number));
	return object;
}

int
result_add_lines(json_t *result, const struct reading *reading,
    unsigned number, int reduction)
{
	json_t *lines = json_object_get(result, "lines");

	for (size_t i = 0; i < reading->count; i++)
		if (json_array_append_new(lines, make_line(&reading->lines[i],
		    number, reduction)) < 0)
			return -1;
	return 0;
}

int
result_add_codes(json_t *result, const struct codes *codes, unsigned number,
    int reduction)
{
	json_t *array = json_object_get(result, "codes");

	for (size_t i = 0; i < codes->count; i++) {
		const struct code *code = &codes->list[i];
		json_t *object = json_pack("{s:s, s:s, s:o}",
		    "type", code->type, "data", code->data,
		    "box", make_box(&code->box, reduction));

		if (number > 0)
			json_object_set_new(object, "frame",
			    json_integer((json_int_t)number));
		if (json_array_append_new(array, object) < 0)
			return -1;
	}
	return 0;
}

/* Bytes of a value as compact JSON, and of the comma after it. */
static size_t
bytes_of(const json_t *value)
{
	return json_dumpb(value, NULL, 0, JSON_COMPACT |
	    JSON_REAL_PRECISION(15)) + 1;
}

void
result_fit(json_t *result, size_t most)
{
	static const char *const keys[] = { "lines", "codes" };
	size_t bytes = bytes_of(result);
	char why[80];

	if (bytes <= most)
		return;
	snprintf(why, sizeof(why), "read in part: over the limit of %zu bytes",
	    most);
	result_set_error(result, why);
	bytes = bytes_of(result);
	for (int i = 0; i < 2; i++) {
		json_t *array = json_object_get(result, keys[i]);
		size_t last = json_array_size(array);

		while (bytes > most && last-- > 0) {
			bytes -= bytes_of(json_array_get(array, last));
			json_array_remove(array, last);
		}
	}
}

void
result_set_reader(json_t *result, json_t *reader)
{
	json_object_set_new(result, "reader", reader);
}

void
result_set_error(json_t *result, const char *why)
{
	json_object_set_new(result, "error", json_string(why));
}
