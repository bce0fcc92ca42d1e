/* SPDX-License-Identifier: MIT */
#include "ingest/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "wire/digest.h"
#include "wire/line.h"
#include "wire/output.h"
#include "wire/record.h"

#define HEX (DIGEST_SIZE - 1)
#define ENTRY (2 * HEX + 1)	/* "DIGEST CHAIN" */

struct manifest {
	const char *path;
	int fd;
	struct output out;
	char chain[DIGEST_SIZE];	/* of the last record */
};

static void
begin_chain(char chain[DIGEST_SIZE])
{
	memset(chain, '0', HEX);
	chain[HEX] = '\0';
}

/* Put one more digest into the chain. */
static void
go_on(char chain[DIGEST_SIZE], const char digest[DIGEST_SIZE])
{
	char both[2 * HEX];

	memcpy(both, chain, HEX);
	memcpy(both + HEX, digest, HEX);
	digest_bytes(both, sizeof(both), chain);
}

/* True if these may be the beginning of an entry. */
static bool
begins_entry(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (i == HEX ? bytes[i] != ' ' : strchr("0123456789abcdef",
		    bytes[i]) == NULL || bytes[i] == '\0')
			return false;
	return true;
}

/*
 * The end of the chain so far. What a run that was killed or had no room left
 * of an entry is cut off: its record counts as one that no entry tells of.
 */
static int
read_chain(struct manifest *manifest, const char *path, struct fault *f)
{
	char last[ENTRY + 1];
	off_t size = lseek(manifest->fd, 0, SEEK_END);
	size_t torn = size < 0 ? 0 : (size_t)size % sizeof(last);

	begin_chain(manifest->chain);
	if (size < 0)	/* a pipe, or a device */
		return 0;
	size -= (off_t)torn;
	if (pread(manifest->fd, last, torn, size) != (ssize_t)torn ||
	    !begins_entry(last, torn))
		return fault(f, "%s: not a manifest", path);
	if (torn > 0 && ftruncate(manifest->fd, size) < 0)
		return fault(f, "%s: %s", path, strerror(errno));
	if (size == 0)
		return 0;
	if (pread(manifest->fd, last, sizeof(last), size -
	    (off_t)sizeof(last)) != (ssize_t)sizeof(last) ||
	    last[ENTRY] != '\n' || !begins_entry(last, ENTRY))
		return fault(f, "%s: not a manifest", path);
	memcpy(manifest->chain, last + HEX + 1, HEX);
	return 0;
}

struct manifest *
manifest_open(const char *path, struct fault *f)
{
	struct manifest *manifest = calloc(1, sizeof(*manifest));

	if (manifest == NULL) {
		fault(f, "out of memory");
		return NULL;
	}
	manifest->path = path;
	manifest->fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC,
	    0666);
	if (manifest->fd < 0)
		fault(f, "%s: %s", path, strerror(errno));
	else if (flock(manifest->fd, LOCK_EX | LOCK_NB) < 0 &&
	    errno == EWOULDBLOCK)
		fault(f, "%s: in use by another run", path);
	else if (read_chain(manifest, path, f) == 0 &&
	    output_open(&manifest->out, manifest->fd, f) == 0)
		return manifest;
	if (manifest->fd >= 0)
		close(manifest->fd);
	free(manifest);
	return NULL;
}

int
manifest_add(struct manifest *manifest, const char *line, size_t length,
    struct fault *f)
{
	char digest[DIGEST_SIZE], entry[ENTRY + 1];
	struct fault why;

	digest_bytes(line, length, digest);
	go_on(manifest->chain, digest);
	snprintf(entry, sizeof(entry), "%s %s", digest, manifest->chain);
	if (output_line(&manifest->out, entry, ENTRY, &why) < 0)
		return fault(f, "%s: %s", manifest->path, why.text);
	return 0;
}

int
manifest_flush(struct manifest *manifest, struct fault *f)
{
	struct fault why;

	if (output_flush(&manifest->out, &why) < 0)
		return fault(f, "%s: %s", manifest->path, why.text);
	return 0;
}

void
manifest_close(struct manifest *manifest)
{
	if (manifest == NULL)
		return;
	output_close(&manifest->out);
	close(manifest->fd);
	free(manifest);
}

/* Two files that are read side by side. */
struct pair {
	struct lines in[2];
	int fd[2];
	char chain[DIGEST_SIZE];
	unsigned long first, unknown;	/* lines that no entry tells of */
};

/* Note the first difference. Returns 1. */
static int
differ(struct fault *f, const char *what, unsigned long number, const char *how)
{
	fault(f, "%s %lu: %s", what, number, how);
	return 1;
}

/* The next record of the file: blank lines are passed over, as everywhere. */
static int
next_line(struct pair *pair, struct line *line, struct fault *f)
{
	int got;

	do
		got = lines_next(&pair->in[1], line, f);
	while (got > 0 && line_is_blank(line));
	return got;
}

static void
note_unknown(struct pair *pair, const struct line *line)
{
	if (pair->unknown++ == 0)
		pair->first = line->number;
}

/*
 * Find the record of an entry. Lines before it that no entry tells of, as a
 * run that is killed may leave them, are counted, and the rest is compared.
 */
static int
find_record(struct pair *pair, const struct line *entry, struct fault *f)
{
	char digest[DIGEST_SIZE];
	unsigned long before = pair->unknown, first = 0;
	struct line line;
	int got;

	if (entry->length != ENTRY || !begins_entry(entry->bytes, ENTRY))
		return differ(f, "manifest line", entry->number,
		    "not an entry");
	while ((got = next_line(pair, &line, f)) > 0) {
		digest_bytes(line.bytes, line.length, digest);
		if (memcmp(entry->bytes, digest, HEX) == 0)
			break;
		first = first == 0 ? line.number : first;
		note_unknown(pair, &line);
	}
	if (got < 0)
		return -1;
	if (got == 0 && pair->unknown > before)
		return differ(f, "line", first,
		    "altered, moved, or one before it is missing");
	if (got == 0)
		return differ(f, "line", pair->in[1].number + 1,
		    "missing, as are all after it");
	go_on(pair->chain, digest);
	return memcmp(entry->bytes + HEX + 1, pair->chain, HEX) == 0 ? 0 :
	    differ(f, "manifest line", entry->number, "the chain is broken");
}

static int
compare_all(struct pair *pair, struct fault *f)
{
	struct line entry, line;
	int got, result = 0;

	while (result == 0 &&
	    (got = lines_next(&pair->in[0], &entry, f)) != 0)
		result = got < 0 ? -1 : find_record(pair, &entry, f);
	if (result != 0)
		return result;
	while ((got = next_line(pair, &line, f)) > 0)
		note_unknown(pair, &line);
	if (got < 0 || pair->unknown == 0)
		return got;
	fault(f, "line %lu: not in the manifest, the first of %lu such lines",
	    pair->first, pair->unknown);
	return 1;
}

/* Open one of the two; "-" is standard input. */
static int
open_input(struct lines *in, const char *path, struct fault *f)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? dup(STDIN_FILENO) :
	    open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return fault(f, "%s", strerror(errno));
	if (lines_open(in, fd, RECORD_MAX, f) == 0)
		return fd;
	close(fd);
	return -1;
}

int
manifest_verify(const char *manifest, const char *file, struct fault *f)
{
	const char *paths[] = { manifest, file };
	struct pair pair = { .first = 0 };
	struct fault why = { "" };
	int opened = 0, result = -1;

	begin_chain(pair.chain);
	while (opened < 2 && (pair.fd[opened] = open_input(&pair.in[opened],
	    paths[opened], &why)) >= 0)
		opened++;
	/* The caller tells which records it is about. */
	if (opened == 0)
		fault(f, "manifest %s: %s", manifest, why.text);
	else if (opened == 1)
		fault(f, "%s", why.text);
	else
		result = compare_all(&pair, f);
	while (opened-- > 0) {
		lines_close(&pair.in[opened]);
		close(pair.fd[opened]);
	}
	return result;
}
