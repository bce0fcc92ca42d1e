/* SPDX-License-Identifier: MIT */
#include "classify/screen.h"

#include <stdlib.h>

#include "classify/bound.h"

int
screen_open(struct screen *screen, struct examiner *examiner,
    double threshold, size_t tokens, struct fault *f)
{
	*screen = (struct screen){ .examiner = examiner,
	    .threshold = threshold };
	return look_open(&screen->look, examiner, threshold, tokens, f);
}

void
screen_close(struct screen *screen)
{
	look_close(&screen->look);
	free(screen->text);
}

/* The text of a stretch, with its escapes undone; NULL without memory. */
static const char *
text_of(struct screen *screen, const struct stretch *stretch, size_t *length)
{
	*length = stretch->length;
	if (!stretch->escaped)
		return stretch->bytes;
	if (stretch->length > screen->text_room) {
		free(screen->text);
		screen->text = malloc(stretch->length);
		screen->text_room = screen->text == NULL ? 0 :
		    stretch->length;
	}
	if (screen->text != NULL)
		*length = skim_text(stretch, screen->text);
	return screen->text;
}

static bool
stretch_tells(struct screen *screen, const struct stretch *stretch)
{
	uint64_t hash = stretch->hash;
	size_t length;
	const char *text = text_of(screen, stretch, &length);

	if (text == NULL)
		return true;
	if (stretch->link)
		return look_link(&screen->look, text, length);
	if (stretch->escaped)
		hash = look_expect(&screen->look, text, length, stretch->ocr);
	return look_text(&screen->look, hash, text, length, stretch->ocr);
}

/* May the texts that were skimmed, put together, score so much? */
static bool
reaches(struct screen *screen, const struct skim *skim)
{
	struct examiner *examiner = screen->examiner;
	struct bound bound;

	bound_begin(&bound, &examiner->matcher);
	for (size_t i = 0; i < skim->count; i++) {
		const struct stretch *stretch = &skim->stretches[i];
		size_t length;
		const char *text = text_of(screen, stretch, &length);

		if (text == NULL)
			return true;
		if (stretch->link)
			bound_add_link(&bound, text, length);
		else
			bound_add_text(&bound, text, length, stretch->ocr);
	}
	return bound_reaches(&bound, &examiner->detector->weights,
	    screen->threshold);
}

/* Skim a line, and have what is remembered of its texts fetched. */
static void
skim(const struct screen *screen, struct skimmed *skimmed, const char *line,
    size_t length)
{
	struct skim *found = &skimmed->skim;

	skimmed->line = line;
	skimmed->beyond_doubt = skim_line(found, line, length);
	for (size_t i = 0; i < found->count && skimmed->beyond_doubt; i++) {
		struct stretch *stretch = &found->stretches[i];

		if (!stretch->escaped && !stretch->link)
			stretch->hash = look_expect(&screen->look,
			    stretch->bytes, stretch->length, stretch->ocr);
	}
}

void
screen_expect(struct screen *screen, const char *line, size_t length)
{
	skim(screen, &screen->lines[1 - screen->turn], line, length);
}

bool
screen_passes(struct screen *screen, const char *line, size_t length)
{
	struct skimmed *skimmed = &screen->lines[screen->turn];
	bool tells = screen->look.telling.all;

	if (skimmed->line != line)
		skim(screen, skimmed, line, length);
	skimmed->line = NULL;
	screen->turn = 1 - screen->turn;
	if (!skimmed->beyond_doubt)
		return true;
	for (size_t i = 0; i < skimmed->skim.count && !tells; i++)
		tells = stretch_tells(screen, &skimmed->skim.stretches[i]);
	return tells && reaches(screen, &skimmed->skim);
}
