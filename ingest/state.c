/* SPDX-License-Identifier: MIT */
#include "ingest/state.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/content.h"

#define APPLICATION 0x6b6c6164	/* "klad", SQLite's application_id */
#define BINARY_SIZE 32		/* bytes of a SHA-256 */

enum statement {
	FIND_SCOPE, ADD_SCOPE, FIND_POST, NOTE_POST, LIST_POSTS, NOTE_GONE,
	FIND_PAGE, NOTE_PAGE, FIND_MARK, NOTE_MARK, STATEMENTS
};

static const char *const sql[STATEMENTS] = {
	[FIND_SCOPE] = "SELECT id FROM scopes WHERE name = ?1",
	[ADD_SCOPE] = "INSERT INTO scopes (name) VALUES (?1)",
	[FIND_POST] = "SELECT content, gone FROM posts"
	    " WHERE scope = ?1 AND number = ?2 AND name = ?3",
	[NOTE_POST] = "INSERT OR REPLACE INTO posts VALUES"
	    " (?1, ?2, ?3, ?4, 0)",
	[LIST_POSTS] = "SELECT number FROM posts WHERE scope = ?1"
	    " AND number BETWEEN ?2 AND ?3 AND NOT gone",
	[NOTE_GONE] = "UPDATE posts SET gone = 1"
	    " WHERE scope = ?1 AND number = ?2 AND name = ?3",
	[FIND_PAGE] = "SELECT etag, modified, next FROM pages"
	    " WHERE name = ?1",
	[NOTE_PAGE] = "INSERT OR REPLACE INTO pages VALUES (?1, ?2, ?3, ?4)",
	[FIND_MARK] = "SELECT mark FROM marks"
	    " WHERE source = ?1 AND target = ?2",
	[NOTE_MARK] = "INSERT OR REPLACE INTO marks VALUES (?1, ?2, ?3)"
};

/* A run that is under way, or was killed, has user_version 2; else 1. */
static const char schema[] =
    "CREATE TABLE IF NOT EXISTS scopes ("
    " id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
    "CREATE TABLE IF NOT EXISTS posts ("
    " scope INTEGER, number INTEGER, name BLOB,"
    " content BLOB NOT NULL, gone INTEGER NOT NULL,"
    " PRIMARY KEY (scope, number, name)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS pages ("
    " name TEXT PRIMARY KEY, etag TEXT, modified TEXT, next TEXT)"
    " WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS marks ("
    " source TEXT, target TEXT, mark TEXT NOT NULL,"
    " PRIMARY KEY (source, target)) WITHOUT ROWID;";

struct state {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENTS];
	bool writing;		/* a transaction is open */
	bool interrupted;
};

static int
failed(const struct state *state, struct fault *f)
{
	return fault(f, "state: %s", sqlite3_errmsg(state->db));
}

static int
execute(const struct state *state, const char *text, struct fault *f)
{
	return sqlite3_exec(state->db, text, NULL, NULL, NULL) == SQLITE_OK ?
	    0 : failed(state, f);
}

/* The one whole number that a statement gives. */
static int
ask_number(const struct state *state, const char *text, long long *number,
    struct fault *f)
{
	sqlite3_stmt *statement = NULL;
	int result = -1;

	if (sqlite3_prepare_v2(state->db, text, -1, &statement, NULL) ==
	    SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
		*number = sqlite3_column_int64(statement, 0);
		result = 0;
	}
	if (result < 0)
		failed(state, f);
	sqlite3_finalize(statement);
	return result;
}

/* Refuse to write into a database that is something else's. */
static int
check_kind(const struct state *state, struct fault *f)
{
	long long application, tables;

	if (ask_number(state, "PRAGMA application_id", &application, f) < 0 ||
	    ask_number(state, "SELECT count(*) FROM sqlite_master", &tables,
	    f) < 0)
		return -1;
	if (application != APPLICATION && tables > 0)
		return fault(f, "state: a database of something else");
	return 0;
}

/*
 * One process at a time (locking_mode), so no other can change what was
 * looked up. WAL with synchronous NORMAL survives a kill whole; a loss of
 * power may cost the last commits, which only repeats posts.
 */
static int
set_up(struct state *state, struct fault *f)
{
	char text[64];
	long long version;

	if (execute(state, "PRAGMA locking_mode = EXCLUSIVE;"
	    "PRAGMA cache_size = -32000", f) < 0 ||
	    check_kind(state, f) < 0 ||
	    execute(state, "PRAGMA journal_mode = WAL;"
	    "PRAGMA synchronous = NORMAL; BEGIN EXCLUSIVE", f) < 0)
		return -1;
	snprintf(text, sizeof(text), "PRAGMA application_id = %d",
	    APPLICATION);
	if (ask_number(state, "PRAGMA user_version", &version, f) < 0 ||
	    execute(state, schema, f) < 0 || execute(state, text, f) < 0 ||
	    execute(state, "PRAGMA user_version = 2; COMMIT", f) < 0)
		return -1;
	if (version > 2)
		return fault(f, "state: made by a newer version");
	state->interrupted = version == 2;
	return 0;
}

struct state *
state_open(const char *path, struct fault *f)
{
	struct state *state = calloc(1, sizeof(*state));
	struct fault why = { "" };
	int result = -1;

	if (state == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	if (sqlite3_open(path, &state->db) != SQLITE_OK)
		failed(state, &why);
	else
		result = set_up(state, &why);
	for (size_t i = 0; result == 0 && i < STATEMENTS; i++)
		if (sqlite3_prepare_v3(state->db, sql[i], -1,
		    SQLITE_PREPARE_PERSISTENT, &state->statements[i],
		    NULL) != SQLITE_OK)
			result = failed(state, &why);
	if (result == 0)
		return state;
	fault(f, "%s: %s", path, sqlite3_errcode(state->db) == SQLITE_BUSY ?
	    "in use by another run" : why.text);
	state->interrupted = true;
	state_close(state, false);
	return NULL;
}

bool
state_was_interrupted(const struct state *state)
{
	return state->interrupted;
}

void
state_close(struct state *state, bool ended)
{
	if (state == NULL)
		return;
	if (state->writing)
		execute(state, "ROLLBACK", NULL);
	if (ended)
		execute(state, "PRAGMA user_version = 1", NULL);
	for (size_t i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(state->statements[i]);
	sqlite3_close(state->db);
	free(state);
}

static int
begin(struct state *state, struct fault *f)
{
	if (state->writing)
		return 0;
	if (execute(state, "BEGIN", f) < 0)
		return -1;
	state->writing = true;
	return 0;
}

int
state_commit(struct state *state, struct fault *f)
{
	if (!state->writing)
		return 0;
	if (execute(state, "COMMIT", f) < 0)
		return -1;
	state->writing = false;
	return 0;
}

/* Run a statement that gives no rows. */
static int
finish(struct state *state, sqlite3_stmt *statement, struct fault *f)
{
	int got = sqlite3_step(statement);

	if (got != SQLITE_DONE)
		failed(state, f);
	sqlite3_reset(statement);
	return got == SQLITE_DONE ? 0 : -1;
}

/* The number of a scope, 0 if it is not known. Returns 0 or -1. */
static int
find_scope(struct state *state, const struct content_key *key,
    long long *scope, struct fault *f)
{
	sqlite3_stmt *find = state->statements[FIND_SCOPE];
	int got;

	sqlite3_bind_text(find, 1, key->scope, (int)key->scope_length,
	    SQLITE_STATIC);
	got = sqlite3_step(find);
	*scope = got == SQLITE_ROW ? sqlite3_column_int64(find, 0) : 0;
	if (got != SQLITE_ROW && got != SQLITE_DONE)
		failed(state, f);
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
	if (finish(state, add, f) < 0)
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

static void
from_binary(const unsigned char *bytes, char hex[DIGEST_SIZE])
{
	for (size_t i = 0; i < BINARY_SIZE; i++)
		snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
}

static void
to_binary(const char *hex, unsigned char bytes[BINARY_SIZE])
{
	for (size_t i = 0; i < BINARY_SIZE; i++) {
		char pair[3] = { hex[2 * i], hex[2 * i + 1], '\0' };

		bytes[i] = (unsigned char)strtoul(pair, NULL, 16);
	}
}

/* Read the row that FIND_POST gave. */
static void
compare(sqlite3_stmt *find, struct news *news)
{
	const unsigned char *content = sqlite3_column_blob(find, 0);

	news->kind = NEWS_EDITED;
	if (content == NULL ||
	    sqlite3_column_bytes(find, 0) != BINARY_SIZE)
		return;
	from_binary(content, news->previous);
	/* One that was gone and is there again is news, too. */
	if (strcmp(news->previous, news->content) == 0 &&
	    sqlite3_column_int(find, 1) == 0)
		news->kind = NEWS_SAME;
}

int
state_look(struct state *state, const json_t *record, struct news *news,
    struct fault *f)
{
	sqlite3_stmt *find = state->statements[FIND_POST];
	struct content_key key;
	long long scope;
	int got;

	*news = (struct news){ .kind = NEWS_NEW };
	if (content_digest(record, news->content, f) < 0 ||
	    content_key(record, &key, f) < 0 ||
	    find_scope(state, &key, &scope, f) < 0)
		return -1;
	if (scope == 0)
		return 0;
	bind_post(find, &key, scope);
	got = sqlite3_step(find);
	if (got == SQLITE_ROW)
		compare(find, news);
	else if (got != SQLITE_DONE)
		failed(state, f);
	sqlite3_reset(find);
	return got == SQLITE_ROW || got == SQLITE_DONE ? 0 : -1;
}

int
state_note(struct state *state, const json_t *record,
    const struct news *news, struct fault *f)
{
	sqlite3_stmt *note = state->statements[NOTE_POST];
	unsigned char content[BINARY_SIZE];
	struct content_key key;
	long long scope;

	if (content_key(record, &key, f) < 0 || begin(state, f) < 0 ||
	    make_scope(state, &key, &scope, f) < 0)
		return -1;
	to_binary(news->content, content);
	bind_post(note, &key, scope);
	sqlite3_bind_blob(note, 4, content, sizeof(content), SQLITE_STATIC);
	return finish(state, note, f);
}

int
state_note_gone(struct state *state, const json_t *record, struct fault *f)
{
	sqlite3_stmt *note = state->statements[NOTE_GONE];
	struct content_key key;
	long long scope;

	if (content_key(record, &key, f) < 0 || begin(state, f) < 0 ||
	    find_scope(state, &key, &scope, f) < 0)
		return -1;
	bind_post(note, &key, scope);
	return finish(state, note, f);
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
		bad = failed(state, f);
	sqlite3_reset(list);
	if (!bad)
		return numbers;
	json_decref(numbers);
	return NULL;
}

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
		failed(state, f);
	}
	sqlite3_reset(find);
	return got == SQLITE_ROW || got == SQLITE_DONE ? 0 : -1;
}

int
state_note_validators(struct state *state, const char *name,
    const struct validators *validators, struct fault *f)
{
	sqlite3_stmt *note = state->statements[NOTE_PAGE];

	if (begin(state, f) < 0)
		return -1;
	sqlite3_bind_text(note, 1, name, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 2, validators->etag, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 3, validators->modified, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 4, validators->next, -1, SQLITE_STATIC);
	return finish(state, note, f);
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
		failed(state, f);
	sqlite3_reset(find);
	return mark;
}

int
state_note_mark(struct state *state, const char *source, const char *target,
    const char *mark, struct fault *f)
{
	sqlite3_stmt *note = state->statements[NOTE_MARK];

	if (begin(state, f) < 0)
		return -1;
	sqlite3_bind_text(note, 1, source, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 2, target, -1, SQLITE_STATIC);
	sqlite3_bind_text(note, 3, mark, -1, SQLITE_STATIC);
	return finish(state, note, f);
}
