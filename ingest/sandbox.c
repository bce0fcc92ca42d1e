/* SPDX-License-Identifier: MIT */
#include "ingest/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "wire/say.h"

/* The leak checker of the sanitizers traces processes, and must be let. */
#ifdef __SANITIZE_ADDRESS__
#define POSSIBLE false
#else
#define POSSIBLE true
#endif

/* What changes the file system; reading stays free. */
#define WRITES (LANDLOCK_ACCESS_FS_WRITE_FILE | \
	LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
	LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | \
	LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | \
	LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK | \
	LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_EXECUTE)

static void
allow(int rules, const char *folder)
{
	struct landlock_path_beneath_attr below = {
		.allowed_access = WRITES & ~(uint64_t)
		    LANDLOCK_ACCESS_FS_EXECUTE,
		.parent_fd = open(folder, O_PATH | O_CLOEXEC | O_DIRECTORY)
	};

	if (below.parent_fd < 0)
		return;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH,
	    &below, 0);
	close(below.parent_fd);
}

/* The folder that holds the file of this option, if it was given. */
static void
allow_around(int rules, const struct options *options, const char *name)
{
	const char *path = option_text(options, name);
	char *copy = path == NULL ? NULL : strdup(path);

	if (copy != NULL)
		allow(rules, dirname(copy));
	free(copy);
}

static int
close_files(const struct options *options)
{
	static const char *const folders[] = { "media", "warc" };
	static const char *const files[] = { "state", "events", "manifest" };
	struct landlock_ruleset_attr attributes = {
		.handled_access_fs = WRITES
	};
	int result, rules = (int)syscall(SYS_landlock_create_ruleset,
	    &attributes, sizeof(attributes), 0);

	if (rules < 0)
		return -1;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		if (option_text(options, folders[i]) != NULL)
			allow(rules, option_text(options, folders[i]));
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		allow_around(rules, options, files[i]);
	result = (int)syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
	return result;
}

static int
close_calls(void)
{
	static const int calls[] = {
		SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace),
		SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev),
		SCMP_SYS(mount), SCMP_SYS(umount2), SCMP_SYS(chroot),
		SCMP_SYS(pivot_root), SCMP_SYS(unshare), SCMP_SYS(setns),
		SCMP_SYS(bpf), SCMP_SYS(perf_event_open), SCMP_SYS(keyctl),
		SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(reboot),
		SCMP_SYS(init_module), SCMP_SYS(finit_module),
		SCMP_SYS(kexec_load), SCMP_SYS(userfaultfd),
		SCMP_SYS(setuid), SCMP_SYS(setgid), SCMP_SYS(personality)
	};
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int result;

	if (filter == NULL)
		return -1;
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), calls[i], 0);
	result = seccomp_load(filter);
	seccomp_release(filter);
	return result < 0 ? -1 : 0;
}

void
sandbox_enter(const struct options *options)
{
	bool files, calls;

	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	files = POSSIBLE && close_files(options) == 0;
	calls = POSSIBLE && close_calls() == 0;
	if (option_given(options, "verbose"))
		say(NULL, "sandbox: files %s, system calls %s",
		    files ? "closed by landlock" : "open: no landlock",
		    calls ? "closed by seccomp" : "open: no seccomp");
}
