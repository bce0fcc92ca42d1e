/* SPDX-License-Identifier: MIT */
/* What a worker can no longer do, tried in a process of its own. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "ocr/sandbox.h"

#define MEMORY ((size_t)256 << 20)
#define NO_SANDBOX 99

/* Enter the sandbox in a new process and try. Returns how that ended. */
static int
try(int (*deed)(void))
{
	struct sandbox sandbox = { "tests/samples", MEMORY, 1 << 20 };
	struct fault f;
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0)
		_exit(sandbox_enter(&sandbox, &f) < 0 ? NO_SANDBOX : deed());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void
assert_killed(int (*deed)(void))
{
	int status = try(deed);

	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGSYS);
}

/* That the deed gave this errno, or 0 for success. */
static void
assert_gives(int (*deed)(void), int wanted)
{
	int status = try(deed);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), wanted);
}

static int
open_socket(void)
{
	return socket(AF_INET, SOCK_STREAM, 0);
}

static int
start_program(void)
{
	return execl("/bin/true", "true", NULL);
}

static int
start_process(void)
{
	return fork() < 0 ? errno : 0;
}

static int
signal_another(void)
{
	return kill(getppid(), SIGTERM);
}

static int
write_file(void)
{
	return open("tests/samples/new", O_WRONLY | O_CREAT, 0666) < 0 ?
	    errno : 0;
}

static int
map_code(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE |
	    MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? errno : 0;
}

static int
read_model(void)
{
	return open("tests/samples/ocr/codes/qr.png", O_RDONLY) < 0 ?
	    errno : 0;
}

static int
read_other_file(void)
{
	return open("/etc/passwd", O_RDONLY) < 0 ? errno : 0;
}

static int
raise_limit(void)
{
	const struct { uint64_t now, most; } limits = { 1 << 30, 1 << 30 };

	return syscall(SYS_prlimit64, 0, 9, &limits, NULL) < 0 ? errno : 0;
}

static void
network_and_programs_are_deadly(void **state)
{
	(void)state;
	assert_killed(open_socket);
	assert_killed(start_program);
	assert_killed(signal_another);
	assert_gives(start_process, EPERM);
}

static void
nothing_is_written_or_made_executable(void **state)
{
	(void)state;
	assert_gives(write_file, EPERM);
	assert_gives(map_code, EPERM);
	assert_gives(raise_limit, EPERM);
}

static void
only_the_models_are_read(void **state)
{
	(void)state;
	assert_gives(read_model, 0);
	/* Kernels without Landlock give the rest to seccomp. */
	if (syscall(SYS_landlock_create_ruleset, NULL, 0,
	    LANDLOCK_CREATE_RULESET_VERSION) >= 1)
		assert_gives(read_other_file, EACCES);
}

/* The sanitizers take addresses without end, so there is no limit there. */
#ifndef __SANITIZE_ADDRESS__
static int
take_memory(void)
{
	char *bytes = malloc(MEMORY * 2);

	return bytes == NULL ? ENOMEM : bytes[0] & 0;
}

static void
memory_has_an_end(void **state)
{
	(void)state;
	assert_gives(take_memory, ENOMEM);
}
#endif

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(network_and_programs_are_deadly),
		cmocka_unit_test(nothing_is_written_or_made_executable),
		cmocka_unit_test(only_the_models_are_read),
#ifndef __SANITIZE_ADDRESS__
		cmocka_unit_test(memory_has_an_end),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
