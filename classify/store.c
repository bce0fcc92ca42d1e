/* SPDX-License-Identifier: MIT */
#include "classify/store.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "lexicons-"	/* of all files here that are ours */
#define OTHERS_WRITE (S_IWGRP | S_IWOTH)

/* The folder that holds ours. Returns 0; -1 if there is none. */
static int
find_parent(char path[PATH_MAX])
{
	const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	int length = -1;

	/* A relative one is to be taken no notice of. */
	if (cache != NULL && cache[0] == '/')
		length = snprintf(path, PATH_MAX, "%s", cache);
	else if (home != NULL && home[0] == '/')
		length = snprintf(path, PATH_MAX, "%s/.cache", home);
	return length > 0 && length < PATH_MAX ? 0 : -1;
}

int
store_open(struct store *store)
{
	char path[PATH_MAX];
	int parent;

	if (find_parent(path) < 0 ||
	    (mkdir(path, S_IRWXU) < 0 && errno != EEXIST))
		return -1;
	parent = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (parent < 0)
		return -1;
	*store = (struct store){ .folder = -1 };
	if (mkdirat(parent, "klad", S_IRWXU) == 0 || errno == EEXIST)
		store->folder = openat(parent, "klad",
		    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	close(parent);
	return store->folder < 0 ? -1 : 0;
}

void
store_close(struct store *store)
{
	close(store->folder);
}

/* May its bytes be trusted as much as the user's own doing? */
static bool
is_own(const struct stat *status)
{
	return S_ISREG(status->st_mode) && status->st_uid == geteuid() &&
	    (status->st_mode & OTHERS_WRITE) == 0;
}

void *
store_map(const struct store *store, const char *name, size_t *size)
{
	char path[STORE_NAME_MAX];
	struct stat status;
	void *bytes = MAP_FAILED;
	int fd;

	snprintf(path, sizeof(path), PREFIX "%s", name);
	fd = openat(store->folder, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		return NULL;
	if (fstat(fd, &status) == 0 && is_own(&status) && status.st_size > 0) {
		*size = (size_t)status.st_size;
		bytes = mmap(NULL, *size, PROT_READ,
		    MAP_PRIVATE | MAP_POPULATE, fd, 0);
		/* It was used now. */
		futimens(fd, NULL);
	}
	close(fd);
	return bytes == MAP_FAILED ? NULL : bytes;
}

FILE *
store_create(struct store *store)
{
	uint64_t number;
	FILE *file;
	int fd;

	if (getentropy(&number, sizeof(number)) < 0)
		return NULL;
	snprintf(store->fresh, sizeof(store->fresh), PREFIX "new-%016jx",
	    (uintmax_t)number);
	fd = openat(store->folder, store->fresh,
	    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (fd < 0)
		return NULL;
	file = fdopen(fd, "w");
	if (file == NULL) {
		close(fd);
		unlinkat(store->folder, store->fresh, 0);
	}
	return file;
}

/* Find the file that was used last the longest ago, and count all. */
static size_t
find_oldest(const struct store *store, DIR *dir, char oldest[STORE_NAME_MAX])
{
	const struct dirent *entry;
	struct timespec least = { .tv_sec = 0 };
	size_t count = 0;

	while ((entry = readdir(dir)) != NULL) {
		const char *name = entry->d_name;
		struct stat status;

		if (strncmp(name, PREFIX, strlen(PREFIX)) != 0 ||
		    strlen(name) >= STORE_NAME_MAX ||
		    fstatat(store->folder, name, &status,
		    AT_SYMLINK_NOFOLLOW) < 0)
			continue;
		if (count++ > 0 && (status.st_mtim.tv_sec > least.tv_sec ||
		    (status.st_mtim.tv_sec == least.tv_sec &&
		    status.st_mtim.tv_nsec >= least.tv_nsec)))
			continue;
		least = status.st_mtim;
		strcpy(oldest, name);
	}
	return count;
}

/* Remove one file if there are too many: each new one adds no more. */
static void
make_room(const struct store *store)
{
	char oldest[STORE_NAME_MAX];
	int fd = openat(store->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);

	if (dir == NULL) {
		if (fd >= 0)
			close(fd);
		return;
	}
	if (find_oldest(store, dir, oldest) > STORE_FILES_MAX)
		unlinkat(store->folder, oldest, 0);
	closedir(dir);
}

void
store_keep(struct store *store, FILE *file, const char *name)
{
	char path[STORE_NAME_MAX];
	/* On disk before it has its name: no power cut leaves half of it. */
	bool kept = name != NULL && fsync(fileno(file)) == 0;

	if (fclose(file) != 0)
		kept = false;
	if (kept) {
		snprintf(path, sizeof(path), PREFIX "%s", name);
		kept = renameat(store->folder, store->fresh, store->folder,
		    path) == 0;
	}
	if (!kept)
		unlinkat(store->folder, store->fresh, 0);
	else
		make_room(store);
}
