/* SPDX-License-Identifier: MIT */
#include "ocr/memo.h"

#include <inttypes.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define VERSION 1	/* of the tables, in user_version */
#define WAIT_MS 5000	/* for another process to finish its write */
#define CANDIDATES_MAX 64	/* hashes near enough to be looked at closely */
#define TEXT(x) TEXT_OF(x)
#define TEXT_OF(x) #x

/*
 * The index holds all that the search for copies walks over; thumbs and
 * readings are only fetched for those that are near.
 */
static const char tables[] =
    "CREATE TABLE IF NOT EXISTS picture ("
    " number INTEGER PRIMARY KEY AUTOINCREMENT, settings TEXT NOT NULL,"
    " digest TEXT NOT NULL, bits INTEGER NOT NULL, width INTEGER NOT NULL,"
    " height INTEGER NOT NULL, thumb BLOB NOT NULL, reading TEXT NOT NULL,"
    " UNIQUE (settings, digest));"
    "CREATE INDEX IF NOT EXISTS by_bits ON picture (settings, bits);"
    "PRAGMA user_version = " TEXT(VERSION) ";";

enum statement { FIND_FILE, FIND_COPY, KEEP, DROP, STATEMENTS };

static const char *const sources[STATEMENTS] = {
	[FIND_FILE] = "SELECT digest, bits, reading FROM picture"
	    " WHERE settings = ?1 AND digest = ?2",
	[FIND_COPY] = "SELECT digest, bits, reading, width, height, thumb"
	    " FROM picture WHERE number IN (SELECT number FROM picture"
	    " WHERE settings = ?1 AND distance(bits, ?2) <= "
	    TEXT(PHASH_DISTANCE_MAX) " LIMIT " TEXT(CANDIDATES_MAX) ")"
	    " ORDER BY distance(bits, ?2), number",
	[KEEP] = "INSERT OR IGNORE INTO picture"
	    " (settings, digest, bits, width, height, thumb, reading)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[DROP] = "DELETE FROM picture WHERE number <="
	    " (SELECT max(number) FROM picture) - ?1",
};

struct memo {
	sqlite3 *store;
	sqlite3_stmt *statements[STATEMENTS];
	char *settings;
	unsigned long pictures;
	const char *path;
};

static int
fail(const struct memo *memo, struct fault *f)
{
	return fault(f, "memo: %s: %s", memo->path,
	    sqlite3_errmsg(memo->store));
}

/* distance(a, b) in SQL: the bits in which two hashes differ. */
static void
sql_distance(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	sqlite3_result_int(context, (int)phash_distance(
	    (uint64_t)sqlite3_value_int64(values[0]),
	    (uint64_t)sqlite3_value_int64(values[1])));
}

static int
read_version(sqlite3 *store)
{
	sqlite3_stmt *ask;
	int version = -1;

	if (sqlite3_prepare_v2(store, "PRAGMA user_version", -1, &ask,
	    NULL) != SQLITE_OK)
		return -1;
	if (sqlite3_step(ask) == SQLITE_ROW)
		version = sqlite3_column_int(ask, 0);
	sqlite3_finalize(ask);
	return version;
}

static int
prepare(struct memo *memo, struct fault *f)
{
	int version;

	sqlite3_busy_timeout(memo->store, WAIT_MS);
	version = read_version(memo->store);
	if (version < 0)
		return fail(memo, f);
	if (version != 0 && version != VERSION)
		return fault(f, "memo: %s: of version %d, not %d", memo->path,
		    version, VERSION);
	/* A lost reading costs a second; waiting for the disk costs more. */
	sqlite3_exec(memo->store, "PRAGMA journal_mode = WAL;"
	    "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	if (sqlite3_create_function(memo->store, "distance", 2,
	    SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, sql_distance, NULL,
	    NULL) != SQLITE_OK ||
	    (version == 0 && sqlite3_exec(memo->store, tables, NULL, NULL,
	    NULL) != SQLITE_OK))
		return fail(memo, f);
	for (int i = 0; i < STATEMENTS; i++)
		if (sqlite3_prepare_v2(memo->store, sources[i], -1,
		    &memo->statements[i], NULL) != SQLITE_OK)
			return fail(memo, f);
	return 0;
}

struct memo *
memo_open(const char *path, const char *settings, unsigned long pictures,
    struct fault *f)
{
	struct memo *memo = calloc(1, sizeof(*memo));

	if (memo == NULL || (memo->settings = strdup(settings)) == NULL) {
		free(memo);
		fault(f, "out of memory");
		return NULL;
	}
	memo->pictures = pictures;
	memo->path = path != NULL ? path : ":memory:";
	if (sqlite3_open(memo->path, &memo->store) != SQLITE_OK)
		fail(memo, f);
	else if (prepare(memo, f) == 0)
		return memo;
	memo_close(memo);
	return NULL;
}

void
memo_close(struct memo *memo)
{
	if (memo == NULL)
		return;
	for (int i = 0; i < STATEMENTS; i++)
		sqlite3_finalize(memo->statements[i]);
	sqlite3_close(memo->store);
	free(memo->settings);
	free(memo);
}

static sqlite3_stmt *
start(struct memo *memo, enum statement which)
{
	sqlite3_stmt *statement = memo->statements[which];

	sqlite3_bind_text(statement, 1, memo->settings, -1, SQLITE_STATIC);
	return statement;
}

/* Free the statement's locks, and give what became of it. */
static int
end(struct memo *memo, sqlite3_stmt *statement, int status, struct fault *f)
{
	if (status < 0)
		fail(memo, f);
	sqlite3_reset(statement);
	return status;
}

/* The file may have been changed by anyone: a bad row counts as none. */
static int
take_row(sqlite3_stmt *row, struct memo_reading *found)
{
	const char *digest = (const char *)sqlite3_column_text(row, 0);
	const char *reading = (const char *)sqlite3_column_text(row, 2);

	if (digest == NULL || reading == NULL ||
	    strlen(digest) != DIGEST_SIZE - 1)
		return 0;
	found->reading = json_loads(reading, 0, NULL);
	if (!json_is_object(found->reading)) {
		json_decref(found->reading);
		return 0;
	}
	memcpy(found->digest, digest, DIGEST_SIZE);
	found->bits = (uint64_t)sqlite3_column_int64(row, 1);
	return 1;
}

int
memo_find_file(struct memo *memo, const char *digest,
    struct memo_reading *found, struct fault *f)
{
	sqlite3_stmt *row = start(memo, FIND_FILE);
	int step;

	sqlite3_bind_text(row, 2, digest, -1, SQLITE_STATIC);
	step = sqlite3_step(row);
	if (step == SQLITE_ROW)
		return end(memo, row, take_row(row, found), f);
	return end(memo, row, step == SQLITE_DONE ? 0 : -1, f);
}

static bool
is_copy(sqlite3_stmt *row, const struct phash *hash)
{
	struct phash other;

	if (sqlite3_column_bytes(row, 5) != sizeof(other.thumb))
		return false;
	other.bits = (uint64_t)sqlite3_column_int64(row, 1);
	other.width = (uint32_t)sqlite3_column_int64(row, 3);
	other.height = (uint32_t)sqlite3_column_int64(row, 4);
	memcpy(other.thumb, sqlite3_column_blob(row, 5), sizeof(other.thumb));
	return phash_is_copy(hash, &other);
}

int
memo_find_copy(struct memo *memo, const struct phash *hash,
    struct memo_reading *found, struct fault *f)
{
	sqlite3_stmt *row = start(memo, FIND_COPY);
	int step;

	sqlite3_bind_int64(row, 2, (sqlite3_int64)hash->bits);
	while ((step = sqlite3_step(row)) == SQLITE_ROW)
		if (is_copy(row, hash) && take_row(row, found))
			return end(memo, row, 1, f);
	return end(memo, row, step == SQLITE_DONE ? 0 : -1, f);
}

static int
drop_oldest(struct memo *memo, struct fault *f)
{
	sqlite3_stmt *drop = memo->statements[DROP];
	int step;

	sqlite3_bind_int64(drop, 1, (sqlite3_int64)memo->pictures);
	step = sqlite3_step(drop);
	return end(memo, drop, step == SQLITE_DONE ? 0 : -1, f);
}

int
memo_keep(struct memo *memo, const char *digest, const struct phash *hash,
    const json_t *reading, struct fault *f)
{
	sqlite3_stmt *keep = start(memo, KEEP);
	char *json = json_dumps(reading,
	    JSON_COMPACT | JSON_REAL_PRECISION(15));
	int step;

	if (json == NULL)
		return fault(f, "memo: out of memory");
	sqlite3_bind_text(keep, 2, digest, -1, SQLITE_STATIC);
	sqlite3_bind_int64(keep, 3, (sqlite3_int64)hash->bits);
	sqlite3_bind_int64(keep, 4, hash->width);
	sqlite3_bind_int64(keep, 5, hash->height);
	sqlite3_bind_blob(keep, 6, hash->thumb, sizeof(hash->thumb),
	    SQLITE_STATIC);
	sqlite3_bind_text(keep, 7, json, -1, SQLITE_STATIC);
	step = sqlite3_step(keep);
	free(json);
	if (end(memo, keep, step == SQLITE_DONE ? 0 : -1, f) < 0)
		return -1;
	return drop_oldest(memo, f);
}
