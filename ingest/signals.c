/* SPDX-License-Identifier: MIT */
#include "ingest/signals.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

int
signals_open(struct signals *signals, struct fault *f)
{
	sigset_t set;

	*signals = (struct signals){ .fd = -1 };
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	signals->fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	if (signals->fd < 0)
		return fault(f, "signalfd: %s", strerror(errno));
	return 0;
}

void
signals_poll(struct signals *signals)
{
	struct signalfd_siginfo info;

	while (read(signals->fd, &info, sizeof(info)) == sizeof(info)) {
		if (info.ssi_signo == SIGHUP)
			signals->reload = true;
		else
			signals->stop = true;
	}
}

void
signals_wait(struct signals *signals, double seconds)
{
	struct pollfd wanted = { .fd = signals->fd, .events = POLLIN };
	double most = 1e6;	/* poll() counts milliseconds in an int */

	if (seconds > 0)
		poll(&wanted, 1, (int)((seconds < most ? seconds : most) *
		    1000));
	signals_poll(signals);
}

void
signals_wait_or_read(struct signals *signals, int fd)
{
	struct pollfd wanted[] = {
		{ .fd = signals->fd, .events = POLLIN },
		{ .fd = fd, .events = POLLIN }
	};

	poll(wanted, 2, -1);
	signals_poll(signals);
}

void
signals_close(struct signals *signals)
{
	if (signals->fd >= 0)
		close(signals->fd);
	signals->fd = -1;
}
