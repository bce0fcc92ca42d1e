/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "wire/line.h"

/* A pipe that holds text, at its end. Returns the descriptor to read. */
static int
pipe_of(const char *text)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], text, strlen(text)), strlen(text));
	close(ends[1]);
	return ends[0];
}

static void
expect(struct lines *in, const char *text, unsigned long number,
    enum line_kind kind)
{
	struct line line;

	assert_int_equal(lines_next(in, &line, NULL), 1);
	assert_int_equal(line.length, strlen(text));
	assert_memory_equal(line.bytes, text, line.length);
	assert_int_equal(line.number, number);
	assert_int_equal(line.kind, kind);
}

static void
expect_end(struct lines *in)
{
	struct line line;

	assert_int_equal(lines_next(in, &line, NULL), 0);
	lines_close(in);
	close(in->fd);
}

static void
lines_come_with_their_numbers(void **state)
{
	struct lines in;

	(void)state;
	assert_int_equal(lines_open(&in, pipe_of("one\n\nthree\n"), 8, NULL),
	    0);
	expect(&in, "one", 1, LINE_WHOLE);
	expect(&in, "", 2, LINE_WHOLE);
	expect(&in, "three", 3, LINE_WHOLE);
	expect_end(&in);
}

static void
a_last_line_without_newline_is_a_line(void **state)
{
	struct lines in;

	(void)state;
	assert_int_equal(lines_open(&in, pipe_of("one\ntwo"), 8, NULL), 0);
	expect(&in, "one", 1, LINE_WHOLE);
	expect(&in, "two", 2, LINE_WHOLE);
	expect_end(&in);
}

static void
no_bytes_are_no_line(void **state)
{
	struct lines in;

	(void)state;
	assert_int_equal(lines_open(&in, pipe_of(""), 8, NULL), 0);
	expect_end(&in);
}

static void
a_line_at_the_ceiling_is_whole(void **state)
{
	struct lines in;

	(void)state;
	assert_int_equal(lines_open(&in, pipe_of("12345678\nx\n"), 8, NULL),
	    0);
	expect(&in, "12345678", 1, LINE_WHOLE);
	expect(&in, "x", 2, LINE_WHOLE);
	expect_end(&in);
}

static void
a_line_over_the_ceiling_comes_in_pieces(void **state)
{
	struct lines in;

	(void)state;
	assert_int_equal(lines_open(&in,
	    pipe_of("123456789abcdefghijklm\nnext\n"), 8, NULL), 0);
	expect(&in, "123456789", 1, LINE_PIECE);
	expect(&in, "abcdefghi", 1, LINE_PIECE);
	expect(&in, "jklm", 1, LINE_LAST_PIECE);
	expect(&in, "next", 2, LINE_WHOLE);
	expect_end(&in);
}

static void
a_line_over_the_ceiling_may_end_the_stream(void **state)
{
	struct lines in;

	(void)state;
	assert_int_equal(lines_open(&in, pipe_of("123456789"), 8, NULL), 0);
	expect(&in, "123456789", 1, LINE_PIECE);
	expect(&in, "", 1, LINE_LAST_PIECE);
	expect_end(&in);
}

static void
a_mark_before_the_first_line_is_none_of_it(void **state)
{
	struct lines in;
	struct line line;

	(void)state;
	assert_int_equal(lines_open(&in, pipe_of(LINE_MARK "one\n" LINE_MARK
	    "two"), 8, NULL), 0);
	expect(&in, "one", 1, LINE_WHOLE);
	assert_int_equal(lines_next(&in, &line, NULL), 1);
	assert_int_equal(line.length, 6);
	assert_memory_equal(line.bytes, LINE_MARK "two", 6);
	assert_int_equal(line.offset, 7);
	expect_end(&in);
}

static void
a_mark_alone_is_a_blank_line(void **state)
{
	struct lines in;

	(void)state;
	assert_int_equal(lines_open(&in, pipe_of(LINE_MARK), 8, NULL), 0);
	expect(&in, "", 1, LINE_WHOLE);
	expect_end(&in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_come_with_their_numbers),
		cmocka_unit_test(a_last_line_without_newline_is_a_line),
		cmocka_unit_test(no_bytes_are_no_line),
		cmocka_unit_test(a_line_at_the_ceiling_is_whole),
		cmocka_unit_test(a_line_over_the_ceiling_comes_in_pieces),
		cmocka_unit_test(a_line_over_the_ceiling_may_end_the_stream),
		cmocka_unit_test(a_mark_before_the_first_line_is_none_of_it),
		cmocka_unit_test(a_mark_alone_is_a_blank_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
