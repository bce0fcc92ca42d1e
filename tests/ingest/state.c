/* SPDX-License-Identifier: MIT */
/* What was seen: new, the same, edited, gone; commits and kills. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "ingest/content.h"
#include "ingest/post.h"
#include "ingest/state.h"

static char path[64];

static int
new_path(void **context)
{
	static unsigned number;

	(void)context;
	snprintf(path, sizeof(path), "/tmp/klad-state-%d-%u", getpid(),
	    number++);
	return 0;
}

static int
remove_path(void **context)
{
	char name[80];

	(void)context;
	unlink(path);
	snprintf(name, sizeof(name), "%s-wal", path);
	unlink(name);
	return 0;
}

static struct state *
open_state(void)
{
	struct fault f = { "" };
	struct state *state = state_open(path, &f);

	if (state == NULL)
		fail_msg("%s", f.text);
	return state;
}

static json_t *
post(const char *native, const char *text)
{
	char id[128];
	json_t *record;

	snprintf(id, sizeof(id), "telegram:klad_demo_shop/%s", native);
	record = post_new(id, "telegram");
	post_set(record, "native_id", native);
	post_set(record, "text", text);
	return record;
}

/* Look at a record and note it; what was the news? */
static enum news_kind
see(struct state *state, json_t *record, struct news *news)
{
	assert_int_equal(state_look(state, record, news, NULL), 0);
	assert_int_equal(state_note(state, record, news, NULL), 0);
	json_decref(record);
	return news->kind;
}

static void
a_post_is_new_once(void **context)
{
	struct state *state = open_state();
	struct news news;

	(void)context;
	assert_int_equal(see(state, post("17", "a"), &news), NEWS_NEW);
	assert_int_equal(see(state, post("17", "a"), &news), NEWS_SAME);
	assert_int_equal(see(state, post("18", "a"), &news), NEWS_NEW);
	assert_int_equal(see(state, post("x/y", "a"), &news), NEWS_NEW);
	assert_int_equal(see(state, post("x/y", "a"), &news), NEWS_SAME);
	assert_int_equal(see(state, post("x/z", "a"), &news), NEWS_NEW);
	state_close(state, true);
}

static void
an_edited_post_tells_what_it_was(void **context)
{
	struct state *state = open_state();
	struct news first, second;
	char was[DIGEST_SIZE] = "";

	(void)context;
	see(state, post("17", "a"), &first);
	assert_string_equal(first.previous, "");
	assert_int_equal(see(state, post("17", "b"), &second), NEWS_EDITED);
	for (size_t i = 0; i < CONTENT_SIZE; i++)
		snprintf(was + 2 * i, 3, "%02x", first.content[i]);
	assert_string_equal(second.previous, was);
	assert_int_equal(see(state, post("17", "b"), &first), NEWS_SAME);
	state_close(state, true);
}

static void
views_are_no_edit(void **context)
{
	struct state *state = open_state();
	json_t *seen = post("17", "a");
	struct news news;

	(void)context;
	see(state, post("17", "a"), &news);
	post_set_count(seen, "views", 12);
	assert_int_equal(see(state, seen, &news), NEWS_SAME);
	state_close(state, true);
}

static void
a_picture_under_a_new_address_is_no_edit(void **context)
{
	struct state *state = open_state();
	json_t *one = post("17", "a"), *other = post("17", "a"),
	    *more = post("17", "a");
	struct news news;

	(void)context;
	post_add_media(one, "https://example.org/1");
	json_object_set_new(post_add_media(other, "https://example.org/2"),
	    "sha256", json_string("ab"));
	post_add_media(more, "https://example.org/1");
	post_add_media(more, "https://example.org/2");
	see(state, one, &news);
	assert_int_equal(see(state, other, &news), NEWS_SAME);
	assert_int_equal(see(state, more, &news), NEWS_EDITED);
	state_close(state, true);
}

static void
what_is_not_committed_is_forgotten(void **context)
{
	struct state *state = open_state();
	struct news news;

	(void)context;
	see(state, post("17", "a"), &news);
	assert_int_equal(state_commit(state, NULL), 0);
	see(state, post("18", "a"), &news);
	state_close(state, true);
	state = open_state();
	assert_false(state_was_interrupted(state));
	assert_int_equal(see(state, post("17", "a"), &news), NEWS_SAME);
	assert_int_equal(see(state, post("18", "a"), &news), NEWS_NEW);
	state_close(state, true);
}

static void
a_killed_run_is_noticed(void **context)
{
	struct state *state;
	struct news news;
	pid_t child = fork();

	(void)context;
	if (child == 0) {
		state = open_state();
		see(state, post("17", "a"), &news);
		state_commit(state, NULL);
		see(state, post("18", "a"), &news);
		kill(getpid(), SIGKILL);
	}
	waitpid(child, NULL, 0);
	state = open_state();
	assert_true(state_was_interrupted(state));
	assert_int_equal(see(state, post("17", "a"), &news), NEWS_SAME);
	assert_int_equal(see(state, post("18", "a"), &news), NEWS_NEW);
	state_close(state, true);
}

static void
a_gone_post_is_listed_no_more_and_may_come_back(void **context)
{
	struct state *state = open_state();
	json_t *gone = post("17", NULL), *numbers;
	struct news news;

	(void)context;
	see(state, post("16", "a"), &news);
	see(state, post("17", "a"), &news);
	see(state, post("19", "a"), &news);
	numbers = state_numbers(state, gone, 17, 19, NULL);
	assert_int_equal(json_array_size(numbers), 2);
	json_decref(numbers);
	assert_int_equal(state_note_gone(state, gone, NULL), 0);
	numbers = state_numbers(state, gone, 1, 18, NULL);
	assert_int_equal(json_array_size(numbers), 1);
	assert_int_equal(json_integer_value(json_array_get(numbers, 0)), 16);
	json_decref(numbers);
	json_decref(gone);
	assert_int_equal(see(state, post("17", "a"), &news), NEWS_EDITED);
	state_close(state, true);
}

static void
two_runs_do_not_share_a_file(void **context)
{
	struct state *state = open_state();
	struct fault f = { "" };

	(void)context;
	assert_null(state_open(path, &f));
	assert_non_null(strstr(f.text, "in use by another run"));
	state_close(state, true);
}

static void
another_file_is_refused(void **context)
{
	struct fault f = { "" };
	FILE *file = fopen(path, "w");

	(void)context;
	for (int i = 0; i < 1000; i++)
		fputs("no database", file);
	fclose(file);
	assert_null(state_open(path, &f));
	assert_non_null(strstr(f.text, "not a database"));
}

static void
validators_and_marks_are_kept(void **context)
{
	struct state *state = open_state();
	char etag[] = "\"abc\"", url[] = "https://example.org/?before=3";
	struct validators v = { .etag = etag, .next = url };
	char *mark;

	(void)context;
	assert_int_equal(state_note_validators(state, "u", &v, NULL), 0);
	assert_int_equal(state_note_mark(state, "s", "t", "m", NULL), 0);
	assert_int_equal(state_commit(state, NULL), 0);
	assert_int_equal(state_validators(state, "u", &v, NULL), 0);
	assert_string_equal(v.etag, etag);
	assert_string_equal(v.next, url);
	assert_null(v.modified);
	validators_close(&v);
	mark = state_mark(state, "s", "t", NULL);
	assert_string_equal(mark, "m");
	free(mark);
	assert_null(state_mark(state, "s", "u", NULL));
	state_close(state, true);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, new_path, remove_path)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_post_is_new_once),
		TEST(an_edited_post_tells_what_it_was),
		TEST(views_are_no_edit),
		TEST(a_picture_under_a_new_address_is_no_edit),
		TEST(what_is_not_committed_is_forgotten),
		TEST(a_killed_run_is_noticed),
		TEST(a_gone_post_is_listed_no_more_and_may_come_back),
		TEST(two_runs_do_not_share_a_file),
		TEST(another_file_is_refused),
		TEST(validators_and_marks_are_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
