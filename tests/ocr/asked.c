/* SPDX-License-Identifier: MIT */
#include "ocr/asked.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/klad-asked-XXXXXX";

/* A folder with two models of a few bytes. */
static int
make_models(void **state)
{
	static const char *const names[] = { "one", "two" };

	(void)state;
	if (mkdtemp(folder) == NULL || chdir(folder) < 0)
		return -1;
	for (size_t i = 0; i < 2; i++) {
		char path[32];
		FILE *file;

		snprintf(path, sizeof(path), "%s.traineddata", names[i]);
		file = fopen(path, "w");
		if (file == NULL || fputs(names[i], file) < 0 ||
		    fclose(file) != 0)
			return -1;
	}
	return 0;
}

static int
remove_models(void **state)
{
	(void)state;
	return unlink("one.traineddata") | unlink("two.traineddata") |
	    rmdir(folder);
}

static void
take(struct asked *asked, const char *wanted, char digest[DIGEST_SIZE])
{
	char names[ASKED_NAMES_SIZE];

	asked_take(asked, names, digest);
	assert_string_equal(names, wanted);
}

static void
models_are_told_once_and_in_one_order(void **state)
{
	struct asked asked = { .count = 0 };
	char digest[DIGEST_SIZE], again[DIGEST_SIZE];

	(void)state;
	asked_note(&asked, folder, "two");
	asked_note(&asked, folder, "two+one");
	asked_note(&asked, folder, "one");
	take(&asked, "one+two", digest);
	take(&asked, "", again);
	asked_note(&asked, folder, "one+two");
	take(&asked, "one+two", again);
	assert_string_equal(again, digest);
	asked_note(&asked, folder, "two");
	take(&asked, "two", again);
	assert_string_not_equal(again, digest);
}

/* sha256sum one.traineddata two.traineddata | sha256sum */
static void
the_digest_is_what_sha256sum_gives(void **state)
{
	struct asked asked = { .count = 0 };
	char digest[DIGEST_SIZE];

	(void)state;
	asked_note(&asked, folder, "one+two");
	take(&asked, "one+two", digest);
	assert_string_equal(digest,
	    "58dde24527d34ee399defa7100ff68cb092930655789fdafcdf1ff1dec9e05df");
}

static void
more_models_than_there_is_room_for_do_no_harm(void **state)
{
	struct asked asked = { .count = 0 };
	char names[ASKED_NAMES_SIZE], digest[DIGEST_SIZE], name[64];

	(void)state;
	for (int i = 0; i < 2 * MODELS_MAX; i++) {
		snprintf(name, sizeof(name), "a_model_of_a_long_name_%07d", i);
		asked_note(&asked, folder, name);
	}
	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	asked_note(&asked, folder, name);
	assert_int_equal(asked_take(&asked, names, digest), MODELS_MAX);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(models_are_told_once_and_in_one_order),
		cmocka_unit_test(the_digest_is_what_sha256sum_gives),
		cmocka_unit_test(more_models_than_there_is_room_for_do_no_harm),
	};

	return cmocka_run_group_tests(tests, make_models, remove_models);
}
