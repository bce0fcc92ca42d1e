/* SPDX-License-Identifier: MIT */
/* WARC files: secrets withheld, and what a killed run leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#include "ingest/warc-digest.h"
#include "ingest/warc-read.h"
#include "ingest/warc.h"

static char folder[64];

static int
make_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/klad-warc-XXXXXX");
	return mkdtemp(folder) == NULL ? -1 : 0;
}

/* Write one exchange; its place, to be freed. */
static json_t *
write_one(struct warc *warc)
{
	char url[] = "https://example.org/";
	struct exchange x = { .url = url, .status = 200, .fetched = 1 };
	json_t *place = NULL;

	text_add_string(&x.sent, "GET / HTTP/1.1\r\nHost: example.org\r\n"
	    "authorization: Bearer secret-token\r\nAccept: */*\r\n\r\n");
	text_add_string(&x.head, "HTTP/1.1 200 OK\r\n\r\n");
	text_add_string(&x.wire, "a body");
	assert_int_equal(warc_add(warc, &x, &place, NULL), 0);
	text_free(&x.sent);
	text_free(&x.head);
	text_free(&x.wire);
	return place;
}

static size_t
read_all(const char *name, char *to, size_t size)
{
	char path[256];
	gzFile file;
	int got;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	file = gzopen(path, "rb");
	assert_non_null(file);
	got = gzread(file, to, (unsigned)size - 1);
	gzclose(file);
	assert_true(got >= 0);
	to[got] = '\0';
	return (size_t)got;
}

static void
tokens_are_withheld(void **state)
{
	struct warc *warc = warc_open(folder, 1 << 20, NULL);
	json_t *place = write_one(warc);
	char content[8192];

	(void)state;
	assert_int_equal(warc_close(warc, NULL), 0);
	read_all(json_string_value(json_object_get(place, "file")), content,
	    sizeof(content));
	assert_null(strstr(content, "secret-token"));
	assert_non_null(strstr(content, "Authorization: [withheld]"));
	assert_non_null(strstr(content, "Accept: */*\r\n\r\n"));
	assert_non_null(strstr(content, "HTTP/1.1 200 OK\r\n\r\na body"));
	json_decref(place);
}

static void
a_cut_record_is_taken_off(void **state)
{
	struct warc *warc = warc_open(folder, 1 << 20, NULL);
	json_t *place = write_one(warc);
	const char *name = json_string_value(json_object_get(place, "file"));
	char path[256], open_path[264], content[8192];
	FILE *file;
	size_t before;

	(void)state;
	assert_int_equal(warc_close(warc, NULL), 0);
	before = read_all(name, content, sizeof(content));
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	snprintf(open_path, sizeof(open_path), "%s.open", path);
	assert_int_equal(rename(path, open_path), 0);
	file = fopen(open_path, "ab");
	fwrite("\x1f\x8b\x08\0\0\0\0\0\0\x03half", 1, 14, file);
	fclose(file);
	warc = warc_open(folder, 1 << 20, NULL);
	assert_int_equal(warc_close(warc, NULL), 0);
	assert_int_equal(access(open_path, F_OK), -1);
	assert_int_equal(read_all(name, content, sizeof(content)), before);
	json_decref(place);
}

static void
a_full_file_is_followed_by_another(void **state)
{
	struct warc *warc = warc_open(folder, 1, NULL);
	json_t *one = write_one(warc), *other = write_one(warc);

	(void)state;
	assert_string_not_equal(
	    json_string_value(json_object_get(one, "file")),
	    json_string_value(json_object_get(other, "file")));
	assert_int_equal(warc_close(warc, NULL), 0);
	json_decref(one);
	json_decref(other);
}

static void
digests_are_told_in_either_way(void **state)
{
	static const char *const good[] = {
		"sha1:NAXLIORC6OMAROCBLUZSVGMEV4ZSJKGS",
		"sha1:682eb43a22f39808b8415d332a9984af3324a8d2",
		"sha256:771824de42287642fa0fbe0b568b80cc"
		    "3290e29b7d3cd6efbc7b1b8eb1037b04",
		"sha256:O4MCJXSCFB3EF6QPXYFVNC4AZQZJBYU3"
		    "PU6NN354PMNY5MIDPMCA====",
		"md5:of which we know nothing", ""
	};
	static const char *const bad[] = {
		"sha1:", "sha1:NAXLIORC6OMAROCBLUZSVGMEV4ZSJKG7",
		"sha256:682eb43a22f39808b8415d332a9984af3324a8d2"
	};
	char body[] = "a body", digest[WARC_DIGEST_SIZE];
	const struct text text = { .bytes = body, .length = 6 };

	(void)state;
	warc_digest(NULL, &text, digest);
	assert_string_equal(digest, good[3]);
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		assert_true(warc_digest_agrees(good[i], &text));
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(warc_digest_agrees(bad[i], &text));
}

/* Count the records of a file, and those of them that are broken. */
static void
count_records(const char *path, unsigned *all, unsigned *broken)
{
	struct warc_reader *reader = warc_read_open(path, NULL);
	struct warc_record *record = calloc(1, sizeof(*record));

	*all = *broken = 0;
	assert_non_null(reader);
	while (warc_read_next(reader, record, 1 << 20, NULL) > 0) {
		(*all)++;
		*broken += record->broken ? 1 : 0;
	}
	text_free(&record->block);
	free(record);
	warc_read_close(reader);
}

static void
what_was_altered_shows_by_its_digest(void **state)
{
	struct warc *warc = warc_open(folder, 1 << 20, NULL);
	json_t *place = write_one(warc);
	char content[8192], path[256];
	unsigned all, broken;
	size_t length;
	FILE *file;

	(void)state;
	assert_int_equal(warc_close(warc, NULL), 0);
	length = read_all(json_string_value(json_object_get(place, "file")),
	    content, sizeof(content));
	snprintf(path, sizeof(path), "%s/plain.warc", folder);
	for (unsigned i = 0; i < 2; i++) {
		if (i == 1)
			memcpy(strstr(content, "a body"), "a BODY", 6);
		file = fopen(path, "w");
		assert_int_equal(fwrite(content, 1, length, file), length);
		fclose(file);
		count_records(path, &all, &broken);
		assert_int_equal(all, 3);
		assert_int_equal(broken, i);
	}
	json_decref(place);
}

static int
remove_folder(void **state)
{
	char command[96];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(tokens_are_withheld),
		TEST(a_cut_record_is_taken_off),
		TEST(a_full_file_is_followed_by_another),
		TEST(digests_are_told_in_either_way),
		TEST(what_was_altered_shows_by_its_digest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
