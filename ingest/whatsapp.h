/* SPDX-License-Identifier: MIT */
/*
 * Lines of a chat as WhatsApp exports it. They are written for people, in
 * the language and the date order of the phone:
 *
 *	31/01/26, 12:00 - Name: text		Android
 *	[31.01.26, 12:00:00] Name: text		iOS
 *	1/31/26, 3:04 PM - Name: text
 *	2026/1/31 下午3:04 - Name: text
 *	2026년 1월 31일 오후 3:04 - Name: text
 *	31.01.26 г., 15:04 ч. - Name: text
 *	15:04, 31/01/2026 - Name: text		Vietnamese
 *	31/01/15 12:00:00: Name: text		iOS, long ago
 */
#ifndef INGEST_WHATSAPP_H
#define INGEST_WHATSAPP_H

#include <stdbool.h>
#include <stddef.h>

#include "ingest/clock.h"

/* The header of a message. */
struct whatsapp_line {
	int parts[3];		/* of the date, as they stand */
	bool year_first;
	bool dotted;		/* the date, as 31.01.26 */
	int hour, minute, second;
	char written[96];	/* date and time, as they stand */
	const char *name;	/* NULL: a note of WhatsApp itself */
	size_t name_length;
	const char *text;
	size_t length;
};

/*
 * Read a line. Returns false if it has no header: it then goes on with the
 * message before it. What is given points into the bytes.
 */
bool whatsapp_read(const char *bytes, size_t length, struct whatsapp_line *);

enum whatsapp_order {
	WHATSAPP_AMBIGUOUS,
	WHATSAPP_DAY_FIRST,
	WHATSAPP_MONTH_FIRST
};

/* What tells the order of day and month. Zeroed to start with. */
struct whatsapp_evidence {
	bool started;
	int last[3];
	unsigned long over[2];		/* first, second part over 12 */
	unsigned long back[2];		/* times that time would run back */
	unsigned long changes[2];	/* of the first, the second part */
	bool dotted;			/* dates with dots */
};

void whatsapp_note(struct whatsapp_evidence *, const struct whatsapp_line *);

/*
 * A part over 12 is a day; else time does not run backwards; else days
 * change more often than months; else dots part dates that begin with the
 * day, in all languages of the CLDR; else nobody can tell.
 */
enum whatsapp_order whatsapp_order(const struct whatsapp_evidence *);

/* The time of a line. Returns 0, or -1 if its date makes no sense. */
int whatsapp_time(const struct whatsapp_line *, enum whatsapp_order,
    struct clock *);

#endif
