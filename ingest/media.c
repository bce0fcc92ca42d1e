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
#include "ingest/unfinished.h"
#include "wire/digest.h"
#include "wire/output.h"
#include "wire/record.h"

#define READ_SIZE 16384		/* bytes that are compared at a time */

struct media {
	char *folder;
	int fd;			/* of the folder: all names are below it */
	size_t max;
	unsigned long count;	/* for names of unfinished files */
	bool swept[256];	/* its folder of this number, in this run */
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
	fault(f, "--media: %s: %s", folder, strerror(errno));
	free(media->folder);
	free(media);
	return NULL;
}

void
media_close(struct media *media)
{
	if (media == NULL)
		return;
	close(media->fd);
	free(media->folder);
	free(media);
}

/* The folder may be new, too, or hold what a run that was killed left. */
static int
open_new(struct media *media, const char *path, char name[UNFINISHED_SIZE])
{
	char folder[3];
	bool *swept;
	int fd;

	snprintf(folder, sizeof(folder), "%.2s", path);
	swept = &media->swept[strtoul(folder, NULL, 16) & 0xff];
	if (!*swept)
		unfinished_sweep(media->fd, folder);
	*swept = true;
	fd = unfinished_open(media->fd, folder, &media->count, name);
	if (fd >= 0 || errno != ENOENT)
		return fd;
	if (mkdirat(media->fd, folder, 0777) < 0 && errno != EEXIST)
		return -1;
	return unfinished_open(media->fd, folder, &media->count, name);
}

/* Write a new file whole. Returns 0, or -1 with errno. */
static int
write_file(struct media *media, const char *path, const void *bytes,
    size_t length)
{
	char name[UNFINISHED_SIZE];
	int saved = 0, fd = open_new(media, path, name);

	if (fd < 0)
		return -1;
	if (output_all(fd, bytes, length) < 0)
		saved = errno;
	if (close(fd) < 0 && saved == 0)
		saved = errno;
	if (saved == 0 && renameat(media->fd, name, media->fd, path) < 0)
		saved = errno;
	if (saved == 0)
		return 0;
	unlinkat(media->fd, name, 0);
	errno = saved;
	return -1;
}

/* True if this open file holds these bytes from here on. */
static bool
holds(int fd, const char *bytes, size_t length)
{
	char piece[READ_SIZE];

	while (length > 0) {
		size_t want = length < sizeof(piece) ? length : sizeof(piece);
		ssize_t n = read(fd, piece, want);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0 || memcmp(piece, bytes, (size_t)n) != 0)
			return false;
		bytes += n;
		length -= (size_t)n;
	}
	return true;
}

/*
 * True if the store has these bytes there already. They are compared: what
 * was not synced before the power failed may be anything.
 */
static bool
has(const struct media *media, const char *path, const void *bytes,
    size_t length)
{
	int fd = openat(media->fd, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
	    O_NONBLOCK);
	struct stat st;
	bool same;

	if (fd < 0)
		return false;
	same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    (size_t)st.st_size == length && holds(fd, bytes, length);
	close(fd);
	return same;
}

/* Sync a file or folder in the store. Returns 0, or -1 with errno. */
static int
sync_path(const struct media *media, const char *path)
{
	int fd = openat(media->fd, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	int result = fd < 0 ? -1 : fsync(fd), saved = errno;

	if (fd >= 0)
		close(fd);
	errno = saved;
	return result;
}

int
media_sync(struct media *media, const struct kept *kept, struct fault *f)
{
	char folder[3];
	int saved;

	snprintf(folder, sizeof(folder), "%.2s", kept->path);
	if (sync_path(media, kept->path) == 0 &&
	    sync_path(media, folder) == 0 && fsync(media->fd) == 0)
		return 0;
	saved = errno;
	/* Else it would be found there, and never written again. */
	unlinkat(media->fd, kept->path, 0);
	return fault(f, "%s/%s: %s", media->folder, kept->path,
	    strerror(saved));
}

int
media_sync_all(struct media *media)
{
	return syncfs(media->fd);
}

int
media_write(struct media *media, const void *bytes, size_t length,
    struct kept *kept, struct fault *f)
{
	struct kind kind = kind_of(bytes, length);

	*kept = (struct kept){ .length = length, .mime = kind.mime };
	if (length == 0)
		return fault(f, "empty file");
	if (length > media->max)
		return fault(f, "too large: over %zu bytes", media->max);
	digest_bytes(bytes, length, kept->sha256);
	snprintf(kept->path, sizeof(kept->path), "%.2s/%s.%s", kept->sha256,
	    kept->sha256, kind.suffix);
	if (!has(media, kept->path, bytes, length) &&
	    write_file(media, kept->path, bytes, length) < 0)
		return fault(f, "%s/%s: %s", media->folder, kept->path,
		    strerror(errno));
	if (kind.mime == NULL || strncmp(kind.mime, "image/", 6) != 0)
		return 0;
	if (!size_of(bytes, length, &kept->width, &kept->height))
		kept->width = kept->height = 0;
	kept->exif = exif_read(bytes, length);
	if (kept->exif.width > 0 && kept->exif.height > 0) {
		kept->width = kept->exif.width;
		kept->height = kept->exif.height;
	}
	return 0;
}

/* What the camera knew; a time without zone says so. */
static int
tell_exif(const struct exif *exif, json_t *medium)
{
	char when[RECORD_TIME_SIZE];
	int bad = 0;

	if (exif->has_taken && exif->taken.when >= 0) {
		record_time(exif->taken.when, when);
		bad |= json_object_set_new(medium, "taken",
		    json_string(when));
		if (!exif->taken.zoned)
			bad |= json_object_set_new(medium, "taken_zone",
			    json_string("unknown"));
	}
	if (exif->has_place)
		bad |= json_object_set_new(medium, "geo",
		    json_pack("{s:f, s:f}", "lat", exif->latitude, "lon",
		    exif->longitude));
	return bad;
}

int
media_tell(const struct kept *kept, json_t *medium, struct fault *f)
{
	int bad = json_object_set_new(medium, "sha256",
	    json_string(kept->sha256));

	bad |= json_object_set_new(medium, "path", json_string(kept->path));
	bad |= json_object_set_new(medium, "bytes",
	    json_integer((json_int_t)kept->length));
	if (kept->mime != NULL)
		bad |= json_object_set_new(medium, "mime",
		    json_string(kept->mime));
	if (kept->width > 0)
		bad |= json_object_set_new(medium, "width",
		    json_integer(kept->width)) |
		    json_object_set_new(medium, "height",
		    json_integer(kept->height));
	bad |= tell_exif(&kept->exif, medium);
	return bad ? fault(f, "out of memory") : 0;
}

int
media_keep(struct media *media, const void *bytes, size_t length,
    json_t *medium, struct fault *f)
{
	struct kept kept;

	if (media_write(media, bytes, length, &kept, f) < 0 ||
	    media_sync(media, &kept, f) < 0)
		return -1;
	return media_tell(&kept, medium, f);
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
