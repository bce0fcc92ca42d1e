/* SPDX-License-Identifier: MIT */
/* What was made ready is found again, and nothing else is taken for it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "classify/detector.h"
#include "classify/store.h"

struct bench {
	char root[64];		/* of all that the test writes */
	char overlay[128], row[160];	/* a lexicon, its file */
	char kept[128];	/* the folder of what is kept */
};

static int
set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	assert_non_null(bench);
	strcpy(bench->root, "/tmp/klad-compiled-XXXXXX");
	assert_non_null(mkdtemp(bench->root));
	snprintf(bench->overlay, sizeof(bench->overlay), "%s/overlay",
	    bench->root);
	snprintf(bench->row, sizeof(bench->row), "%s/en.tsv", bench->overlay);
	snprintf(bench->kept, sizeof(bench->kept), "%s/klad", bench->root);
	assert_int_equal(mkdir(bench->overlay, 0700), 0);
	assert_int_equal(setenv("XDG_CACHE_HOME", bench->root, 1), 0);
	*state = bench;
	return 0;
}

/* The path of one of the files that are kept; returns how many there are. */
static size_t
list(const struct bench *bench, char path[PATH_MAX])
{
	DIR *dir = opendir(bench->kept);
	const struct dirent *entry;
	size_t count = 0;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.') {
			assert_true(snprintf(path, PATH_MAX, "%s/%s",
			    bench->kept, entry->d_name) < PATH_MAX);
			count++;
		}
	if (dir != NULL)
		closedir(dir);
	return count;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;
	char path[PATH_MAX];

	while (list(bench, path) > 0)
		assert_int_equal(unlink(path), 0);
	rmdir(bench->kept);
	unlink(bench->row);
	assert_int_equal(rmdir(bench->overlay), 0);
	assert_int_equal(rmdir(bench->root), 0);
	free(bench);
	return 0;
}

/* The term that makes our lexicons others. */
static void
write_overlay(const struct bench *bench, const char *term)
{
	FILE *file = fopen(bench->row, "w");

	assert_non_null(file);
	fprintf(file, "term\tcategory\tsubstance\tweight\tambiguity\tnote\n"
	    "%s\tsale\t-\t1\t0\tmade up\n", term);
	assert_int_equal(fclose(file), 0);
}

static struct detector *
open_detector(const struct bench *bench)
{
	const char *folders[] = { getenv("KLAD_LEXICONS"), bench->overlay };
	struct fault f = { "" };
	struct detector *detector = detector_open(folders, 2, NULL, &f);

	assert_string_equal(f.text, "");
	assert_non_null(detector);
	return detector;
}

/* Open it once, and say whether it was found. */
static bool
is_found(const struct bench *bench)
{
	struct detector *detector = open_detector(bench);
	bool found = detector->compiled.bytes != NULL;

	detector_close(detector);
	return found;
}

static void
is_same_entry(const struct detector *one, const struct detector *other,
    size_t number)
{
	const struct entry *a = &one->lexicon.entries[number];
	const struct entry *b = &other->lexicon.entries[number];

	assert_string_equal(lexicon_term(&one->lexicon, a),
	    lexicon_term(&other->lexicon, b));
	assert_string_equal(lexicon_path(&one->lexicon, a),
	    lexicon_path(&other->lexicon, b));
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->category, b->category);
	assert_int_equal(a->substance, b->substance);
	assert_int_equal(a->language, b->language);
	assert_true(a->weight >= b->weight && a->weight <= b->weight);
}

static void
all_is_as_it_was(void **state)
{
	const struct bench *bench = *state;
	struct detector *made, *found;
	const struct index *a, *b;

	write_overlay(bench, "zzyzx");
	made = open_detector(bench);
	found = open_detector(bench);
	assert_null(made->compiled.bytes);
	assert_non_null(found->compiled.bytes);
	assert_int_equal(made->lexicon.count, found->lexicon.count);
	for (size_t i = 0; i < made->lexicon.count; i++)
		is_same_entry(made, found, i);
	a = &made->index;
	b = &found->index;
	assert_int_equal(a->node_count, b->node_count);
	assert_memory_equal(a->nodes, b->nodes,
	    a->node_count * sizeof(*a->nodes));
	assert_int_equal(a->key_count, b->key_count);
	for (unsigned i = 0; i <= LANGUAGE_COUNT; i++) {
		const struct map_record *key = NULL;

		while ((key = map_next(&a->keys[i], key)) != NULL)
			assert_int_equal(index_key(b, i, key->key,
			    key->length), key->value);
	}
	detector_close(made);
	detector_close(found);
}

static void
other_lexicons_are_others(void **state)
{
	const struct bench *bench = *state;
	char path[PATH_MAX];

	write_overlay(bench, "zzyzx");
	assert_false(is_found(bench));
	assert_true(is_found(bench));
	write_overlay(bench, "zzyzy");
	assert_false(is_found(bench));
	assert_true(is_found(bench));
	write_overlay(bench, "zzyzx");
	assert_true(is_found(bench));
	assert_int_equal(list(bench, path), 2);
}

static void
only_a_few_are_kept(void **state)
{
	const struct bench *bench = *state;
	char path[PATH_MAX], term[] = "zzyza";

	for (; term[4] < 'a' + 2 * STORE_FILES_MAX; term[4]++) {
		write_overlay(bench, term);
		assert_false(is_found(bench));
		/* What is used all the time stays. */
		write_overlay(bench, "zzyza");
		assert_true(is_found(bench));
	}
	assert_int_equal(list(bench, path), STORE_FILES_MAX);
}

static void
what_has_changed_is_not_used(void **state)
{
	const struct bench *bench = *state;
	char path[PATH_MAX], byte;
	struct stat status;
	int fd;

	write_overlay(bench, "zzyzx");
	assert_false(is_found(bench));
	assert_int_equal(list(bench, path), 1);
	assert_int_equal(stat(path, &status), 0);
	for (off_t at = 0; at < status.st_size;
	    at += status.st_size / 20 + 7) {
		fd = open(path, O_RDWR);
		assert_true(fd >= 0);
		assert_int_equal(pread(fd, &byte, 1, at), 1);
		byte ^= 4;
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
		close(fd);
		assert_false(is_found(bench));
		/* It was made anew. */
		assert_true(is_found(bench));
	}
	for (off_t size = status.st_size - 1; size > 0; size /= 8) {
		assert_int_equal(truncate(path, size), 0);
		assert_false(is_found(bench));
		assert_true(is_found(bench));
	}
	assert_int_equal(list(bench, path), 1);
}

static void
what_others_may_write_is_not_used(void **state)
{
	const struct bench *bench = *state;
	char path[PATH_MAX];

	write_overlay(bench, "zzyzx");
	assert_false(is_found(bench));
	assert_int_equal(list(bench, path), 1);
	assert_int_equal(chmod(path, 0622), 0);
	assert_false(is_found(bench));
	assert_true(is_found(bench));
}

static void
nothing_is_needed(void **state)
{
	const struct bench *bench = *state;
	char path[PATH_MAX];

	write_overlay(bench, "zzyzx");
	/* A file in the place of the folder; no folder at all. */
	assert_int_equal(setenv("XDG_CACHE_HOME", "/dev/null", 1), 0);
	assert_false(is_found(bench));
	assert_false(is_found(bench));
	assert_int_equal(unsetenv("XDG_CACHE_HOME"), 0);
	assert_int_equal(unsetenv("HOME"), 0);
	assert_false(is_found(bench));
	assert_false(is_found(bench));
	/* A relative path counts for nothing; the home folder's is used. */
	assert_int_equal(setenv("XDG_CACHE_HOME", "build", 1), 0);
	assert_int_equal(list(bench, path), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(all_is_as_it_was, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(other_lexicons_are_others,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_a_few_are_kept, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(what_has_changed_is_not_used,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(
		    what_others_may_write_is_not_used, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_needed, set_up,
		    tear_down)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
