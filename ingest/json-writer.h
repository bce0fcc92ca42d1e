/* SPDX-License-Identifier: MIT */
/*
 * Writes JSON as it goes, compactly, for the one place where building values
 * first would be too slow. Commas come of themselves.
 *
 *	writer_open(&text, '{');
 *	writer_key(&text, "v");
 *	writer_number(&text, 1);
 *	writer_close(&text, '}');
 *
 * Without memory nothing more is added, and text.failed tells.
 */
#ifndef INGEST_JSON_WRITER_H
#define INGEST_JSON_WRITER_H

#include <stddef.h>

#include "ingest/text.h"

void writer_open(struct text *, char bracket);
void writer_close(struct text *, char bracket);

/* A key, which needs no escapes; its value comes next. */
void writer_key(struct text *, const char *key);

/* A string; the bytes are sound UTF-8. */
void writer_string(struct text *, const char *bytes, size_t length);

void writer_number(struct text *, long long);

/* A whole value, or values with commas between, as JSON already. */
void writer_json(struct text *, const char *bytes, size_t length);

/* A key and a string; "" and NULL write nothing. */
void writer_pair(struct text *, const char *key, const char *string);

#endif
