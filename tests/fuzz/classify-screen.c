/* SPDX-License-Identifier: MIT */
/*
 * Any line, and any text in a record, that the screen passes over is a record
 * that scores less than the threshold; and what is skimmed of it is its texts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classify/examine.h"
#include "classify/screen.h"
#include "wire/record.h"

enum {
	SCREENS = 4,
	TOKENS = 1 << 10,	/* few, so that they take each other's place */
	TEXT_MAX = 4096		/* bytes of a text made of terms */
};

static const double thresholds[SCREENS] = { 3, 15, 34, 60 };

struct state {
	struct detector *detector;
	struct examiner examiner;
	struct screen screens[SCREENS];
};

int LLVMFuzzerInitialize(int *, char ***);
int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static struct state *
begin(void)
{
	const char *folder = "lexicons";
	struct state *state = calloc(1, sizeof(*state));
	struct fault f = { "" };

	state->detector = detector_open(&folder, 1, NULL, &f);
	if (state->detector == NULL ||
	    examine_open(&state->examiner, state->detector, &f) < 0)
		abort();
	for (size_t i = 0; i < SCREENS; i++)
		if (screen_open(&state->screens[i], &state->examiner,
		    thresholds[i], TOKENS, &f) < 0)
			abort();
	return state;
}

/* With every other screen as the line that comes after another. */
static bool
passes_screen(struct state *state, size_t i, const char *line, size_t length)
{
	static const char other[] = "{\"v\":1,\"id\":\"a\","
	    "\"post\":{\"text\":\"a shop that sells hash by the gram\"}}";

	if (i % 2 != 0) {
		screen_expect(&state->screens[i], line, length);
		(void)screen_passes(&state->screens[i], other,
		    sizeof(other) - 1);
	}
	return screen_passes(&state->screens[i], line, length);
}

static void
try_line(struct state *state, const char *line, size_t length)
{
	bool passes[SCREENS], all = true;
	struct fault f;
	json_t *record;

	for (size_t i = 0; i < SCREENS; i++) {
		passes[i] = passes_screen(state, i, line, length);
		all &= passes[i];
	}
	if (all)
		return;
	record = record_parse(line, length, &f);
	if (record == NULL || examine_record(&state->examiner, record, &f) < 0)
		abort();
	for (size_t i = 0; i < SCREENS; i++)
		if (!passes[i] &&
		    state->examiner.score.total >= thresholds[i]) {
			fprintf(stderr, "%.*s\nscores %.2f, screened at %g\n",
			    (int)length, line, state->examiner.score.total,
			    thresholds[i]);
			abort();
		}
	json_decref(record);
}

/* The text in a place of a record that the first byte chooses. */
static void
try_text(struct state *state, const char *text, size_t length, unsigned how)
{
	static const char *const shapes[] = {
		"{s:i, s:s, s:{s:O}}", "{s:i, s:s, s:{s:[{s:O}]}}",
	};
	json_t *value = json_stringn_nocheck(text, length), *record = NULL;
	char *line = NULL;

	if (value != NULL && how % 3 == 0)
		record = json_pack(shapes[0], "v", 1, "id", "f", "post",
		    "text", value);
	else if (value != NULL && how % 3 == 1)
		record = json_pack(shapes[1], "v", 1, "id", "f", "post",
		    "parts", "text", value);
	else if (value != NULL)
		record = json_pack("{s:i, s:s, s:[{s:[{s:O, s:i}]}]}", "v", 1,
		    "id", "f", "ocr", "lines", "text", value, "confidence",
		    90);
	if (record != NULL)
		line = json_dumps(record, JSON_COMPACT |
		    (how / 3 % 2 == 1 ? JSON_ENSURE_ASCII : 0));
	if (line != NULL)
		try_line(state, line, strlen(line));
	free(line);
	json_decref(record);
	json_decref(value);
}

/* Write a term, as it is or with a sign after every letter. */
static size_t
write_term(const char *term, char sign, char *text)
{
	size_t length = 0;

	for (; *term != '\0'; term++) {
		if (sign != '\0' && length > 0 && (*term & 0xc0) != 0x80)
			text[length++] = sign;
		text[length++] = *term;
	}
	return length;
}

/*
 * A text of terms of the lexicons, three bytes each: which, what stands
 * between it and the next, and what stands between its letters.
 */
static void
try_terms(struct state *state, const uint8_t *data, size_t size)
{
	static const char *const between[] = { " ", "\n", "", ".", ", ", "-",
		" — ", "  ", "/", "\t", "\xc2\xa0", "1", "@", "😀", "和", "а" };
	static const char apart[16] = { [13] = ' ', [14] = '.', [15] = '-' };
	const struct lexicon *lexicon = &state->detector->lexicon;
	char text[TEXT_MAX];
	size_t length = 0;

	for (size_t i = 1; i + 3 <= size; i += 3) {
		size_t which = (size_t)(data[i] << 8 | data[i + 1]);
		const char *term = lexicon_term(lexicon,
		    &lexicon->entries[which % lexicon->count]);
		const char *gap = between[data[i + 2] % 16];

		if (length + strlen(term) * 2 + 8 > TEXT_MAX)
			break;
		length += write_term(term, apart[data[i + 2] / 16], text +
		    length);
		memcpy(text + length, gap, strlen(gap));
		length += strlen(gap);
	}
	try_text(state, text, length, data[0]);
}

/* Opened once: that takes long under the sanitizers. */
static struct state *
opened(void)
{
	static struct state *state;

	if (state == NULL)
		state = begin();
	return state;
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	opened();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct state *state = opened();

	try_line(state, (const char *)data, size);
	if (size > 1)
		try_text(state, (const char *)data + 1, size - 1, data[0]);
	if (size > 3)
		try_terms(state, data, size);
	return 0;
}
