/* SPDX-License-Identifier: MIT */
#include "classify/table.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "classify/fold.h"
#include "classify/sixteen.h"

static bool
is_blank(const char *line)
{
	while (*line == ' ' || *line == '\t')
		line++;
	return *line == '\0';
}

/*
 * The next line that is neither blank nor a comment, ended by a zero byte,
 * which *stop becomes the place of.
 */
static char *
take_line(struct table *table, char **stop)
{
	while (table->next < table->end) {
		char *line = table->next;
		char *end = memchr(line, '\n', (size_t)(table->end - line));

		if (end == NULL)
			end = table->end;
		table->next = end + 1;
		table->line++;
		if (end > line && end[-1] == '\r')
			end--;
		*end = '\0';
		*stop = end;
		if (line[0] != '#' && !is_blank(line))
			return line;
	}
	return NULL;
}

/* The cell from here to there without the spaces around it. */
static char *
trim(char *cell, char *end)
{
	while (*cell == ' ')
		cell++;
	while (end > cell && end[-1] == ' ')
		end--;
	*end = '\0';
	return cell;
}

static int
complain_of_header(const struct table *table, const char *header,
    struct fault *f)
{
	char names[128];

	snprintf(names, sizeof(names), "%s", header);
	for (char *c = names; *c != '\0'; c++)
		if (*c == '\t')
			*c = ' ';
	return fault(f, "%s:%u: the first row must name the columns, a tab "
	    "between them: %s", table->path, table->line, names);
}

int
table_open(struct table *table, const char *path, char *bytes, size_t length,
    const char *header, struct fault *f)
{
	char *line, *end;

	*table = (struct table){ .path = path, .next = bytes,
	    .end = bytes + length, .columns = 1 };
	for (const char *c = header; *c != '\0'; c++)
		table->columns += *c == '\t';
	if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
		table->next += 3;
	if (memchr(bytes, '\0', length) != NULL)
		return fault(f, "%s:1: a zero byte: not a text file", path);
	line = take_line(table, &end);
	if (line == NULL)
		return fault(f, "%s:1: no header row", path);
	if (strcmp(trim(line, end), header) != 0)
		return complain_of_header(table, header, f);
	return 0;
}

/* Are there sixteen bytes, all of them ASCII? */
static bool
is_ascii(const char *at, const char *end)
{
	return end - at >= 16 && sixteen_bits(sixteen_load(at)) == 0;
}

static bool
is_utf8(const char *at, const char *end)
{
	const char *others;	/* are up to here, or were */

	while (at < end) {
		if (is_ascii(at, end)) {
			at += sizeof(sixteen);
			continue;
		}
		others = end - at < 16 ? end : at + 16;
		while (at < others) {
			uint32_t point;
			size_t used = fold_decode(at, (size_t)(end - at),
			    &point);

			if (used == 0)
				return false;
			at += used;
		}
	}
	return true;
}

int
table_next(struct table *table, char *cells[TABLE_COLUMNS_MAX],
    size_t optional, struct fault *f)
{
	char *stop, *cell = take_line(table, &stop);
	size_t count = 0;

	if (cell == NULL)
		return 0;
	if (!is_utf8(cell, stop))
		return fault(f, "%s:%u: not utf-8", table->path, table->line);
	for (char *end = cell; end < stop; cell = end + 1) {
		end = memchr(cell, '\t', (size_t)(stop - cell));
		if (end == NULL)
			end = stop;
		cell = trim(cell, end);
		if (count < table->columns)
			cells[count++] = cell;
		else if (*cell != '\0')	/* spreadsheets pad rows */
			return fault(f, "%s:%u: more than %zu columns",
			    table->path, table->line, table->columns);
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

/* The room that a file needs, with one byte more to see its end by. */
static size_t
room_for(FILE *file)
{
	struct stat status;

	if (fstat(fileno(file), &status) < 0 || status.st_size <= 0)
		return 65536;
	return (size_t)status.st_size + 1;
}

char *
table_read_file(const char *path, size_t ceiling, size_t *length,
    struct fault *f)
{
	FILE *file = fopen(path, "re");
	char *bytes = NULL;
	size_t room, used = 0;

	if (file == NULL) {
		fault(f, "%s: %s", path, strerror(errno));
		return NULL;
	}
	room = room_for(file);
	for (room = room < ceiling ? room : ceiling + 1;; room *= 2) {
		char *more = realloc(bytes, room + 1);

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
