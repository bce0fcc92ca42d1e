/* SPDX-License-Identifier: MIT */
/* Posts that were seen: see state.h. */
#include <nettle/base16.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/content.h"
#include "ingest/state-file.h"

/* The number of a scope, 0 if it is not known. Returns 0 or -1. */
static int
find_scope(struct state *state, const struct content_key *key,
    long long *scope, struct fault *f)
{
	sqlite3_stmt *find = state->statements[FIND_SCOPE];
	size_t length = key->scope_length;
	int got;

	*scope = state->scope;
	if (*scope != 0 && strlen(state->scope_name) == length &&
	    memcmp(state->scope_name, key->scope, length) == 0)
		return 0;
	sqlite3_bind_text(find, 1, key->scope, (int)length, SQLITE_STATIC);
	got = sqlite3_step(find);
	*scope = got == SQLITE_ROW ? sqlite3_column_int64(find, 0) : 0;
	state->scope = length < SCOPE_KEPT ? *scope : 0;
	if (state->scope != 0)
		snprintf(state->scope_name, SCOPE_KEPT, "%.*s", (int)length,
		    key->scope);
	if (got != SQLITE_ROW && got != SQLITE_DONE)
		state_failed(state, f);
	sqlite3_reset(find);
	return got == SQLITE_ROW || got == SQLITE_DONE ? 0 : -1;
}

static int
make_scope(struct state *state, const struct content_key *key,
    long long *scope, struct fault *f)
{
	sqlite3_stmt *add = state->statements[ADD_SCOPE];

	if (find_scope(state, key, scope, f) < 0)
		return -1;
	if (*scope != 0)
		return 0;
	sqlite3_bind_text(add, 1, key->scope, (int)key->scope_length,
	    SQLITE_STATIC);
	if (state_finish(state, add, f) < 0)
		return -1;
	*scope = sqlite3_last_insert_rowid(state->db);
	return 0;
}

static void
bind_post(sqlite3_stmt *statement, const struct content_key *key,
    long long scope)
{
	sqlite3_bind_int64(statement, 1, scope);
	sqlite3_bind_int64(statement, 2, key->number);
	sqlite3_bind_blob(statement, 3, key->name,
	    key->number != 0 ? 0 : CONTENT_NAME_SIZE, SQLITE_STATIC);
}

/* Read the row that FIND_POST gave. */
static void
compare(sqlite3_stmt *find, struct news *news)
{
	const unsigned char *content = sqlite3_column_blob(find, 0);

	news->kind = NEWS_EDITED;
	if (content == NULL ||
	    sqlite3_column_bytes(find, 0) != CONTENT_SIZE)
		return;
	/* One that was gone and is there again is news, too. */
	if (memcmp(content, news->content, CONTENT_SIZE) == 0 &&
	    sqlite3_column_int(find, 1) == 0) {
		news->kind = NEWS_SAME;
		return;
	}
	base16_encode_update(news->previous, CONTENT_SIZE, content);
	news->previous[DIGEST_SIZE - 1] = '\0';
}

int
state_look(struct state *state, const json_t *record, struct news *news,
    struct fault *f)
{
	if (content_digest(record, news->content, f) < 0)
		return -1;
	return state_look_again(state, record, news, f);
}

int
state_look_again(struct state *state, const json_t *record,
    struct news *news, struct fault *f)
{
	sqlite3_stmt *find = state->statements[FIND_POST];
	struct content_key key;
	long long scope;
	int got;

	news->kind = NEWS_NEW;
	news->previous[0] = '\0';
	if (content_key(record, &key, f) < 0 ||
	    find_scope(state, &key, &scope, f) < 0)
		return -1;
	if (scope == 0)
		return 0;
	bind_post(find, &key, scope);
	got = sqlite3_step(find);
	if (got == SQLITE_ROW)
		compare(find, news);
	else if (got != SQLITE_DONE)
		state_failed(state, f);
	sqlite3_reset(find);
	return got == SQLITE_ROW || got == SQLITE_DONE ? 0 : -1;
}

/* Write the post with a statement of these four values. */
static int
put_post(struct state *state, sqlite3_stmt *statement, const json_t *record,
    const struct news *news, struct fault *f)
{
	struct content_key key;
	long long scope;

	if (content_key(record, &key, f) < 0 || state_begin(state, f) < 0 ||
	    make_scope(state, &key, &scope, f) < 0)
		return -1;
	bind_post(statement, &key, scope);
	sqlite3_bind_blob(statement, 4, news->content, CONTENT_SIZE,
	    SQLITE_STATIC);
	return state_finish(state, statement, f);
}

int
state_note(struct state *state, const json_t *record,
    const struct news *news, struct fault *f)
{
	return put_post(state, state->statements[NOTE_POST], record, news, f);
}

int
state_add(struct state *state, const json_t *record, const struct news *news,
    bool *added, struct fault *f)
{
	if (put_post(state, state->statements[ADD_POST], record, news, f) < 0)
		return -1;
	*added = sqlite3_changes(state->db) > 0;
	return 0;
}

int
state_note_gone(struct state *state, const json_t *record, struct fault *f)
{
	sqlite3_stmt *note = state->statements[NOTE_GONE];
	struct content_key key;
	long long scope;

	if (content_key(record, &key, f) < 0 || state_begin(state, f) < 0 ||
	    find_scope(state, &key, &scope, f) < 0)
		return -1;
	bind_post(note, &key, scope);
	return state_finish(state, note, f);
}

json_t *
state_numbers(struct state *state, const json_t *record, long long first,
    long long last, struct fault *f)
{
	sqlite3_stmt *list = state->statements[LIST_POSTS];
	json_t *numbers = json_array();
	struct content_key key;
	long long scope;
	int got = SQLITE_ROW, bad = 0;

	if (content_key(record, &key, f) < 0 ||
	    find_scope(state, &key, &scope, f) < 0) {
		json_decref(numbers);
		return NULL;
	}
	sqlite3_bind_int64(list, 1, scope);
	sqlite3_bind_int64(list, 2, first);
	sqlite3_bind_int64(list, 3, last);
	while (!bad && (got = sqlite3_step(list)) == SQLITE_ROW)
		bad = json_array_append_new(numbers,
		    json_integer(sqlite3_column_int64(list, 0)));
	if (bad)
		fault(f, "out of memory");
	else if (got != SQLITE_DONE)
		bad = state_failed(state, f);
	sqlite3_reset(list);
	if (!bad)
		return numbers;
	json_decref(numbers);
	return NULL;
}
