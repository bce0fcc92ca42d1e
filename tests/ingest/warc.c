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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
