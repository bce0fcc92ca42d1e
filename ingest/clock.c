/* SPDX-License-Identifier: MIT */
#include "ingest/clock.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ZONE_MAX (15 * 3600L)	/* no zone is further off than that */

/* Exactly `count` figures as a number, passing them; -1 if not there. */
static int
figures(const char **at, int count)
{
	int number = 0;

	for (int i = 0; i < count; i++, (*at)++) {
		if (**at < '0' || **at > '9')
			return -1;
		number = number * 10 + (**at - '0');
	}
	return number;
}

/* As many figures as stand here, up to `most`; -1 if none. */
static int
some_figures(const char **at, size_t most)
{
	size_t count = strspn(*at, "0123456789");

	return count == 0 || count > most ? -1 : figures(at, (int)count);
}

static bool
pass(const char **at, const char *any)
{
	if (**at == '\0' || strchr(any, **at) == NULL)
		return false;
	(*at)++;
	return true;
}

static void
pass_blanks(const char **at)
{
	*at += strspn(*at, " \t\r\n");
}

/* "9:00", "12:00:00", "12:00:00.25"; the fraction is dropped. */
static int
read_hours(const char **at, struct tm *tm)
{
	if ((tm->tm_hour = some_figures(at, 2)) < 0 || !pass(at, ":") ||
	    (tm->tm_min = figures(at, 2)) < 0)
		return -1;
	if (**at == ':') {
		(*at)++;
		if ((tm->tm_sec = figures(at, 2)) < 0)
			return -1;
		if (pass(at, ".,"))
			*at += strspn(*at, "0123456789");
	}
	return tm->tm_hour > 24 || tm->tm_min > 59 || tm->tm_sec > 60 ? -1 :
	    0;
}

/* Check the day against its month, and leave seconds since 1970. */
static int
finish(struct tm *tm, struct clock *clock)
{
	struct tm same;

	if (tm->tm_mon < 0 || tm->tm_mon > 11 || tm->tm_mday < 1)
		return -1;
	same = *tm;
	clock->when = timegm(&same);
	return same.tm_mday == tm->tm_mday || tm->tm_hour == 24 ? 0 : -1;
}

static int
read_zone(const char **at, struct clock *clock)
{
	long seconds;

	pass_blanks(at);
	clock->zoned = false;
	if (**at == '\0')
		return 0;
	if (clock_zone(*at, &seconds) < 0)
		return -1;
	clock->zoned = true;
	clock->when -= seconds;
	return 0;
}

int
clock_iso(const char *text, struct clock *clock)
{
	struct tm tm = { .tm_mday = 1 };

	pass_blanks(&text);
	tm.tm_year = figures(&text, 4) - 1900;
	if (tm.tm_year < -1899 || !pass(&text, "-:/."))
		return -1;
	tm.tm_mon = figures(&text, 2) - 1;
	if (!pass(&text, "-:/.") || (tm.tm_mday = figures(&text, 2)) < 0)
		return -1;
	if (pass(&text, "Tt ") && read_hours(&text, &tm) < 0)
		return -1;
	if (finish(&tm, clock) < 0)
		return -1;
	return read_zone(&text, clock);
}

/* The month by the beginning of its name, which is passed; -1 for none. */
static int
month(const char **at)
{
	static const char *const names[12][4] = {
		{ "jan", "янв", "Янв" }, { "feb", "фев", "Фев" },
		{ "mar", "мар", "Мар" }, { "apr", "апр", "Апр" },
		{ "may", "май", "Май", "мая" }, { "jun", "июн", "Июн" },
		{ "jul", "июл", "Июл" }, { "aug", "авг", "Авг" },
		{ "sep", "сен", "Сен" }, { "oct", "окт", "Окт" },
		{ "nov", "ноя", "Ноя" }, { "dec", "дек", "Дек" }
	};

	for (int i = 0; i < 12; i++)
		for (int k = 0; k < 4 && names[i][k] != NULL; k++) {
			if (strncasecmp(*at, names[i][k],
			    strlen(names[i][k])) != 0)
				continue;
			while (isalpha((unsigned char)**at) || **at == '.' ||
			    (unsigned char)**at >= 0x80)
				(*at)++;
			return i;
		}
	return -1;
}

/* RFC 5322 4.3: how to read years of two and three figures. */
static int
full_year(int year)
{
	if (year < 50)
		return year + 2000;
	return year < 1000 ? year + 1900 : year;
}

int
clock_mail(const char *text, struct clock *clock)
{
	struct tm tm = { .tm_mday = 1 };
	const char *comma = strchr(text, ',');

	/* The day of the week is passed over. */
	if (comma != NULL && strcspn(text, "0123456789") >
	    (size_t)(comma - text))
		text = comma + 1;
	pass_blanks(&text);
	if ((tm.tm_mday = some_figures(&text, 2)) < 0)
		return -1;
	text += strspn(text, " -");
	if ((tm.tm_mon = month(&text)) < 0)
		return -1;
	text += strspn(text, " -");
	if ((tm.tm_year = some_figures(&text, 4)) < 0)
		return -1;
	tm.tm_year = full_year(tm.tm_year) - 1900;
	text += strspn(text, " ,\t\r\n");
	if (*text != '\0' && read_hours(&text, &tm) < 0)
		return -1;
	if (finish(&tm, clock) < 0)
		return -1;
	return read_zone(&text, clock);
}

/* The names of RFC 822, section 5, and a few of Europe. */
static int
named_zone(const char *text, long *seconds)
{
	static const struct {
		const char *name;
		int hours;
	} zones[] = {
		{ "Z", 0 }, { "UT", 0 }, { "UTC", 0 }, { "GMT", 0 },
		{ "EST", -5 }, { "EDT", -4 }, { "CST", -6 }, { "CDT", -5 },
		{ "MST", -7 }, { "MDT", -6 }, { "PST", -8 }, { "PDT", -7 },
		{ "MSK", 3 }, { "CET", 1 }, { "CEST", 2 }, { "EET", 2 },
		{ "EEST", 3 }
	};
	size_t length = strcspn(text, " \t(");

	for (size_t i = 0; i < sizeof(zones) / sizeof(*zones); i++)
		if (strlen(zones[i].name) == length &&
		    strncasecmp(text, zones[i].name, length) == 0) {
			*seconds = zones[i].hours * 3600L;
			return 0;
		}
	return -1;
}

int
clock_zone(const char *text, long *seconds)
{
	int hours, minutes = 0;
	long sign = *text == '-' ? -1 : 1;

	if (*text != '+' && *text != '-')
		return named_zone(text, seconds);
	text++;
	hours = strspn(text, "0123456789") == 1 ? figures(&text, 1) :
	    figures(&text, 2);
	pass(&text, ":");
	if (*text >= '0' && *text <= '9')
		minutes = figures(&text, 2);
	if (hours < 0 || minutes < 0 || minutes > 59 ||
	    (*text != '\0' && strchr(" \t\r\n(", *text) == NULL))
		return -1;
	*seconds = sign * (hours * 3600L + minutes * 60L);
	return labs(*seconds) > ZONE_MAX ? -1 : 0;
}

void
clock_assume(struct clock *clock, const char *zone)
{
	long seconds;

	if (clock->zoned || zone == NULL || clock_zone(zone, &seconds) < 0)
		return;
	clock->when -= seconds;
	clock->zoned = true;
}

double
clock_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
