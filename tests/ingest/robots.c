/* SPDX-License-Identifier: MIT */
/* robots.txt, with the examples of RFC 9309. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ingest/robots.h"

static void
check(const char *file, const char *path, bool allowed)
{
	struct robots *robots = robots_parse(file, strlen(file),
	    "klad-ingest", NULL);

	if (robots_allow(robots, path) != allowed)
		fail_msg("%s: wanted %d by: %s", path, allowed, file);
	robots_free(robots);
}

static void
everything_may_be_read_by_default(void **state)
{
	(void)state;
	check("", "/a", true);
	check("Disallow: /\n", "/a", true);
	check("User-agent: *\nDisallow:\n", "/a", true);
	check("User-agent: other\nDisallow: /\n", "/a", true);
	check("User-agent: *\nDisallow: /\n", "/robots.txt", true);
}

static void
the_longest_rule_decides(void **state)
{
	static const char file[] = "User-Agent: *\r\nAllow: /example/page/\r\n"
	    "Disallow: /example/page/disallowed.gif\r\n";

	(void)state;
	check(file, "/example/page/x", true);
	check(file, "/example/page/disallowed.gif", false);
	check("user-agent: *\nallow: /p\ndisallow: /p", "/p", true);
	check("user-agent: *\ndisallow: /p\nallow: /p", "/p", true);
}

static void
stars_and_ends_are_understood(void **state)
{
	static const char file[] = "User-agent: *\nDisallow: *.gif$\n"
	    "Disallow: /a*/c # private\n";

	(void)state;
	check(file, "/x.gif", false);
	check(file, "/x.gif?1", true);
	check(file, "/x.gif.gif", false);
	check(file, "/abb/c/d", false);
	check(file, "/abb/d", true);
}

static void
rules_for_our_name_replace_those_for_all(void **state)
{
	static const char file[] = "User-agent: *\nDisallow: /\n\n"
	    "User-agent: other\nUser-agent: Klad-Ingest/1.0\n"
	    "Disallow: /private\n\nUser-agent: klad-ingest\nDisallow: /b\n";

	(void)state;
	check(file, "/a", true);
	check(file, "/private/1", false);
	check(file, "/b", false);
	check("User-agent: klad\nDisallow: /\n", "/a", true);
}

static void
escapes_are_compared_by_what_they_mean(void **state)
{
	(void)state;
	check("user-agent:*\ndisallow:/\xe3\x83\x84", "/%E3%83%84", false);
	check("user-agent:*\ndisallow:/%e3%83%84", "/\xe3\x83\x84", false);
	check("user-agent:*\ndisallow:/a%62c", "/abc", false);
	check("user-agent:*\ndisallow:/a%2fb", "/a/b", true);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_may_be_read_by_default),
		cmocka_unit_test(the_longest_rule_decides),
		cmocka_unit_test(stars_and_ends_are_understood),
		cmocka_unit_test(rules_for_our_name_replace_those_for_all),
		cmocka_unit_test(escapes_are_compared_by_what_they_mean),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
