/* SPDX-License-Identifier: MIT */
/* The reader of Telegram Desktop exports, on bytes in pieces and in ruins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "ingest/export-post.h"
#include "ingest/export-scan.h"
#include "ingest/loose-json.h"

static const char two_chats[] =
    "{\"about\":\"{[\",\"chats\":{\"list\":[{\"name\":\"a \\\"b\\\"\","
    "\"type\":\"private_group\",\"id\":12,\"messages\":[{\"id\":1,"
    "\"text\":\"}]\\\"\"}, {\"id\":2,\"messages\":[{\"x\":1}]}]},"
    "{\"id\":13,\"messages\":[{\"id\":3}]}]}}";

struct seen {
	struct text all;	/* "id:message;" for each */
};

static int
see(void *context, const struct export_message *message, struct fault *f)
{
	struct seen *seen = context;

	(void)f;
	text_add_string(&seen->all, message->chat->id);
	text_add_string(&seen->all, message->chat->name);
	text_add(&seen->all, message->bytes, message->length);
	text_add_string(&seen->all, ";");
	return 0;
}

static void
messages_are_found_whatever_the_pieces(void **state)
{
	static const char wanted[] =
	    "12a \\\"b\\\"{\"id\":1,\"text\":\"}]\\\"\"};"
	    "12a \\\"b\\\"{\"id\":2,\"messages\":[{\"x\":1}]};"
	    "13{\"id\":3};";

	(void)state;
	for (size_t piece = 1; piece < sizeof(two_chats); piece++) {
		struct seen seen = { .all.bytes = NULL };
		struct export_scan *scan = export_scan_new(see, &seen);
		size_t left = strlen(two_chats);

		for (const char *at = two_chats; left > 0; ) {
			size_t now = left < piece ? left : piece;

			assert_int_equal(0, export_scan_feed(scan, at, now,
			    NULL));
			at += now;
			left -= now;
		}
		assert_int_equal(0, export_scan_end(scan, NULL));
		assert_string_equal(wanted, seen.all.bytes);
		export_scan_free(scan);
		text_free(&seen.all);
	}
}

static int
scan_all(const char *bytes, struct fault *f)
{
	struct seen seen = { .all.bytes = NULL };
	struct export_scan *scan = export_scan_new(see, &seen);
	int result = export_scan_feed(scan, bytes, strlen(bytes), f);

	if (result == 0)
		result = export_scan_end(scan, f);
	export_scan_free(scan);
	text_free(&seen.all);
	return result;
}

static void
what_is_no_export_is_said_to_be_none(void **state)
{
	struct fault f;
	char deep[80];

	(void)state;
	assert_int_equal(-1, scan_all("", &f));
	assert_int_equal(-1, scan_all("hello", &f));
	assert_int_equal(-1, scan_all("{\"a\":1}", &f));
	assert_non_null(strstr(f.text, "no messages"));
	assert_int_equal(-1, scan_all("{\"messages\":[{\"id\":1}", &f));
	assert_non_null(strstr(f.text, "cut short"));
	memset(deep, '[', sizeof(deep) - 1);
	deep[sizeof(deep) - 1] = '\0';
	assert_int_equal(-1, scan_all(deep, &f));
	assert_non_null(strstr(f.text, "deeper"));
	assert_int_equal(0, scan_all("{\"messages\":[]}", &f));
}

/* The text of member "t" of an object. */
static void
is_text(const char *json, const char *wanted)
{
	struct loose_tree tree = { .tokens = NULL };
	struct text text = { .bytes = NULL };
	struct fault f = { "" };

	if (loose_read(&tree, json, strlen(json), &f) < 0)
		fail_msg("%s: %s", json, f.text);
	text_add_string(&text, "");
	loose_text(loose_member(&tree, tree.tokens, "t"), &text);
	assert_string_equal(wanted, text.bytes);
	text_free(&text);
	loose_close(&tree);
}

static void
strings_are_read_as_they_were_meant(void **state)
{
	(void)state;
	is_text("{\"t\":\"a\\n\\\"\\\\\\/\"}", "a\n\"\\/");
	is_text("{\"t\":\"\\x1B[\\x0b\\x00\"}", "\x1b[\x0b\xef\xbf\xbd");
	is_text("{\"t\":\"\\ud83d\\ude00\\u0416\"}", "😀Ж");
	is_text("{\"t\":\"\\ud83d\"}", "\xef\xbf\xbd");
	is_text("{\"t\":\"\\ud83d\\u0416\"}", "\xef\xbf\xbdЖ");
	is_text("{\"t\":\"\\ude00\"}", "\xef\xbf\xbd");
	is_text("{\"t\":\"\\u12\"}", "\\u12");
	is_text("{\"t\":\"\\q\"}", "\\q");
	is_text("{\"t\":\"\xff\xc0\xaf!\"}",
	    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd!");
}

static void
values_without_quotes_are_read(void **state)
{
	(void)state;
	is_text("{\"t\": files/sticker (2).webm\n}", "files/sticker (2).webm");
	is_text("{\"t\": (later, please),\n\"u\":1}", "(later, please)");
	is_text("{\"t\":12,\"u\":true}", "12");
	is_text("{\"u\":true,\"t\":null}", "");
	is_text("{\"t\":99999999999999999999999}", "99999999999999999999999");
}

static void
of_two_keys_the_one_with_a_value_counts(void **state)
{
	(void)state;
	is_text("{\"t\":\"first\",\"t\":\"\"}", "first");
	is_text("{\"t\":\"first\",\"t\":\"second\"}", "second");
	is_text("{\"x\":{\"t\":\"inner\"},\"t\":\"outer\"}", "outer");
	is_text("{\"t\":[]}", "");
}

static void
ruins_are_refused(void **state)
{
	static const char *const ruins[] = {
		"", " ", "x", "\"a\"", "{", "[", "{\"a\"", "{\"a\"}", "{a:1}",
		"{\"a\":}", "{]", "[}", "{\"a\":\"", "{\"a\":\"\\", "{:1}",
		"{{}:1}"
	};
	struct loose_tree tree = { .tokens = NULL };
	char deep[200];

	(void)state;
	for (size_t i = 0; i < sizeof(ruins) / sizeof(*ruins); i++)
		if (loose_read(&tree, ruins[i], strlen(ruins[i]), NULL) == 0)
			fail_msg("%s is taken", ruins[i]);
	memset(deep, '[', sizeof(deep));
	assert_int_equal(-1, loose_read(&tree, deep, sizeof(deep), NULL));
	loose_close(&tree);
}

static void
what_is_written_parses_again(void **state)
{
	struct compact text = { .bytes = NULL };
	json_t *value;

	(void)state;
	compact_open(&text, '{');
	compact_pair(&text, "a", "\x01\b\f\n\r\t\v\"\\/Ж\x7f");
	compact_pair(&text, "nothing", "");
	compact_key(&text, "b");
	compact_open(&text, '[');
	compact_integer(&text, -1);
	compact_integer(&text, 2);
	compact_close(&text, ']');
	compact_close(&text, '}');
	value = json_loadb(text.bytes, text.length, 0, NULL);
	assert_non_null(value);
	assert_string_equal("\x01\b\f\n\r\t\v\"\\/Ж\x7f",
	    json_string_value(json_object_get(value, "a")));
	assert_int_equal(2, json_object_size(value));
	json_decref(value);
	compact_free(&text);
}

/* The record of a message of a group holds this. */
static void
record_holds(const char *message, const char *wanted)
{
	const struct export_about about = { .id = "1", .title = "",
	    .type = "private_group", .evidence = "{}" };
	struct export_post post = { .keep = NULL };
	struct fault f = { "" };

	if (export_post(&post, &about, message, strlen(message), &f) != 1)
		fail_msg("%s: %s", message, f.text);
	if (memmem(post.line.bytes, post.line.length, wanted,
	    strlen(wanted)) == NULL)
		fail_msg("%.*s", (int)post.line.length, post.line.bytes);
	export_post_close(&post);
}

static void
what_goes_with_a_message_is_kept(void **state)
{
	(void)state;
	record_holds("{\"id\":1,\"type\":\"message\",\"inline_bot_buttons\":"
	    "[[{\"type\":\"web_view\",\"text\":\"a\",\"data\":"
	    "\"https://example.org/b\"}]]}", "\"links\":"
	    "[\"https://example.org/b\"]");
	record_holds("{\"id\":1,\"type\":\"message\",\"inline_bot_buttons\":"
	    "[[{\"type\":\"copy_text\",\"text\":\"a\",\"data\":\"b c\"}]]}",
	    "{\"kind\":\"button\",\"text\":\"b c\"}");
	record_holds("{\"id\":1,\"type\":\"message\",\"date\":"
	    "\"2018-09-01T12:00:00\",\"edited\":\"1970-01-01T03:00:00\"}",
	    "\"published\":\"2018-09-01T12:00:00Z\",\"zone\"");
	record_holds("{\"id\":1,\"type\":\"message\",\"via_bot\":\"@b\"}",
	    "\"via_bot\":\"@b\"");
	record_holds("{\"id\":1,\"type\":\"message\",\"sticker_emoji\":"
	    "\"\xf0\x9f\x8d\x81\"}", "\"caption\",\"text\":"
	    "\"\xf0\x9f\x8d\x81\"");
	record_holds("{\"id\":1,\"type\":\"message\",\"reply_to_peer_id\":"
	    "\"channel9\",\"reply_to_message_id\":3}",
	    "\"reply_to\":\"channel9/3\"");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(messages_are_found_whatever_the_pieces),
		cmocka_unit_test(what_is_no_export_is_said_to_be_none),
		cmocka_unit_test(strings_are_read_as_they_were_meant),
		cmocka_unit_test(values_without_quotes_are_read),
		cmocka_unit_test(of_two_keys_the_one_with_a_value_counts),
		cmocka_unit_test(ruins_are_refused),
		cmocka_unit_test(what_is_written_parses_again),
		cmocka_unit_test(what_goes_with_a_message_is_kept)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
