/* SPDX-License-Identifier: MIT */
/*
 * Makes JSON of what Telegram Desktop and others write in its place, so that
 * a parser takes it. Known and put right:
 *
 *	"\x1B"			-> "\u001B"	tdesktop issue 27571
 *	"document_id": a (2).b	-> quoted	tdesktop issue 24961
 *	"\ud83d" alone		-> U+FFFD	text cut amid an emoji
 *	bytes not UTF-8, "\u0000", bare control bytes, unknown escapes
 *	integers over 63 bits	-> quoted
 *
 * Keys that stand twice are left as they are.
 */
#ifndef INGEST_EXPORT_REPAIR_H
#define INGEST_EXPORT_REPAIR_H

#include <jansson.h>
#include <stddef.h>

#include "ingest/text.h"

/* Add the repaired bytes to text. Returns 0, or -1 without memory. */
int export_repair(const char *bytes, size_t length, struct text *);

/*
 * Parse JSON, as it is or else repaired. Of a key that stands twice the last
 * value that is not empty counts (tdesktop issue 28781). Returns a new
 * reference, or NULL with the parser's word.
 */
json_t *export_parse(const char *bytes, size_t length, json_error_t *);

#endif
