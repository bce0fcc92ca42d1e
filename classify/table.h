/* SPDX-License-Identifier: MIT */
/*
 * The tab separated files that analysts edit, in an editor or a spreadsheet:
 * UTF-8 with or without a byte order mark, lines ending in LF or CRLF, `#`
 * before a comment, and a first row that names the columns.
 */
#ifndef CLASSIFY_TABLE_H
#define CLASSIFY_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "wire/fault.h"

#define TABLE_COLUMNS_MAX 8

struct table {
	const char *path;	/* for messages; the caller's */
	char *next, *end;
	size_t columns;
	unsigned line;		/* of the row that was given last */
};

/*
 * Begin with the bytes of a file, cut in place by the table; bytes at length
 * must be writable. header is the row that names the columns, tab separated.
 * Returns 0, or -1 if the file does not begin so.
 */
int table_open(struct table *, const char *path, char *bytes, size_t length,
    const char *header, struct fault *);

/*
 * Take the next row into cells, which point into the bytes. Cells are trimmed;
 * `optional` of the last ones may be missing and are "" then. Returns 1 a row,
 * 0 at the end, -1 with the reason.
 */
int table_next(struct table *, char *cells[TABLE_COLUMNS_MAX],
    size_t optional, struct fault *);

/* Were all lines taken? */
bool table_ended(const struct table *);

/*
 * Read a whole file of at most ceiling bytes. Returns its bytes, with one
 * writable byte more than *length, for the caller to free; NULL with the
 * reason.
 */
char *table_read_file(const char *path, size_t ceiling, size_t *length,
    struct fault *);

#endif
