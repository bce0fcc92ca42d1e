/* SPDX-License-Identifier: MIT */
/*
 * Reads an .affixes file: lines, fields, rows of each kind.
 */
#include "classify/affixes.h"

#include <stdlib.h>
#include <string.h>

#include "classify/affixtable.h"

#define LETTER_ROWS_MAX 256
#define WORD_ROWS_MAX 4096
#define MINIMUM_MAX 9

struct field {
	const char *bytes;
	size_t length;
};

/* The place in the file, and what is being filled. */
struct reader {
	struct affixes *affixes;
	const char *name;
	size_t line;
	struct field rest;	/* of the line, after the fields taken */
	struct fault *fault;
};

static int
wrong(const struct reader *reader, const char *why)
{
	return fault(reader->fault, "%s:%zu: %s", reader->name, reader->line,
	    why);
}

/* Take the next field of the line; false if there is none. */
static bool
next(struct reader *reader, struct field *field)
{
	struct field *rest = &reader->rest;

	while (rest->length > 0 && strchr(" \t", rest->bytes[0]) != NULL) {
		rest->bytes++;
		rest->length--;
	}
	field->bytes = rest->bytes;
	while (rest->length > 0 && strchr(" \t", rest->bytes[0]) == NULL) {
		rest->bytes++;
		rest->length--;
	}
	field->length = (size_t)(rest->bytes - field->bytes);
	return field->length > 0;
}

static bool
is(struct field field, const char *text)
{
	return field.length == strlen(text) &&
	    memcmp(field.bytes, text, field.length) == 0;
}

static int
set_text(const struct reader *reader, struct affix_text *text,
    struct field field)
{
	if (field.length > AFFIX_BYTES_MAX)
		return wrong(reader, "text too long");
	memcpy(text->bytes, field.bytes, field.length);
	text->length = (uint8_t)field.length;
	return 0;
}

static bool
one_letter(struct field field, uint32_t *letter)
{
	size_t size;

	if (field.length == 0)
		return false;
	*letter = affix_letter_at(field.bytes, field.length, &size);
	return size == field.length;
}

/* letter FROM [TO] */
static int
read_letter(struct reader *reader)
{
	struct affixes *affixes = reader->affixes;
	struct affix_letter row = { 0 }, *rows;
	struct field field;

	if (!next(reader, &field) || !one_letter(field, &row.letter))
		return wrong(reader, "one letter expected");
	if (next(reader, &field) &&
	    set_text(reader, &row.replacement, field) != 0)
		return -1;
	rows = affix_grow(affixes->letters, affixes->letter_count, sizeof row,
	    LETTER_ROWS_MAX);
	if (rows == NULL)
		return wrong(reader, "too many rows, or out of memory");
	rows[affixes->letter_count++] = row;
	affixes->letters = rows;
	return 0;
}

/* word FORM [STEM] */
static int
read_word(struct reader *reader)
{
	struct affixes *affixes = reader->affixes;
	struct affix_word row, *rows;
	struct field field;

	if (!next(reader, &field))
		return wrong(reader, "a word expected");
	if (set_text(reader, &row.form, field) != 0)
		return -1;
	row.stem = row.form;
	if (next(reader, &field) && set_text(reader, &row.stem, field) != 0)
		return -1;
	rows = affix_grow(affixes->words, affixes->word_count, sizeof row,
	    WORD_ROWS_MAX);
	if (rows == NULL)
		return wrong(reader, "too many rows, or out of memory");
	rows[affixes->word_count++] = row;
	affixes->words = rows;
	return 0;
}

/* All harmony classes have a letter for each column, so the same count. */
static int
same_columns(const struct reader *reader, size_t count)
{
	for (size_t i = 0; i < 26; i++) {
		const struct affix_class *class = &reader->affixes->classes[i];
		if (class->harmony && class->count != count)
			return wrong(reader, "harmony classes differ in size");
	}
	return 0;
}

/* class NAME LETTER...   harmony NAME LETTER... */
static int
read_class(struct reader *reader, bool harmony)
{
	struct affix_class *class;
	struct field field;

	if (!next(reader, &field) || field.length != 1 ||
	    !affix_is_class(field.bytes[0]))
		return wrong(reader, "a class is named by a capital A to Z");
	class = &reader->affixes->classes[field.bytes[0] - 'A'];
	if (class->count > 0)
		return wrong(reader, "class named twice");
	while (next(reader, &field)) {
		if (class->count == AFFIX_LETTERS_MAX)
			return wrong(reader, "too many letters in a class");
		if (!one_letter(field, &class->letters[class->count++]))
			return wrong(reader, "one letter expected");
	}
	if (class->count == 0)
		return wrong(reader, "a class without letters");
	class->harmony = harmony;
	return harmony ? same_columns(reader, class->count) : 0;
}

static int
read_slot(struct reader *reader)
{
	if (reader->affixes->slot_count == AFFIX_SLOTS_MAX)
		return wrong(reader, "too many slots");
	reader->affixes->slot_count++;
	return 0;
}

static int
read_condition(const struct reader *reader, struct field field,
    struct affix *affix)
{
	const struct affix_class *classes = reader->affixes->classes;

	affix->unless = field.bytes[0] == '!';
	if (affix->unless) {
		field.bytes++;
		field.length--;
	}
	if (is(field, "-") && !affix->unless)
		return 0;
	if (field.length != 1 || !affix_is_class(field.bytes[0]) ||
	    classes[field.bytes[0] - 'A'].count == 0)
		return wrong(reader, "condition is no class, !class or -");
	affix->beside = field.bytes[0];
	return 0;
}

/* prefix MINIMUM BESIDE AFFIX...   suffix MINIMUM BESIDE AFFIX... */
static int
read_affixes(struct reader *reader, bool front)
{
	struct affix affix = { 0 };
	struct field field;
	const char *why;

	if (reader->affixes->slot_count == 0)
		return wrong(reader, "an affix before the first slot");
	affix.slot = (uint8_t)(reader->affixes->slot_count - 1);
	if (!next(reader, &field) || field.length != 1 ||
	    field.bytes[0] < '1' || field.bytes[0] > '0' + MINIMUM_MAX)
		return wrong(reader, "minimum is no digit from 1 to 9");
	affix.minimum = (uint8_t)(field.bytes[0] - '0');
	if (!next(reader, &field) ||
	    read_condition(reader, field, &affix) != 0)
		return wrong(reader, "condition is no class, !class or -");
	if (!next(reader, &field))
		return wrong(reader, "an affix expected");
	do {
		why = affix_spell_out(reader->affixes, &affix, front,
		    field.bytes, field.length);
		if (why != NULL)
			return wrong(reader, why);
	} while (next(reader, &field));
	return 0;
}

static int
read_row(struct reader *reader)
{
	struct field field;
	int status;

	if (!next(reader, &field) || field.bytes[0] == '#')
		return 0;
	if (is(field, "suffix") || is(field, "prefix"))
		return read_affixes(reader, is(field, "prefix"));
	if (is(field, "class") || is(field, "harmony"))
		return read_class(reader, is(field, "harmony"));
	if (is(field, "slot"))
		return read_slot(reader);	/* its name is for people */
	if (is(field, "letter"))
		status = read_letter(reader);
	else if (is(field, "word"))
		status = read_word(reader);
	else
		return wrong(reader, "unknown kind of row");
	if (status == 0 && next(reader, &field))
		return wrong(reader, "more fields than expected");
	return status;
}

static int
read_line(struct reader *reader, const char *line, size_t length)
{
	reader->line++;
	if (memchr(line, '\0', length) != NULL)
		return wrong(reader, "a NUL byte");
	if (length > 0 && line[length - 1] == '\r')
		return wrong(reader, "line ends with a carriage return");
	reader->rest = (struct field){ line, length };
	return read_row(reader);
}

static int
read_lines(struct reader *reader, const char *text, size_t length)
{
	const char *end = text + length;

	if (length > AFFIXES_FILE_MAX)
		return fault(reader->fault, "%s: larger than %d bytes",
		    reader->name, AFFIXES_FILE_MAX);
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		return fault(reader->fault, "%s: starts with a byte order mark",
		    reader->name);
	while (text < end) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		if (stop == NULL)
			stop = end;
		if (read_line(reader, text, (size_t)(stop - text)) != 0)
			return -1;
		text = stop + 1;
	}
	return 0;
}

struct affixes *
affixes_read(const char *text, size_t length, const char *name,
    struct fault *f)
{
	struct reader reader = { .name = name, .fault = f };

	reader.affixes = calloc(1, sizeof *reader.affixes);
	if (reader.affixes == NULL) {
		fault(f, "%s: out of memory", name);
		return NULL;
	}
	if (read_lines(&reader, text, length) != 0) {
		affixes_free(reader.affixes);
		return NULL;
	}
	affix_sort(reader.affixes);
	return reader.affixes;
}
