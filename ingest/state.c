/* SPDX-License-Identifier: MIT */
#include "ingest/state-file.h"

#include <stdio.h>
#include <stdlib.h>

#define CHECKPOINT "8000"	/* pages of the log before it is worked in */
#define APPLICATION 0x6b6c6164	/* "klad", SQLite's application_id */

static const char *const sql[STATEMENTS] = {
	[FIND_SCOPE] = "SELECT id FROM scopes WHERE name = ?1",
	[ADD_SCOPE] = "INSERT INTO scopes (name) VALUES (?1)",
	[FIND_POST] = "SELECT content, gone FROM posts"
	    " WHERE scope = ?1 AND number = ?2 AND name = ?3",
	[NOTE_POST] = "INSERT OR REPLACE INTO posts VALUES"
	    " (?1, ?2, ?3, ?4, 0)",
	[ADD_POST] = "INSERT INTO posts VALUES (?1, ?2, ?3, ?4, 0)"
	    " ON CONFLICT DO NOTHING",
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

int
state_failed(const struct state *state, struct fault *f)
{
	return fault(f, "state: %s", sqlite3_errmsg(state->db));
}

static int
execute(const struct state *state, const char *text, struct fault *f)
{
	return sqlite3_exec(state->db, text, NULL, NULL, NULL) == SQLITE_OK ?
	    0 : state_failed(state, f);
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
		state_failed(state, f);
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
	    "PRAGMA synchronous = NORMAL;"
	    "PRAGMA wal_autocheckpoint = " CHECKPOINT ";"
	    "BEGIN EXCLUSIVE", f) < 0)
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
	/* One thread has it, so it needs no locks. */
	if (sqlite3_open_v2(path, &state->db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		state_failed(state, &why);
	else
		result = set_up(state, &why);
	for (size_t i = 0; result == 0 && i < STATEMENTS; i++)
		if (sqlite3_prepare_v3(state->db, sql[i], -1,
		    SQLITE_PREPARE_PERSISTENT, &state->statements[i],
		    NULL) != SQLITE_OK)
			result = state_failed(state, &why);
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

int
state_begin(struct state *state, struct fault *f)
{
	if (state->writing)
		return 0;
	if (execute(state, "BEGIN", f) < 0)
		return -1;
	state->writing = true;
	return 0;
}

bool
state_is_noting(const struct state *state)
{
	return state->writing;
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

int
state_finish(const struct state *state, sqlite3_stmt *statement,
    struct fault *f)
{
	int got = sqlite3_step(statement);

	if (got != SQLITE_DONE)
		state_failed(state, f);
	sqlite3_reset(statement);
	return got == SQLITE_DONE ? 0 : -1;
}
