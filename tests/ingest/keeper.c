/* SPDX-License-Identifier: MIT */
/* Media kept on another thread: each comes back, safe or with a reason. */
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "ingest/keeper.h"

struct fixture {
	char folder[64];
	struct media *media;
	struct background *keeper;
	unsigned done, failed, missing;
};

static int
set_up(void **state)
{
	struct fixture *x = calloc(1, sizeof(*x));

	strcpy(x->folder, "/tmp/klad-keeper-XXXXXX");
	assert_non_null(mkdtemp(x->folder));
	x->media = media_open(x->folder, 1000, NULL);
	x->keeper = keeper_open(x->media, NULL);
	assert_non_null(x->keeper);
	*state = x;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *x = *state;
	char command[128];

	media_close(x->media);
	snprintf(command, sizeof(command), "rm -rf %s", x->folder);
	assert_int_equal(system(command), 0);
	free(x);
	return 0;
}

static void
count(struct keeping *keeping, void *owner)
{
	struct fixture *x = owner;
	char path[256];
	struct stat st;

	x->done++;
	snprintf(path, sizeof(path), "%s/%s", x->folder, keeping->kept.path);
	if (keeping->failed)
		x->failed++;
	else if (stat(path, &st) < 0 ||
	    (size_t)st.st_size != keeping->kept.length)
		x->missing++;
	free(keeping);
}

static void
give(struct fixture *x, const void *bytes, size_t length)
{
	struct keeping *keeping = calloc(1, sizeof(*keeping));

	text_add(&keeping->bytes, bytes, length);
	keeping->done = count;
	keeping->owner = x;
	keeper_add(x->keeper, keeping);
}

static void
collect_all(struct fixture *x)
{
	struct pollfd ready = { background_fd(x->keeper), POLLIN, 0 };

	while (background_collect(x->keeper) > 0)
		assert_int_equal(poll(&ready, 1, 60000), 1);
}

static void
each_is_there_when_it_comes_back(void **state)
{
	struct fixture *x = *state;

	/* Some of them twice: the same bytes are one file. */
	for (int i = 0; i < 600; i++) {
		char text[32];

		snprintf(text, sizeof(text), "medium %d", i % 500);
		give(x, text, strlen(text));
	}
	collect_all(x);
	assert_int_equal(x->done, 600);
	assert_int_equal(x->failed, 0);
	assert_int_equal(x->missing, 0);
	keeper_close(x->keeper);
}

static void
what_cannot_be_kept_comes_back_with_a_reason(void **state)
{
	struct fixture *x = *state;
	char large[1001] = "";

	give(x, "", 0);
	give(x, large, sizeof(large));
	give(x, "good", 4);
	collect_all(x);
	assert_int_equal(x->done, 3);
	assert_int_equal(x->failed, 2);
	assert_int_equal(x->missing, 0);
	keeper_close(x->keeper);
}

static void
what_was_given_is_kept_before_it_closes(void **state)
{
	struct fixture *x = *state;
	char path[256];
	struct stat st;

	give(x, "abc", 3);
	keeper_close(x->keeper);
	assert_int_equal(x->done, 0);
	/* SHA-256 of "abc" (FIPS 180-4, the examples). */
	snprintf(path, sizeof(path), "%s/ba/ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad.bin", x->folder);
	assert_int_equal(stat(path, &st), 0);
}

/* A file with our number, of another container or of a run before. */
static FILE *
write_unfinished(const struct fixture *x, char path[256])
{
	FILE *file;

	snprintf(path, 256, "%s/ba", x->folder);
	assert_int_equal(mkdir(path, 0777), 0);
	snprintf(path, 256, "%s/ba/.%ld-0", x->folder, (long)getpid());
	file = fopen(path, "w+");
	assert_non_null(file);
	fputs("theirs", file);
	rewind(file);
	return file;
}

static void
what_another_is_writing_is_left_alone(void **state)
{
	struct fixture *x = *state;
	char path[256], held[8] = "";
	FILE *file = write_unfinished(x, path);

	assert_int_equal(flock(fileno(file), LOCK_EX), 0);
	give(x, "abc", 3);
	keeper_close(x->keeper);
	assert_non_null(fgets(held, sizeof(held), file));
	assert_string_equal(held, "theirs");
	assert_int_equal(fclose(file), 0);
	assert_int_equal(access(path, F_OK), 0);
}

static void
what_a_killed_run_left_is_removed(void **state)
{
	struct fixture *x = *state;
	char path[256], other[300];
	FILE *file;

	assert_int_equal(fclose(write_unfinished(x, path)), 0);
	snprintf(other, sizeof(other), "%s/ba/.1-notes", x->folder);
	file = fopen(other, "w");
	assert_non_null(file);
	assert_int_equal(fclose(file), 0);
	give(x, "abc", 3);
	keeper_close(x->keeper);
	assert_int_equal(access(path, F_OK), -1);
	assert_int_equal(access(other, F_OK), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    each_is_there_when_it_comes_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_cannot_be_kept_comes_back_with_a_reason, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    what_was_given_is_kept_before_it_closes, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    what_another_is_writing_is_left_alone, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(
		    what_a_killed_run_left_is_removed, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
