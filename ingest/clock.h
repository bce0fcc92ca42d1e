/* SPDX-License-Identifier: MIT */
/*
 * Times as the sources write them, and the clock they were read from. A time
 * that names no zone is given as if it were UTC, with `zoned` false, so that
 * the record can say so.
 */
#ifndef INGEST_CLOCK_H
#define INGEST_CLOCK_H

#include <stdbool.h>
#include <time.h>

/* A time as it was written. */
struct clock {
	time_t when;	/* seconds since 1970, as if UTC unless zoned */
	bool zoned;	/* it named its zone, which is taken into account */
};

/*
 * ISO 8601 and RFC 3339: "2026-01-31T12:00:00+05:00", with a blank for the
 * T, without seconds, with a fraction (dropped), as a bare date; and with
 * colons in the date, as EXIF has it. Returns 0, or -1 if it is none.
 */
int clock_iso(const char *text, struct clock *);

/*
 * RFC 5322, as feeds write it: "Sat, 31 Jan 2026 12:00:00 +0500", with two
 * figures for the year and with zone names of RFC 822 too, and in Russian:
 * "31 января 2026, 12:00".
 */
int clock_mail(const char *text, struct clock *);

/*
 * An offset from UTC: "Z", "+05:00", "-0330", "+5". Returns 0 with seconds
 * east of Greenwich, or -1.
 */
int clock_zone(const char *text, long *seconds);

/*
 * Put a time without zone into one that is known from elsewhere (--zone); an
 * empty or NULL zone, or one that cannot be read, changes nothing.
 */
void clock_assume(struct clock *, const char *zone);

/* Seconds of a clock that is never set back: for how long something takes. */
double clock_now(void);

#endif
