/* SPDX-License-Identifier: MIT */
#include "classify/table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "classify/fold.h"

/* The next line that is neither blank nor a comment, ended by a zero byte. */
static char *
take_line(struct table *table)
{
	while (table->next < table->end) {
		char *line = table->next;
		char *stop = memchr(line, '\n', (size_t)(table->end - line));

		if (stop == NULL)
			stop = table->end;
		table->next = stop + 1;
		table->line++;
		*stop = '\0';
		if (stop > line && stop[-1] == '\r')
			stop[-1] = '\0';
		if (line[0] != '#' && line[strspn(line, " \t")] != '\0')
			return line;
	}
	return NULL;
}

static char *
trim(char *cell)
{
	size_t length;

	cell += strspn(cell, " ");
	length = strlen(cell);
	while (length > 0 && cell[length - 1] == ' ')
		length--;
	cell[length] = '\0';
	return cell;
}

int
table_open(struct table *table, const char *path, char *bytes, size_t length,
    const char *header, struct fault *f)
{
	char *line;

	*table = (struct table){ .path = path, .next = bytes,
	    .end = bytes + length, .columns = 1 };
	for (const char *c = header; *c != '\0'; c++)
		table->columns += *c == '\t';
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		table->next += 3;
	if (memchr(bytes, '\0', length) != NULL)
		return fault(f, "%s:1: a zero byte: not a text file", path);
	line = take_line(table);
	if (line == NULL)
		return fault(f, "%s:1: no header row", path);
	if (strcmp(trim(line), header) != 0)
		return fault(f, "%s:%u: the first row must name the columns: "
		    "%s", path, table->line, header);
	return 0;
}

static int
check_utf8(const struct table *table, const char *line, struct fault *f)
{
	size_t left = strlen(line), used;
	uint32_t point;

	for (; left > 0; line += used, left -= used) {
		used = fold_decode(line, left, &point);
		if (used == 0)
			return fault(f, "%s:%u: not utf-8", table->path,
			    table->line);
	}
	return 0;
}

int
table_next(struct table *table, char *cells[TABLE_COLUMNS_MAX],
    size_t optional, struct fault *f)
{
	char *line = take_line(table);
	size_t count = 0;

	if (line == NULL)
		return 0;
	if (check_utf8(table, line, f) < 0)
		return -1;
	for (char *cell; (cell = strsep(&line, "\t")) != NULL;) {
		if (count == table->columns) {
			if (*trim(cell) == '\0')
				continue;	/* spreadsheets pad rows */
			return fault(f, "%s:%u: more than %zu columns",
			    table->path, table->line, table->columns);
		}
		cells[count++] = trim(cell);
	}
	if (count + optional < table->columns)
		return fault(f, "%s:%u: %zu columns of %zu: a column is "
		    "missing", table->path, table->line, count,
		    table->columns);
	while (count < table->columns)
		cells[count++] = table->end;
	return 1;
}

bool
table_ended(const struct table *table)
{
	return table->next >= table->end;
}

char *
table_read_file(const char *path, size_t ceiling, size_t *length,
    struct fault *f)
{
	FILE *file = fopen(path, "re");
	char *bytes = NULL;
	size_t room = 0, used = 0;

	if (file == NULL) {
		fault(f, "%s: %s", path, strerror(errno));
		return NULL;
	}
	for (;;) {
		char *more;

		room = room * 2 + 65536;
		more = realloc(bytes, room + 1);
		if (more == NULL) {
			fault(f, "%s: out of memory", path);
			break;
		}
		bytes = more;
		used += fread(bytes + used, 1, room - used, file);
		if (used > ceiling) {
			fault(f, "%s: over %zu bytes", path, ceiling);
			break;
		}
		if (ferror(file)) {
			fault(f, "%s: %s", path, strerror(errno));
			break;
		}
		if (used < room) {
			fclose(file);
			bytes[used] = '\0';
			*length = used;
			return bytes;
		}
	}
	fclose(file);
	free(bytes);
	return NULL;
}
