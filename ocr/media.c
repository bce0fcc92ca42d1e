/* SPDX-License-Identifier: MIT */
#include "ocr/media.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int
media_open_store(const char *path, struct fault *f)
{
	int store = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (store < 0)
		return fault(f, "%s: %s", path, strerror(errno));
	return store;
}

/* For kernels before 5.6 and the sandboxes that do not know openat2(2). */
static int
open_plainly(int store, const char *path)
{
	const char *part = path;

	while (part != NULL) {
		if (part[0] == '/' || (strncmp(part, "..", 2) == 0 &&
		    (part[2] == '/' || part[2] == '\0'))) {
			errno = EXDEV;
			return -1;
		}
		part = strchr(part, '/');
		part = part != NULL ? part + 1 : NULL;
	}
	/* NOLINTNEXTLINE(*NonNullParamChecker): never so here */
	return openat(store, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK |
	    O_NOFOLLOW);
}

static int
open_beneath(int store, const char *path)
{
	struct open_how how = {
		.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY,
		.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
	};
	long fd = syscall(SYS_openat2, store, path, &how, sizeof(how));

	if (fd < 0 && (errno == ENOSYS || errno == EPERM))
		return open_plainly(store, path);
	return (int)fd;
}

int
media_open(int store, const char *path, size_t most, struct fault *f)
{
	struct stat status;
	int fd = open_beneath(store, path);

	if (fd < 0 && errno == EXDEV)
		return fault(f, "outside the media store");
	if (fd < 0)
		return fault(f, "%s", strerror(errno));
	if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode))
		fault(f, "not a regular file");
	else if ((uint64_t)status.st_size > most)
		fault(f, "%lld bytes, over the limit of %zu",
		    (long long)status.st_size, most);
	else
		return fd;
	close(fd);
	return -1;
}

void *
media_read(int fd, size_t most, size_t *length, struct fault *f)
{
	struct stat status;
	char *bytes;
	ssize_t got = 1;

	if (fstat(fd, &status) < 0 || (uint64_t)status.st_size > most) {
		fault(f, "over the limit of %zu bytes", most);
		return NULL;
	}
	bytes = malloc((size_t)status.st_size + 1);
	if (bytes == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	*length = 0;
	while (*length < (size_t)status.st_size && (got = pread(fd,
	    bytes + *length, (size_t)status.st_size - *length,
	    (off_t)*length)) > 0)
		*length += (size_t)got;
	if (got >= 0)
		return bytes;
	fault(f, "read: %s", strerror(errno));
	free(bytes);
	return NULL;
}
