/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "wire/filter.h"
#include "wire/record.h"

/* A stage in a process of its own, between two pipes. */
struct stage {
	pid_t pid;
	int to, from;
	const char *rejects;
};

/* Copy records; one with id "bad" fails, one with id "end" stops the stage. */
static int
copy(struct filter *filter, const struct line *line, struct fault *f)
{
	json_t *record = record_parse(line->bytes, line->length, f);
	const char *id = json_string_value(json_object_get(record, "id"));
	size_t length;
	char *text;
	int status;

	if (record == NULL) {
		filter_reject(filter, line, f->text);
		return 0;
	}
	if (strcmp(id, "bad") == 0)
		filter_failed(filter, line->number, "it is bad");
	text = strcmp(id, "end") == 0 ? NULL : record_line(record, &length, f);
	status = text == NULL ? fault(f, "the end") :
	    output_line(&filter->out, text, length, f);
	free(text);
	json_decref(record);
	return status;
}

static int
stage_main(const char *rejects)
{
	struct filter_options options = { .rejects = rejects,
	    .made = "records", .progress = PROGRESS_NEVER };
	struct filter filter;
	struct line line;
	struct fault f;

	if (filter_open(&filter, &options, &f) < 0)
		return filter_fail(&f);
	while (!filter.stopped) {
		if (filter_line(&filter, &line)) {
			if (copy(&filter, &line, &f) < 0)
				filter_stop(&filter, &f);
		} else if (filter.in.ended) {
			break;
		} else if (output_flush(&filter.out, &f) < 0 ||
		    lines_fill(&filter.in, &f) < 0) {
			filter_stop(&filter, &f);
		}
	}
	return filter_close(&filter);
}

/* Start it; stdout is the given descriptor, or a pipe when negative. */
static void
start(struct stage *stage, int stdout_fd)
{
	int in[2], out[2];

	assert_int_equal(pipe(in), 0);
	assert_int_equal(pipe(out), 0);
	fflush(stdout);
	stage->pid = fork();
	if (stage->pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(in[0], STDIN_FILENO);
		dup2(stdout_fd < 0 ? out[1] : stdout_fd, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		close(in[0]);
		close(in[1]);
		close(out[0]);
		close(out[1]);
		_exit(stage_main(stage->rejects));
	}
	close(in[0]);
	close(out[1]);
	stage->to = in[1];
	stage->from = out[0];
}

static void
send_text(struct stage *stage, const char *text)
{
	assert_int_equal(write(stage->to, text, strlen(text)), strlen(text));
}

/* Close its stdin and wait. Returns the exit status. */
static int
finish(struct stage *stage)
{
	int status;

	close(stage->to);
	close(stage->from);
	assert_int_equal(waitpid(stage->pid, &status, 0), stage->pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
expect_text(int fd, const char *text)
{
	char got[256];
	size_t held = 0;

	while (held < strlen(text)) {
		ssize_t n = read(fd, got + held, sizeof(got) - held);

		assert_true(n > 0);
		held += (size_t)n;
	}
	assert_int_equal(held, strlen(text));
	assert_memory_equal(got, text, held);
}

static void
a_record_is_out_while_input_waits(void **state)
{
	struct stage stage = { 0 };
	struct pollfd ready;

	(void)state;
	start(&stage, -1);
	send_text(&stage, "{\"v\":1,\"id\":\"a\"}\n");
	ready = (struct pollfd){ stage.from, POLLIN, 0 };
	assert_int_equal(poll(&ready, 1, 10000), 1);
	expect_text(stage.from, "{\"v\":1,\"id\":\"a\"}\n");
	assert_int_equal(finish(&stage), 0);
}

static void
what_is_no_record_is_kept_and_the_rest_goes_on(void **state)
{
	char path[] = "/tmp/klad-rejects-XXXXXX";
	struct stage stage = { .rejects = path };
	int file = mkstemp(path);

	(void)state;
	start(&stage, -1);
	send_text(&stage, "hello\n\n{\"v\":1,\"id\":\"a\"}\n{\"v\":1,\"i");
	close(stage.to);
	stage.to = -1;
	expect_text(stage.from, "{\"v\":1,\"id\":\"a\"}\n");
	assert_int_equal(finish(&stage), 1);
	expect_text(file, "hello\n{\"v\":1,\"i\n");
	close(file);
	unlink(path);
}

static void
a_line_too_long_is_kept_whole_and_the_rest_goes_on(void **state)
{
	char path[] = "/tmp/klad-rejects-XXXXXX";
	struct stage stage = { .rejects = path };
	size_t length = 17 * 1024 * 1024;
	char *line = malloc(length);
	int file = mkstemp(path);
	size_t sent = 0;

	(void)state;
	assert_non_null(line);
	memset(line, 'x', length);
	line[length - 1] = '\n';
	start(&stage, -1);
	while (sent < length) {
		ssize_t n = write(stage.to, line + sent, length - sent);

		assert_true(n > 0);
		sent += (size_t)n;
	}
	send_text(&stage, "{\"v\":1,\"id\":\"a\"}\n");
	expect_text(stage.from, "{\"v\":1,\"id\":\"a\"}\n");
	assert_int_equal(finish(&stage), 1);
	assert_int_equal(lseek(file, 0, SEEK_END), length);
	close(file);
	unlink(path);
	free(line);
}

static void
a_failed_record_shows_in_the_status(void **state)
{
	struct stage stage = { 0 };

	(void)state;
	start(&stage, -1);
	send_text(&stage, "{\"v\":1,\"id\":\"bad\"}\n");
	assert_int_equal(finish(&stage), 1);
}

static void
a_stage_that_cannot_go_on_says_so_in_the_status(void **state)
{
	struct stage stage = { 0 };

	(void)state;
	start(&stage, -1);
	send_text(&stage, "{\"v\":1,\"id\":\"end\"}\n{\"v\":1,\"id\":\"a\"}\n");
	assert_int_equal(finish(&stage), 2);
}

static void
a_full_disk_is_an_error(void **state)
{
	struct stage stage = { 0 };
	int full = open("/dev/full", O_WRONLY);

	(void)state;
	assert_true(full >= 0);
	start(&stage, full);
	send_text(&stage, "{\"v\":1,\"id\":\"a\"}\n");
	assert_int_equal(finish(&stage), 2);
	close(full);
}

static void
a_reader_that_goes_away_is_none(void **state)
{
	struct stage stage = { 0 };

	(void)state;
	start(&stage, -1);
	close(stage.from);
	stage.from = -1;
	send_text(&stage, "{\"v\":1,\"id\":\"a\"}\n");
	assert_int_equal(finish(&stage), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_is_out_while_input_waits),
		cmocka_unit_test(
		    what_is_no_record_is_kept_and_the_rest_goes_on),
		cmocka_unit_test(
		    a_line_too_long_is_kept_whole_and_the_rest_goes_on),
		cmocka_unit_test(a_failed_record_shows_in_the_status),
		cmocka_unit_test(
		    a_stage_that_cannot_go_on_says_so_in_the_status),
		cmocka_unit_test(a_full_disk_is_an_error),
		cmocka_unit_test(a_reader_that_goes_away_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
