/* SPDX-License-Identifier: MIT */
#include "ingest/unfinished.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Lock it. False: somebody swept it away before. */
static bool
hold(int fd)
{
	struct stat st;

	/* Where there are no locks, nobody sweeps either. */
	while (flock(fd, LOCK_EX) < 0 && errno == EINTR)
		continue;
	return fstat(fd, &st) < 0 || st.st_nlink > 0;
}

/*
 * The name is one that nobody has: our number may be another's in another
 * container, or was in a run that was killed.
 */
int
unfinished_open(int store, const char *folder, unsigned long *count,
    char name[UNFINISHED_SIZE])
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;

	for (;;) {
		int fd;

		snprintf(name, UNFINISHED_SIZE, "%s/.%ld-%lu", folder,
		    (long)getpid(), (*count)++);
		fd = openat(store, name, flags, 0666);
		if (fd < 0 && errno != EEXIST)
			return -1;
		if (fd >= 0 && hold(fd))
			return fd;
		if (fd >= 0)
			close(fd);
	}
}

/* ".PID-N" */
static bool
is_unfinished(const char *name)
{
	static const char digits[] = "0123456789";
	size_t first = name[0] == '.' ? strspn(name + 1, digits) : 0;
	const char *rest = name + 1 + first;

	return first > 0 && *rest == '-' && rest[1] != '\0' &&
	    rest[1 + strspn(rest + 1, digits)] == '\0';
}

/*
 * Remove it, unless it is locked. Who has the lock writes no more, and the name
 * is still that of the file: else it was given to another meanwhile.
 */
static void
remove_left(int folder, const char *name)
{
	struct stat file, named;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
	    O_NONBLOCK);

	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &file) == 0 &&
	    fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(named.st_mode) && file.st_dev == named.st_dev &&
	    file.st_ino == named.st_ino)
		unlinkat(folder, name, 0);
	close(fd);
}

void
unfinished_sweep(int store, const char *folder)
{
	int fd = openat(store, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		if (is_unfinished(entry->d_name))
			remove_left(fd, entry->d_name);
	if (dir != NULL)
		closedir(dir);
	else if (fd >= 0)
		close(fd);
}
