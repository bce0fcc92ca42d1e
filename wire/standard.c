/* SPDX-License-Identifier: MIT */
#include "wire/standard.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

int
standard_hold(void)
{
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null",
		    fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			return -1;
	signal(SIGXFSZ, SIG_IGN);
	return 0;
}
