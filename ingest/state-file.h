/* SPDX-License-Identifier: MIT */
/* What the files of the state (state.h) share; nobody else includes it. */
#ifndef INGEST_STATE_FILE_H
#define INGEST_STATE_FILE_H

#include <sqlite3.h>

#include "ingest/state.h"

#define SCOPE_KEPT 256	/* a longer name is looked up each time */

enum statement {
	FIND_SCOPE, ADD_SCOPE, FIND_POST, NOTE_POST, ADD_POST, LIST_POSTS,
	NOTE_GONE, FIND_PAGE, NOTE_PAGE, FIND_MARK, NOTE_MARK, STATEMENTS
};

struct state {
	sqlite3 *db;
	sqlite3_stmt *statements[STATEMENTS];
	char scope_name[SCOPE_KEPT]; /* of the scope that was found last */
	long long scope;	/* and its number; 0: none yet */
	bool writing;		/* a transaction is open */
	bool interrupted;
};

/* Give SQLite's own reason. Always returns -1. */
int state_failed(const struct state *, struct fault *);

/* Open a transaction, unless one is. Returns 0 or -1. */
int state_begin(struct state *, struct fault *);

/* Run a statement that gives no rows, and reset it. Returns 0 or -1. */
int state_finish(const struct state *, sqlite3_stmt *, struct fault *);

#endif
