/* SPDX-License-Identifier: MIT */
#include "ocr/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define OPEN_FILES 64

/*
 * The sanitizers reserve terabytes of addresses, and at the end of a process
 * look into it from another one.
 */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static int
limit(enum __rlimit_resource resource, rlim_t most)
{
	struct rlimit value;

	if (getrlimit(resource, &value) < 0)
		return -1;
	/* What the user allows may be less. */
	if (most < value.rlim_max)
		value.rlim_max = most;
	value.rlim_cur = value.rlim_max;
	return setrlimit(resource, &value);
}

static int
set_limits(const struct sandbox *sandbox, struct fault *f)
{
	if (limit(RLIMIT_CORE, 0) < 0 ||
	    limit(RLIMIT_NOFILE, OPEN_FILES) < 0 ||
	    limit(RLIMIT_FSIZE, sandbox->drawing) < 0 ||
	    (!SANITIZED && limit(RLIMIT_DATA, sandbox->memory) < 0))
		return fault(f, "setrlimit: %s", strerror(errno));
	return 0;
}

/*
 * Landlock (landlock(7)): of all files, those below the folder, for reading.
 * Without it seccomp still lets nothing be written.
 */
static int
restrict_files(const char *folder, struct fault *f)
{
	struct landlock_ruleset_attr handled = {
		.handled_access_fs = LANDLOCK_ACCESS_FS_MAKE_SYM * 2 - 1,
	};
	struct landlock_path_beneath_attr beneath = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE |
		    LANDLOCK_ACCESS_FS_READ_DIR,
	};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &handled,
	    sizeof(handled), 0);
	int status = 0;

	if (rules < 0)
		return 0;
	beneath.parent_fd = open(folder, O_PATH | O_CLOEXEC);
	if (beneath.parent_fd < 0 || syscall(SYS_landlock_add_rule, rules,
	    LANDLOCK_RULE_PATH_BENEATH, &beneath, 0) < 0 ||
	    syscall(SYS_landlock_restrict_self, rules, 0) < 0)
		status = fault(f, "landlock: %s: %s", folder,
		    strerror(errno));
	if (beneath.parent_fd >= 0)
		close(beneath.parent_fd);
	close(rules);
	return status;
}

/* What reading and decoding from memory take, threads of libheif included. */
static const int allowed[] = {
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(write),
	SCMP_SYS(writev), SCMP_SYS(pwrite64), SCMP_SYS(lseek),
	SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(newfstatat),
	SCMP_SYS(stat), SCMP_SYS(lstat), SCMP_SYS(statx), SCMP_SYS(access),
	SCMP_SYS(faccessat), SCMP_SYS(faccessat2), SCMP_SYS(getdents64),
	SCMP_SYS(ftruncate), SCMP_SYS(fsync),
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(recvmsg), SCMP_SYS(recvfrom), SCMP_SYS(sendto),
	SCMP_SYS(sendmsg), SCMP_SYS(poll), SCMP_SYS(ppoll),
	SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
	SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(sched_getparam), SCMP_SYS(sched_getscheduler),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_nanosleep),
	SCMP_SYS(clock_getres), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(nanosleep), SCMP_SYS(times), SCMP_SYS(getrusage),
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getppid),
	SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(tgkill), SCMP_SYS(getrandom),
	SCMP_SYS(sysinfo), SCMP_SYS(uname), SCMP_SYS(exit),
	SCMP_SYS(exit_group),
};

/* What a program that was taken over would reach for. */
static const int deadly[] = {
	SCMP_SYS(socket), SCMP_SYS(connect), SCMP_SYS(bind),
	SCMP_SYS(listen), SCMP_SYS(accept), SCMP_SYS(accept4),
	SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(fork),
	SCMP_SYS(vfork), SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv),
	SCMP_SYS(process_vm_writev), SCMP_SYS(kill), SCMP_SYS(tkill),
	SCMP_SYS(bpf), SCMP_SYS(io_uring_setup), SCMP_SYS(userfaultfd),
};

/* Calls that are allowed or not by their arguments. */
static int
add_conditions(scmp_filter_ctx filter)
{
	int status = 0;

	/* Files for reading only. */
	status |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat),
	    1, SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC,
	    O_RDONLY));
	/* No memory that can be executed. */
	status |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1,
	    SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	status |= seccomp_rule_add(filter, SCMP_ACT_ALLOW,
	    SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	/* Threads, but no processes; clone3 cannot be looked into. */
	status |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone),
	    1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
	status |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS),
	    SCMP_SYS(clone3), 0);
	/* Limits may be asked for, not changed. */
	status |= seccomp_rule_add(filter, SCMP_ACT_ALLOW,
	    SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0, 0));
	status |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOTTY),
	    SCMP_SYS(ioctl), 0);
	status |= seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl),
	    1, SCMP_A1(SCMP_CMP_LE, F_SETFL, 0));
	return status;
}

static int
restrict_calls(struct fault *f)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	int status;

	if (filter == NULL)
		return fault(f, "seccomp: out of memory");
	status = add_conditions(filter);
	for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		status |= seccomp_rule_add(filter, SCMP_ACT_ALLOW,
		    allowed[i], 0);
	for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		status |= seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS,
		    deadly[i], 0);
	if (status == 0)
		status = seccomp_load(filter);
	seccomp_release(filter);
	if (status != 0)
		return fault(f, "seccomp: cannot be had here");
	return 0;
}

int
sandbox_enter(const struct sandbox *sandbox, struct fault *f)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
		return fault(f, "prctl: %s", strerror(errno));
	if (set_limits(sandbox, f) < 0 ||
	    restrict_files(sandbox->folder, f) < 0)
		return -1;
	return restrict_calls(f);
}
