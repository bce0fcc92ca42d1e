/* SPDX-License-Identifier: MIT */
/*
 * photos PATH...: pictures from files and folders, as those that a patrol
 * brings home. One picture is one post.
 */
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <limits.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "ingest/clock.h"
#include "ingest/kind.h"
#include "ingest/post.h"
#include "ingest/source.h"
#include "ingest/text.h"
#include "wire/digest.h"
#include "wire/record.h"
#include "wire/say.h"

#define MAGIC_SIZE 16	/* what kind_of() wants to see */

static const struct option_entry options[] = {
	{ "zone", OPTION_ZONE, "ZONE", NULL,
	    "the zone of clocks that name none: +05:00" },
	{ .name = NULL }
};

/* True if the name promises a picture. */
static bool
is_named_picture(const char *name)
{
	static const char *const suffixes[] = {
		"jpg", "jpeg", "png", "webp", "tif", "tiff", "heic", "heif",
		"avif", "gif", "bmp"
	};
	const char *dot = strrchr(name, '.');

	if (dot == NULL)
		return false;
	for (size_t i = 0; i < sizeof(suffixes) / sizeof(*suffixes); i++)
		if (strcasecmp(dot + 1, suffixes[i]) == 0)
			return true;
	return false;
}

/* Look at a file's first bytes. Returns 1 a picture, 0 none, -1 failure. */
static int
look(const char *path, struct fault *f)
{
	char magic[MAGIC_SIZE];
	ssize_t got;
	const char *mime;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return fault(f, "%s", strerror(errno));
	got = read(fd, magic, sizeof(magic));
	close(fd);
	if (got < 0)
		return fault(f, "%s", strerror(errno));
	mime = kind_of(magic, (size_t)got).mime;
	return mime != NULL && strncmp(mime, "image/", 6) == 0;
}

/* Put the camera's clock into the zone that the user knows. */
static int
set_zone(json_t *medium, const char *zone)
{
	const char *text = json_string_value(json_object_get(medium,
	    "taken"));
	char when[RECORD_TIME_SIZE];
	struct clock taken;

	if (zone == NULL || text == NULL ||
	    json_object_get(medium, "taken_zone") == NULL ||
	    clock_iso(text, &taken) < 0)
		return 0;
	taken.zoned = false;
	clock_assume(&taken, zone);
	record_time(taken.when, when);
	json_object_del(medium, "taken_zone");
	return json_object_set_new(medium, "taken", json_string(when));
}

static int
set_evidence(json_t *record, const json_t *medium)
{
	json_t *evidence = json_object();
	char now[RECORD_TIME_SIZE];
	int bad;

	record_time(time(NULL), now);
	bad = json_object_set_new(evidence, "fetched", json_string(now));
	bad |= json_object_set(evidence, "sha256",
	    json_object_get(medium, "sha256"));
	return json_object_set_new(record, "evidence", evidence) | bad;
}

/*
 * By its path; where that is no UTF-8, and would look like others once it is
 * repaired, by the digest of its bytes. NULL without memory.
 */
static json_t *
new_record(const char *path)
{
	bool sound = text_utf8(path, strlen(path)) == strlen(path);
	struct text id = { .bytes = NULL };
	char hex[DIGEST_SIZE];
	json_t *record = NULL;

	digest_bytes(path, strlen(path), hex);
	if (text_add_string(&id, "photos:") == 0 &&
	    text_add_string(&id, sound ? path : hex) == 0)
		record = post_new(id.bytes, "photos");
	text_free(&id);
	return record;
}

/* One picture as a record, also when its file could not be kept. */
static int
emit(struct run *run, const char *path, struct fault *f)
{
	struct fault why = { "" };
	json_t *record = new_record(path), *medium;
	int bad = post_set(record, "native_id", path), result = -1;

	medium = post_add_media(record, NULL);
	if (bad || medium == NULL) {
		fault(f, "out of memory");
		goto out;
	}
	if (media_keep_file(run->media, path, medium, &why) < 0) {
		sink_failed(run->sink, NULL, why.text);
		bad = json_object_set_new(medium, "error",
		    post_string(why.text, strlen(why.text)));
	} else {
		bad = set_zone(medium, option_text(run->options, "zone")) |
		    set_evidence(record, medium);
	}
	result = bad ? fault(f, "out of memory") :
	    sink_emit(run->sink, record, f);
out:
	json_decref(record);
	return result;
}

/* Of the target itself, not of what lies in it. */
static int
refuse(struct run *run, const FTSENT *entry, const char *why,
    struct fault *f)
{
	if (entry->fts_level == FTS_ROOTLEVEL)
		return fault(f, "%s", why);
	sink_failed(run->sink, entry->fts_path, why);
	return 0;
}

/*
 * A file that was found. Returns -1 when it is the target itself and no good,
 * or the run cannot go on.
 */
static int
take_file(struct run *run, const FTSENT *entry, struct fault *f)
{
	struct fault why = { "" };
	const char *path = entry->fts_path;
	int kind = look(path, &why);

	if (kind > 0)
		return emit(run, path, f);
	if (kind < 0)
		return refuse(run, entry, why.text, f);
	if (entry->fts_statp->st_size == 0 &&
	    is_named_picture(entry->fts_name))
		return refuse(run, entry, "empty file", f);
	if (entry->fts_level == FTS_ROOTLEVEL ||
	    is_named_picture(entry->fts_name))
		return refuse(run, entry, "not a picture", f);
	say(path, "passed over: not a picture");
	return 0;
}

static int
take_entry(struct run *run, const FTSENT *entry, struct fault *f)
{
	switch (entry->fts_info) {
	case FTS_F:
		return take_file(run, entry, f);
	case FTS_D:
	case FTS_DP:
		break;
	case FTS_DC:
		say(entry->fts_path, "passed over: a link back to a folder "
		    "that it lies in");
		break;
	case FTS_SL:
	case FTS_SLNONE:
		return refuse(run, entry, "a link that leads nowhere", f);
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
		return refuse(run, entry, strerror(entry->fts_errno), f);
	default:
		say(entry->fts_path, "passed over: not a regular file");
	}
	return 0;
}

/* By their bytes, so that the order is the same everywhere. */
static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

static int
run_photos(struct run *run, const char *target, struct fault *f)
{
	char path[PATH_MAX];
	char *paths[] = { path, NULL };
	const FTSENT *entry;
	FTS *tree;
	int result = 0;

	if (strlen(target) >= sizeof(path) || target[0] == '\0')
		return fault(f, "not a path");
	memcpy(path, target, strlen(target) + 1);
	tree = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, by_name);
	if (tree == NULL)
		return fault(f, "%s", strerror(errno));
	while (result == 0 && !sink_stopping(run->sink) &&
	    (entry = fts_read(tree)) != NULL)
		result = take_entry(run, entry, f);
	fts_close(tree);
	return result;
}

const struct source source_photos = {
	.name = "photos",
	.synopsis = "PATH...",
	.summary = "pictures from files and folders",
	.options = options,
	.run = run_photos,
};
