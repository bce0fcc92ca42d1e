/* SPDX-License-Identifier: MIT */
#include "ocr/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "ocr/worker.h"

int
pool_open(struct pool *pool, const struct options *options, struct fault *f)
{
	pool->options = options;
	pool->count = options->workers;
	pool->workers = calloc(pool->count, sizeof(*pool->workers));
	if (pool->workers == NULL)
		return fault(f, "out of memory");
	return 0;
}

void
pool_close(struct pool *pool)
{
	for (unsigned i = 0; i < pool->count; i++) {
		if (pool->workers[i].state != WORKER_ABSENT)
			pool_bury(&pool->workers[i], NULL);
		inbox_free(&pool->workers[i].inbox);
	}
	free(pool->workers);
	pool->workers = NULL;
	pool->count = 0;
}

/*
 * In the new process: nothing of the parent's stays open but the socket, and
 * what the libraries would print goes nowhere.
 */
_Noreturn static void
become_worker(const struct pool *pool, int socket, pid_t parent)
{
	int nowhere = open("/dev/null", O_RDWR);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "klad-ocr-worker");
	if (getppid() != parent || nowhere < 0 || dup2(socket, 3) < 0)
		_exit(1);
	dup2(nowhere, STDIN_FILENO);
	dup2(nowhere, STDOUT_FILENO);
#ifndef __SANITIZE_ADDRESS__
	dup2(nowhere, STDERR_FILENO);
#endif
	close_range(4, ~0U, 0);
	signal(SIGINT, SIG_IGN);
	worker_serve(3, pool->options);
}

int
pool_start(struct pool *pool, struct pool_worker *worker, struct fault *f)
{
	int sockets[2];
	pid_t parent = getpid();

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) < 0)
		return fault(f, "socketpair: %s", strerror(errno));
	worker->pid = fork();
	if (worker->pid < 0) {
		close(sockets[0]);
		close(sockets[1]);
		return fault(f, "fork: %s", strerror(errno));
	}
	if (worker->pid == 0)
		become_worker(pool, sockets[1], parent);
	close(sockets[1]);
	worker->socket = sockets[0];
	worker->state = WORKER_STARTING;
	return 0;
}

/* Milliseconds of a clock, 0 if it cannot be read. */
static long long
now(clockid_t clock)
{
	struct timespec time = { 0 };

	clock_gettime(clock, &time);
	return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Milliseconds that a worker has computed since its start. */
static long long
processor_time(const struct pool_worker *worker)
{
	clockid_t clock;

	return clock_getcpuclockid(worker->pid, &clock) == 0 ? now(clock) : 0;
}

/* Milliseconds of the processor for one picture. */
static long long
allowance(const struct pool *pool)
{
	return (long long)pool->options->seconds * 1000;
}

int
pool_give(struct pool *pool, struct pool_worker *worker, struct job *job,
    int picture, int drawing)
{
	struct request request = { REQUEST_PICTURE, picture, drawing };

	if (request_send(worker->socket, &request, NULL) < 0)
		return -1;
	worker->state = WORKER_BUSY;
	worker->job = job;
	worker->deadline = now(CLOCK_MONOTONIC) + POOL_WAIT * allowance(pool);
	worker->allowed = processor_time(worker) + allowance(pool);
	return 0;
}

long long
pool_left(const struct pool *pool, const struct pool_worker *worker,
    struct fault *f)
{
	long long computing = worker->allowed - processor_time(worker);
	long long waiting = worker->deadline - now(CLOCK_MONOTONIC);
	unsigned seconds = pool->options->seconds;

	if (computing > 0 && waiting > 0)
		return computing < waiting ? computing : waiting;
	if (computing <= 0)
		fault(f, "not read within %u s of the processor", seconds);
	else
		fault(f, "not read within %u s by the clock",
		    POOL_WAIT * seconds);
	return 0;
}

void
pool_bury(struct pool_worker *worker, struct fault *f)
{
	int status = 0;

	/* One that ended by itself keeps its own status. */
	kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		continue;
	if (WIFSIGNALED(status))
		fault(f, "worker ended by signal %d (%s)", WTERMSIG(status),
		    strsignal(WTERMSIG(status)));
	else
		fault(f, "worker ended with status %d", WEXITSTATUS(status));
	close(worker->socket);
	inbox_free(&worker->inbox);
	worker->state = WORKER_ABSENT;
	worker->job = NULL;
}

/* Resident bytes of a process, or 0 if it cannot be told (proc(5)). */
static size_t
resident(pid_t pid)
{
	char path[64];
	unsigned long pages = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/statm", (long)pid);
	file = fopen(path, "re");
	if (file == NULL)
		return 0;
	if (fscanf(file, "%*u %lu", &pages) != 1)
		pages = 0;
	fclose(file);
	return pages * (size_t)sysconf(_SC_PAGESIZE);
}

void
pool_trim(struct pool *pool, struct pool_worker *worker)
{
	size_t most = (size_t)pool->options->memory << 20;

#ifndef __SANITIZE_ADDRESS__
	if (resident(worker->pid) > most / 2)
		pool_bury(worker, NULL);
#else
	(void)resident;
	(void)most;
	(void)worker;
#endif
}
