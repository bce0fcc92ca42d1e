/* SPDX-License-Identifier: MIT */
/* Where the reading of pages and targets stands: see state.h. */
#include <stdlib.h>
#include <string.h>

#include "ingest/state-file.h"

static char *
column_copy(sqlite3_stmt *statement, int column)
{
	const char *text = (const char *)sqlite3_column_text(statement,
	    column);

	return text == NULL ? NULL : strdup(text);
}

int
state_validators(struct state *state, const char *name,
    struct validators *validators, struct fault *f)
{
	sqlite3_stmt *find = state->statements[FIND_PAGE];
	int got;

	*validators = (struct validators){ .etag = NULL };
	sqlite3_bind_text(find, 1, name, -1, SQLITE_STATIC);
	got = sqlite3_step(find);
	if (got == SQLITE_ROW) {
		validators->etag = column_copy(find, 0);
		validators->modified = column_copy(find, 1);
		validators->next = column_copy(find, 2);
	} else if (got != SQLITE_DONE) {
		state_failed(state, f);
	}
	sqlite3_reset(find);
	return got == SQLITE_ROW || got == SQLITE_DONE ? 0 : -1;
}

int
state_note_validators(struct state *state, const char *name,
    const struct validators *validators, struct fault *f)
{
	sqlite3_stmt *note = state->statements[NOTE_PAGE];

	if (state_begin(state, f) < 0)
		return -1;
	sqlite3_bind_text(note, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 2, validators->etag, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 3, validators->modified, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 4, validators->next, -1, SQLITE_STATIC);
	return state_finish(state, note, f);
}

void
validators_close(struct validators *validators)
{
	free(validators->etag);
	free(validators->modified);
	free(validators->next);
	*validators = (struct validators){ .etag = NULL };
}

char *
state_mark(struct state *state, const char *source, const char *target,
    struct fault *f)
{
	sqlite3_stmt *find = state->statements[FIND_MARK];
	char *mark = NULL;
	int got;

	sqlite3_bind_text(find, 1, source, -1, SQLITE_STATIC);
	sqlite3_bind_text(find, 2, target, -1, SQLITE_STATIC);
	got = sqlite3_step(find);
	if (got == SQLITE_ROW)
		mark = column_copy(find, 0);
	else if (got != SQLITE_DONE)
		state_failed(state, f);
	sqlite3_reset(find);
	return mark;
}

int
state_note_mark(struct state *state, const char *source, const char *target,
    const char *mark, struct fault *f)
{
	sqlite3_stmt *note = state->statements[NOTE_MARK];

	if (state_begin(state, f) < 0)
		return -1;
	sqlite3_bind_text(note, 1, source, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 2, target, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 3, mark, -1, SQLITE_STATIC);
	return state_finish(state, note, f);
}
