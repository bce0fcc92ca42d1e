/* SPDX-License-Identifier: MIT */
#include "classify/batch.h"

#include <stdlib.h>
#include <string.h>

/* Room for one line more. Returns 0, or -1 without memory. */
static int
grow(struct batch *batch)
{
	size_t room = batch->line_room * 2 + 64;
	struct line *more;

	if (batch->bytes == NULL)
		batch->bytes = malloc(BATCH_BYTES);
	if (batch->bytes == NULL)
		return -1;
	if (batch->count < batch->line_room)
		return 0;
	more = reallocarray(batch->lines, room, sizeof(*more));
	if (more == NULL)
		return -1;
	batch->lines = more;
	batch->line_room = room;
	return 0;
}

int
batch_add(struct batch *batch, const struct line *line)
{
	struct line *copy;

	if (line->length > BATCH_BYTES - batch->used)
		return 0;
	if (grow(batch) < 0)
		return -1;
	copy = &batch->lines[batch->count++];
	*copy = *line;
	copy->bytes = batch->bytes + batch->used;
	memcpy(batch->bytes + batch->used, line->bytes, line->length);
	batch->used += line->length;
	return 1;
}

/* Room for one outcome more. Returns 0, or -1 without memory. */
static int
grow_outcomes(struct batch *batch)
{
	size_t room = batch->outcome_room * 2 + 16;
	struct outcome *more;

	if (batch->outcome_count < batch->outcome_room)
		return 0;
	more = reallocarray(batch->outcomes, room, sizeof(*more));
	if (more == NULL)
		return -1;
	batch->outcomes = more;
	batch->outcome_room = room;
	return 0;
}

void
batch_classify(struct batch *batch, struct classifier *c)
{
	enum verdict verdict = VERDICT_NOTHING;

	for (size_t i = 0; i < batch->count && verdict != VERDICT_FAULT; i++) {
		const struct line *line = &batch->lines[i];
		struct fault f;
		char *text;

		batch->failed = grow_outcomes(batch) < 0;
		if (batch->failed)
			return;
		if (i + 1 < batch->count)
			classifier_expect(c, line[1].bytes, line[1].length);
		verdict = classifier_take(c, line->bytes, line->length, &text,
		    &f);
		if (verdict == VERDICT_NOTHING)
			continue;
		if (verdict != VERDICT_ALERT)
			text = strdup(f.text);
		batch->outcomes[batch->outcome_count++] =
		    (struct outcome){ verdict, i, text };
	}
}

static int
write_outcome(const struct batch *batch, const struct outcome *outcome,
    struct filter *filter, struct fault *f)
{
	const char *text = outcome->text != NULL ? outcome->text :
	    "out of memory";

	switch (outcome->verdict) {
	case VERDICT_ALERT:
		if (output_line(&filter->out, text, strlen(text), f) < 0)
			return -1;
		filter->progress.written++;
		return 0;
	case VERDICT_REJECT:
		filter_reject(filter, &batch->lines[outcome->line], text);
		return 0;
	default:
		return fault(f, "%s", text);
	}
}

void
batch_empty(struct batch *batch)
{
	for (size_t i = 0; i < batch->outcome_count; i++)
		free(batch->outcomes[i].text);
	batch->used = batch->count = batch->outcome_count = 0;
	batch->done = batch->failed = false;
}

int
batch_write(struct batch *batch, struct filter *filter, struct fault *f)
{
	int status = 0;

	for (size_t i = 0; i < batch->outcome_count && status == 0; i++)
		status = write_outcome(batch, &batch->outcomes[i], filter, f);
	if (status == 0 && batch->failed)
		status = fault(f, "out of memory");
	batch_empty(batch);
	return status;
}

void
batch_free(struct batch *batch)
{
	batch_empty(batch);
	free(batch->bytes);
	free(batch->lines);
	free(batch->outcomes);
}
