/* SPDX-License-Identifier: MIT */
/* What the sandbox closes, where the kernel has what it takes. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "ingest/sandbox.h"

#ifdef __SANITIZE_ADDRESS__
#define POSSIBLE 0
#else
#define POSSIBLE 1
#endif

/* 0, or why no file can be made there. */
static int
make_file(const char *folder, const char *name)
{
	char path[320];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno;
	close(fd);
	return 0;
}

/* The leak checker of the sanitizers, or the kernel, may not let it. */
static int
is_possible(void)
{
	return POSSIBLE && syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

/* Which of the checks fails, as a status; the process is closed for good. */
static int
check_inside(const char *store, const char *other)
{
	struct options options = { .entries = NULL };
	int closed = is_possible();
	char *const words[] = { NULL }, path[256];

	snprintf(path, sizeof(path), "%s/link", store);
	if (symlink(other, path) < 0 || make_file(other, "victim") != 0 ||
	    options_set(&options, options_find(&options, "media"), store,
	    NULL) < 0)
		return 1;
	sandbox_enter(&options);
	if (make_file(store, "photo") != 0)
		return 2;
	if (!closed)
		return 0;
	if (make_file(other, "new") != EACCES)
		return 3;
	if (make_file(other, "victim") != EACCES)	/* to write to it */
		return 4;
	snprintf(path, sizeof(path), "%s/victim", other);
	if (unlink(path) == 0 || errno != EACCES)
		return 5;
	snprintf(path, sizeof(path), "%s/link", store);
	if (make_file(path, "new") != EACCES)	/* by a link in the store */
		return 6;
	if (execve("/bin/true", words, words) == 0 || errno != EPERM)
		return 7;
	return 0;
}

static void
writes_elsewhere_are_refused(void **state)
{
	char top[] = "/tmp/klad-sandbox-XXXXXX", store[64], other[64];
	char command[128];
	int status;
	pid_t child;

	(void)state;
	if (!is_possible())
		print_message("# no landlock: only the store is tried\n");
	assert_non_null(mkdtemp(top));
	snprintf(store, sizeof(store), "%s/store", top);
	snprintf(other, sizeof(other), "%s/other", top);
	assert_int_equal(mkdir(store, 0700) | mkdir(other, 0700), 0);
	child = fork();
	if (child == 0)
		_exit(check_inside(store, other));
	assert_int_equal(waitpid(child, &status, 0), child);
	snprintf(command, sizeof(command), "rm -rf %s", top);
	assert_int_equal(system(command), 0);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_elsewhere_are_refused)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
