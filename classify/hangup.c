/* SPDX-License-Identifier: MIT */
#include "classify/hangup.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

int
hangup_open(struct fault *f)
{
	sigset_t set;
	int hangup;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	if (pthread_sigmask(SIG_BLOCK, &set, NULL) != 0 ||
	    (hangup = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC)) < 0)
		return fault(f, "SIGHUP: %s", strerror(errno));
	return hangup;
}

bool
hangup_came(int hangup, int input)
{
	struct pollfd waited[] = { { .fd = input, .events = POLLIN },
	    { .fd = hangup, .events = POLLIN } };
	struct signalfd_siginfo signal;

	while (poll(waited, 2, -1) < 0 && errno == EINTR)
		;
	return read(hangup, &signal, sizeof(signal)) == sizeof(signal);
}
