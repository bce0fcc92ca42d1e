/* SPDX-License-Identifier: MIT */
/* Addresses, bodies and options: the parts of fetching that need no net. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "ingest/backoff.h"
#include "ingest/decode.h"
#include "ingest/guard.h"
#include "ingest/options.h"
#include "ingest/telegram-page.h"
#include "ingest/url.h"

static bool
is_public(const char *text)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &in.sin_addr) == 1)
		return guard_is_public((const struct sockaddr *)&in);
	assert_int_equal(inet_pton(AF_INET6, text, &in6.sin6_addr), 1);
	return guard_is_public((const struct sockaddr *)&in6);
}

static void
only_public_addresses_are_public(void **state)
{
	static const char *const inside[] = {
		"127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1",
		"172.31.255.255", "192.168.1.1", "169.254.169.254",
		"0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255",
		"198.18.0.1", "::1", "::", "fe80::1", "fc00::1",
		"fd00:ec2::254",
		"ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
		"64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1", "2001::1",
		"::127.0.0.1"
	};
	static const char *const outside[] = {
		"8.8.8.8", "149.154.167.99", "172.15.0.1", "172.32.0.1",
		"2001:67c:4e8::1", "2a00:1450::1", "::ffff:8.8.8.8"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(inside) / sizeof(*inside); i++)
		if (is_public(inside[i]))
			fail_msg("%s is no public address", inside[i]);
	for (size_t i = 0; i < sizeof(outside) / sizeof(*outside); i++)
		if (!is_public(outside[i]))
			fail_msg("%s is a public address", outside[i]);
}

static void
an_onion_name_is_told_by_its_end(void **state)
{
	(void)state;
	assert_true(guard_is_onion("abc.onion"));
	assert_true(guard_is_onion("ABC.Onion."));
	assert_false(guard_is_onion("onion.example.org"));
	assert_false(guard_is_onion("myonion"));
}

static void
a_count_may_have_to_be_at_least_one(void **state)
{
	struct options options = { .parent = NULL };
	const struct option_entry *retries = options_find(&options, "retries");
	const struct option_entry *parallel = options_find(&options,
	    "parallel");
	struct fault f;

	(void)state;
	assert_int_equal(options_set(&options, retries, "0", &f), 0);
	assert_int_equal(options_set(&options, retries, "9999999999", &f), -1);
	assert_int_equal(options_set(&options, parallel, "2", &f), 0);
	assert_int_equal(options_set(&options, parallel, "0", &f), -1);
	assert_int_equal(options_set(&options, parallel, "00", &f), -1);
	assert_int_equal(option_count(&options, "parallel"), 2);
	options_close(&options);
}

static void
a_number_too_large_to_be_meant_is_refused(void **state)
{
	static const char *const names[] = { "timeout", "max-page-bytes" };
	struct options options = { .parent = NULL };
	const struct option_entry *since = &(struct option_entry){
		"since", OPTION_TIME, "TIME", NULL, "" };
	struct fault f;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const struct option_entry *entry = options_find(&options,
		    names[i]);

		assert_int_equal(options_set(&options, entry, "70", &f), 0);
		assert_int_equal(options_set(&options, entry,
		    "700000000000000000000", &f), -1);
	}
	assert_int_equal(options_set(&options, since, "7d", &f), 0);
	assert_int_equal(options_set(&options, since,
	    "7000000000000000000000000d", &f), -1);
	assert_int_equal(options_set(&options, since, "2026-01-31", &f), 0);
	assert_int_equal(options_set(&options, since, "2999-01-31", &f), -1);
	options_close(&options);
}

static void
a_private_host_is_told_by_its_name(void **state)
{
	static const char *const inside[] = {
		"localhost", "LOCALHOST.", "a.localhost", "127.0.0.1",
		"127.0.0.1.", "::1", "::ffff:10.0.0.1", "169.254.169.254."
	};
	static const char *const outside[] = {
		"", ".", "example.org", "mylocalhost", "localhost.example.org",
		"8.8.8.8", "8.8.8.8.", "2001:67c:4e8::1"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(inside) / sizeof(*inside); i++)
		if (!guard_is_private_name(inside[i]))
			fail_msg("%s is a private host", inside[i]);
	for (size_t i = 0; i < sizeof(outside) / sizeof(*outside); i++)
		if (guard_is_private_name(outside[i]))
			fail_msg("%s is no private host", outside[i]);
}

/* Join, compare, free. NULL is wanted where wanted is "". */
static void
joins(const char *base, const char *reference, const char *wanted)
{
	char *url = url_join(base, reference);

	assert_string_equal(url == NULL ? "" : url, wanted);
	free(url);
}

static void
addresses_are_joined_as_a_browser_does(void **state)
{
	(void)state;
	joins("https://t.me/s/a?b=1", "/x.jpg", "https://t.me/x.jpg");
	joins("https://t.me/s/a", "//cdn.example/y", "https://cdn.example/y");
	joins("https://t.me/s/a", "c#d", "https://t.me/s/c");
	joins("https://t.me/s/a", "file:///etc/passwd", "");
	joins("https://t.me/s/a", "javascript:alert(1)", "");
	joins("https://t.me/s/a", "gopher://x/", "");
	joins("https://t.me/s/a", "http://2130706433/", "http://127.0.0.1/");
	assert_true(url_same_origin("http://a:80/x", "http://A/y"));
	assert_false(url_same_origin("http://a/", "https://a/"));
	assert_false(url_same_origin("http://a:1/", "http://a:2/"));
}

static void
chunks_are_taken_out(void **state)
{
	struct text body = { .bytes = NULL };

	(void)state;
	text_add_string(&body, "4\r\nWiki\r\n5;x=y\r\npedia\r\n0\r\n\r\n");
	assert_int_equal(decode_chunks(&body, NULL), 0);
	assert_string_equal(body.bytes, "Wikipedia");
	text_clear(&body);
	text_add_string(&body, "ffffffffffffffff\r\nx");
	assert_int_equal(decode_chunks(&body, NULL), -1);
	text_free(&body);
}

/* The bytes as a member of gzip; returns how many those are. */
static size_t
folded(const char *bytes, size_t length, char *to, size_t size)
{
	z_stream z = { .avail_in = (uInt)length, .avail_out = (uInt)size };

	memcpy(&z.next_in, &bytes, sizeof(z.next_in));
	z.next_out = (unsigned char *)to;
	assert_int_equal(deflateInit2(&z, 1, Z_DEFLATED, 15 + 16, 8,
	    Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	deflateEnd(&z);
	return (size_t)z.total_out;
}

static void
what_is_folded_comes_out_whole_up_to_its_limit(void **state)
{
	static const size_t length = 300000;
	char *plain = malloc(length), *both = malloc(2 * length);
	struct text text = { .bytes = NULL };
	size_t used;

	(void)state;
	for (size_t i = 0; i < length; i++)
		plain[i] = (char)('a' + i * i % 23);
	used = folded(plain, length, both, length);
	used += folded(plain, length, both + used, length);
	assert_int_equal(decode_content("gzip", both, used, 2 * length,
	    &text, NULL), OUTCOME_OK);
	assert_int_equal(text.length, 2 * length);
	assert_memory_equal(text.bytes, plain, length);
	assert_memory_equal(text.bytes + length, plain, length);
	assert_int_equal(decode_content("gzip", both, used, 2 * length - 1,
	    &text, NULL), OUTCOME_TOO_LARGE);
	assert_int_equal(decode_content("gzip", both, used - 1, 2 * length,
	    &text, NULL), OUTCOME_UNREACHABLE);
	/* As some servers pad it. */
	memcpy(both + used, "\0\0\0", 3);
	assert_int_equal(decode_content("gzip", both, used + 3, 2 * length,
	    &text, NULL), OUTCOME_OK);
	assert_int_equal(text.length, 2 * length);
	text_free(&text);
	free(plain);
	free(both);
}

static void
options_are_read_by_their_kind(void **state)
{
	struct options options = { .given_count = 0 };

	(void)state;
	assert_int_equal(options_set(&options, options_find(&options,
	    "rate"), "300/5m", NULL), 0);
	assert_true(option_rate(&options, "rate") == 1.0);
	assert_int_equal(options_set(&options, options_find(&options,
	    "timeout"), "2m", NULL), 0);
	assert_true(option_span(&options, "timeout") == 120.0);
	assert_int_equal(option_bytes(&options, "max-media-bytes"),
	    32 << 20);
	assert_int_equal(options_set(&options, options_find(&options,
	    "timeout"), "soon", NULL), -1);
	assert_int_equal(option_read_time("2026-01-31T12:00:00Z"),
	    1769860800);
	assert_int_equal(option_read_time("yesterday"), -1);
	options_close(&options);
}

static void
labels_of_views_are_read(void **state)
{
	(void)state;
	assert_int_equal(telegram_views("1.48M"), 1480000);
	assert_int_equal(telegram_views("1 200"), 1200);
	assert_int_equal(telegram_views("87"), 87);
	assert_int_equal(telegram_views("2.4K"), 2400);
	assert_int_equal(telegram_views("many"), -1);
	assert_int_equal(telegram_views("999999999999999999999B"), -1);
}

static void
times_have_an_offset(void **state)
{
	(void)state;
	assert_int_equal(telegram_time("2026-03-14T18:30:00+05:00"),
	    telegram_time("2026-03-14T13:30:00Z"));
	assert_int_equal(telegram_time("2026-03-14T10:00:00-03:30"),
	    telegram_time("2026-03-14T13:30:00+00:00"));
	assert_int_equal(telegram_time("10:01"), -1);
}

static void
waits_double_and_differ_within_bounds(void **state)
{
	struct backoff here, there;
	unsigned same = 0;

	(void)state;
	backoff_start(&here, 2);
	backoff_start(&there, 2);
	for (unsigned tries = 0; tries < 100; tries++) {
		double longest = 2.0 * (1 << (tries < 16 ? tries : 16));
		double one = backoff_wait(&here, tries);
		double other = backoff_wait(&there, tries);

		assert_true(one >= longest / 2 && one <= longest);
		assert_true(other >= longest / 2 && other <= longest);
		same += one == other ? 1 : 0;
	}
	/* 48 bits by chance each: two runs do not wait the same. */
	assert_true(same < 10);
}

/* All of the room between the bounds is used. */
static void
waits_are_spread(void **state)
{
	struct backoff backoff;
	unsigned tenths[10] = { 0 };

	(void)state;
	backoff_start(&backoff, 1);
	for (unsigned i = 0; i < 10000; i++) {
		double part = (backoff_wait(&backoff, 0) - 0.5) * 20;

		tenths[part < 9 ? (unsigned)part : 9]++;
	}
	for (size_t i = 0; i < 10; i++)
		assert_in_range(tenths[i], 700, 1300);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_public_addresses_are_public),
		cmocka_unit_test(a_count_may_have_to_be_at_least_one),
		cmocka_unit_test(a_number_too_large_to_be_meant_is_refused),
		cmocka_unit_test(an_onion_name_is_told_by_its_end),
		cmocka_unit_test(a_private_host_is_told_by_its_name),
		cmocka_unit_test(addresses_are_joined_as_a_browser_does),
		cmocka_unit_test(chunks_are_taken_out),
		cmocka_unit_test(
		    what_is_folded_comes_out_whole_up_to_its_limit),
		cmocka_unit_test(options_are_read_by_their_kind),
		cmocka_unit_test(labels_of_views_are_read),
		cmocka_unit_test(times_have_an_offset),
		cmocka_unit_test(waits_double_and_differ_within_bounds),
		cmocka_unit_test(waits_are_spread)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
