/* SPDX-License-Identifier: MIT */
/* Times as sources write them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ingest/clock.h"

typedef int reader(const char *, struct clock *);

static void
is_time(reader *read, const char *text, long long when, bool zoned)
{
	struct clock clock;

	if (read(text, &clock) < 0)
		fail_msg("%s: not read", text);
	if (clock.when != (time_t)when || clock.zoned != zoned)
		fail_msg("%s: %lld", text, (long long)clock.when);
}

static void
times_of_iso_8601_are_read(void **state)
{
	(void)state;
	is_time(clock_iso, "2026-01-31T12:00:00Z", 1769860800, true);
	is_time(clock_iso, "2026-01-31T17:00:00+05:00", 1769860800, true);
	is_time(clock_iso, "2026-01-31T08:30:00.123-0330", 1769860800, true);
	is_time(clock_iso, "2026-01-31 12:00", 1769860800, false);
	is_time(clock_iso, "2026:01:31 12:00:00", 1769860800, false);
	is_time(clock_iso, "2026-01-31", 1769817600, false);
}

static void
times_of_mails_are_read(void **state)
{
	(void)state;
	is_time(clock_mail, "Sat, 31 Jan 2026 12:00:00 GMT", 1769860800,
	    true);
	is_time(clock_mail, "31 Jan 26 17:00 +0500", 1769860800, true);
	is_time(clock_mail, "Sat, 31 January 2026 15:00:00 MSK", 1769860800,
	    true);
	is_time(clock_mail, "Sat, 31 Jan 2026 12:00:00", 1769860800, false);
	is_time(clock_mail, "Sat, 31 Jan 2026 9:00:00 GMT", 1769850000, true);
	is_time(clock_mail, "Сб, 31 янв 2026 15:00:00 +0300", 1769860800,
	    true);
	is_time(clock_mail, "31 Января 2026, 12:00", 1769860800, false);
	is_time(clock_mail, "31 мая 2026 14:00 EET", 1780228800, true);
	is_time(clock_mail, "Sat, 31-Jan-2026 12:00:00 +0000 (UTC)",
	    1769860800, true);
}

static void
what_is_no_time_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", "yesterday", "2026", "2026-13-01", "2026-02-30",
		"2026-01-31T25:00:00Z", "2026-01-31T12:00:00 nowhere",
		"12, 34", ",", "31 Foo 2026", "99999-01-01"
	};
	struct clock clock;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		if (clock_iso(wrong[i], &clock) == 0)
			fail_msg("%s is taken", wrong[i]);
		if (clock_mail(wrong[i], &clock) == 0)
			fail_msg("%s is taken for a mail's", wrong[i]);
	}
}

static void
a_zone_is_assumed_only_where_none_is_known(void **state)
{
	struct clock clock = { .when = 1769860800 };

	(void)state;
	clock_assume(&clock, NULL);
	clock_assume(&clock, "nonsense");
	assert_false(clock.zoned);
	clock_assume(&clock, "+05:00");
	assert_true(clock.zoned && clock.when == 1769860800 - 5 * 3600);
	clock_assume(&clock, "+05:00");
	assert_true(clock.when == 1769860800 - 5 * 3600);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_of_iso_8601_are_read),
		cmocka_unit_test(times_of_mails_are_read),
		cmocka_unit_test(what_is_no_time_is_refused),
		cmocka_unit_test(a_zone_is_assumed_only_where_none_is_known)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
