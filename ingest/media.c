/* SPDX-License-Identifier: MIT */
#include "ingest/media.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/exif.h"
#include "ingest/kind.h"
#include "ingest/size.h"
#include "wire/digest.h"
#include "wire/record.h"

#define UNSETTLED_MAX 128	/* files open at once */

/* A file that is written, but not yet safe under its name. */
struct unsettled {
	int fd;
	char temporary[64];
	char path[DIGEST_SIZE + 16];
};

struct media {
	struct unsettled unsettled[UNSETTLED_MAX];
	size_t unsettled_count;
	char *folder;
	int fd;			/* of the folder: all names are below it */
	size_t max;
	unsigned long count;	/* for names of unfinished files */
};

struct media *
media_open(const char *folder, size_t max, struct fault *f)
{
	struct media *media = calloc(1, sizeof(*media));

	if (media == NULL || (media->folder = strdup(folder)) == NULL) {
		free(media);
		fault(f, "out of memory");
		return NULL;
	}
	media->max = max;
	if (mkdir(folder, 0777) < 0 && errno != EEXIST)
		goto failed;
	media->fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (media->fd < 0)
		goto failed;
	return media;
failed:
	fault(f, "%s: %s", folder, strerror(errno));
	free(media->folder);
	free(media);
	return NULL;
}

void
media_close(struct media *media)
{
	if (media == NULL)
		return;
	media_settle(media, NULL);
	close(media->fd);
	free(media->folder);
	free(media);
}

static int
write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, bytes, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		bytes += n;
		length -= (size_t)n;
	}
	return 0;
}

/* Write a new file whole, under a name of its own; notes it as unsettled. */
static int
write_file(struct media *media, const char *path, const void *bytes,
    size_t length)
{
	struct unsettled *u = &media->unsettled[media->unsettled_count];
	int saved;

	snprintf(u->path, sizeof(u->path), "%s", path);
	snprintf(u->temporary, sizeof(u->temporary), "%.2s/.%ld-%lu", path,
	    (long)getpid(), media->count++);
	u->fd = openat(media->fd, u->temporary,
	    O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (u->fd < 0)
		return -1;
	if (write_all(u->fd, bytes, length) == 0) {
		/* Under way to the disk while others are being fetched. */
		sync_file_range(u->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
		media->unsettled_count++;
		return 0;
	}
	saved = errno;
	close(u->fd);
	unlinkat(media->fd, u->temporary, 0);
	errno = saved;
	return -1;
}

/* Sync a file and give it its name. Returns 0, or -1 with errno. */
static int
settle_one(struct media *media, const struct unsettled *u)
{
	int saved = fsync(u->fd) < 0 ? errno : 0;

	if (close(u->fd) < 0 && saved == 0)
		saved = errno;
	if (saved == 0 && renameat(media->fd, u->temporary, media->fd,
	    u->path) == 0)
		return 0;
	saved = saved == 0 ? errno : saved;
	unlinkat(media->fd, u->temporary, 0);
	errno = saved;
	return -1;
}

int
media_settle(struct media *media, struct fault *f)
{
	int result = 0;

	for (size_t i = 0; i < media->unsettled_count; i++)
		if (settle_one(media, &media->unsettled[i]) < 0)
			result = fault(f, "%s/%s: %s", media->folder,
			    media->unsettled[i].path, strerror(errno));
	media->unsettled_count = 0;
	return result;
}

/* True if the store has this path already, whole. */
static bool
is_kept(const struct media *media, const char *path, size_t length)
{
	struct stat st;

	return fstatat(media->fd, path, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
	    S_ISREG(st.st_mode) && (size_t)st.st_size == length;
}

static int
keep(struct media *media, const char *path, const void *bytes, size_t length,
    struct fault *f)
{
	char folder[3];

	if (is_kept(media, path, length))
		return 0;
	if (media->unsettled_count == UNSETTLED_MAX &&
	    media_settle(media, f) < 0)
		return -1;
	snprintf(folder, sizeof(folder), "%.2s", path);
	if (mkdirat(media->fd, folder, 0777) < 0 && errno != EEXIST)
		return fault(f, "%s/%s: %s", media->folder, folder,
		    strerror(errno));
	if (write_file(media, path, bytes, length) < 0)
		return fault(f, "%s/%s: %s", media->folder, path,
		    strerror(errno));
	return 0;
}

/* Width and height by the header alone; whatever is no image has none. */
static int
set_size(json_t *medium, const void *bytes, size_t length)
{
	int width, height;

	if (!size_of(bytes, length, &width, &height))
		return 0;
	return json_object_set_new(medium, "width", json_integer(width)) |
	    json_object_set_new(medium, "height", json_integer(height));
}

/* What is known of the photo besides; a camera's time without zone says so. */
static int
set_exif(json_t *medium, const void *bytes, size_t length)
{
	struct exif exif = exif_read(bytes, length);
	char when[RECORD_TIME_SIZE];
	int bad = 0;

	if (exif.has_taken && exif.taken.when >= 0) {
		record_time(exif.taken.when, when);
		bad |= json_object_set_new(medium, "taken",
		    json_string(when));
		if (!exif.taken.zoned)
			bad |= json_object_set_new(medium, "taken_zone",
			    json_string("unknown"));
	}
	if (exif.width > 0 && exif.height > 0)
		bad |= json_object_set_new(medium, "width",
		    json_integer(exif.width)) |
		    json_object_set_new(medium, "height",
		    json_integer(exif.height));
	if (exif.has_place)
		bad |= json_object_set_new(medium, "geo",
		    json_pack("{s:f, s:f}", "lat", exif.latitude, "lon",
		    exif.longitude));
	return bad;
}

int
media_keep_later(struct media *media, const void *bytes, size_t length,
    json_t *medium, struct fault *f)
{
	struct kind kind = kind_of(bytes, length);
	char hex[DIGEST_SIZE], path[DIGEST_SIZE + 16];
	int bad;

	if (length == 0)
		return fault(f, "empty file");
	if (length > media->max)
		return fault(f, "too large: over %zu bytes", media->max);
	digest_bytes(bytes, length, hex);
	snprintf(path, sizeof(path), "%.2s/%s.%s", hex, hex, kind.suffix);
	if (keep(media, path, bytes, length, f) < 0)
		return -1;
	bad = json_object_set_new(medium, "sha256", json_string(hex));
	bad |= json_object_set_new(medium, "path", json_string(path));
	bad |= json_object_set_new(medium, "bytes",
	    json_integer((json_int_t)length));
	if (kind.mime != NULL)
		bad |= json_object_set_new(medium, "mime",
		    json_string(kind.mime));
	if (kind.mime != NULL && strncmp(kind.mime, "image/", 6) == 0)
		bad |= set_size(medium, bytes, length) |
		    set_exif(medium, bytes, length);
	return bad ? fault(f, "out of memory") : 0;
}

int
media_keep(struct media *media, const void *bytes, size_t length,
    json_t *medium, struct fault *f)
{
	if (media_keep_later(media, bytes, length, medium, f) < 0)
		return -1;
	return media_settle(media, f);
}

/* Read a regular file of a known size. Returns bytes to free, or NULL. */
static char *
read_file(int fd, size_t size)
{
	char *bytes = malloc(size + 1);
	size_t used = 0;

	while (bytes != NULL && used < size) {
		ssize_t n = read(fd, bytes + used, size - used);

		if (n < 0 && errno == EINTR)
			continue;
		if (n > 0) {
			used += (size_t)n;
			continue;
		}
		if (n == 0)
			errno = EIO;	/* it shrank while being read */
		free(bytes);
		bytes = NULL;
	}
	return bytes;
}

int
media_keep_file(struct media *media, const char *path, json_t *medium,
    struct fault *f)
{
	struct stat st;
	char *bytes = NULL;
	int fd, result = -1;

	/* Not to block on a FIFO that somebody put into the folder. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd < 0)
		return fault(f, "%s: %s", path, strerror(errno));
	if (fstat(fd, &st) < 0)
		fault(f, "%s: %s", path, strerror(errno));
	else if (!S_ISREG(st.st_mode))
		fault(f, "%s: not a regular file", path);
	else if ((size_t)st.st_size > media->max)
		fault(f, "%s: too large: over %zu bytes", path, media->max);
	else if ((bytes = read_file(fd, (size_t)st.st_size)) == NULL)
		fault(f, "%s: %s", path, strerror(errno));
	else
		result = media_keep(media, bytes, (size_t)st.st_size, medium,
		    f);
	free(bytes);
	close(fd);
	return result;
}
