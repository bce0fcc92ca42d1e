/* SPDX-License-Identifier: MIT */
#include "ingest/manifest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

/* The end of the chain so far. */
static int
read_chain(struct manifest *manifest, const char *path, struct fault *f)
{
	char last[ENTRY + 2];
	off_t size = lseek(manifest->fd, 0, SEEK_END);

	begin_chain(manifest->chain);
	if (size == 0)
		return 0;
	if (size < ENTRY + 1 || size % (ENTRY + 1) != 0 ||
	    pread(manifest->fd, last, ENTRY + 1, size - ENTRY - 1) !=
	    ENTRY + 1 || last[ENTRY] != '\n' || last[HEX] != ' ')
		return fault(f, "%s: not a manifest, or not whole", path);
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
};

/* Note the first difference. Returns 1. */
static int
differ(struct fault *f, const char *what, unsigned long number, const char *how)
{
	fault(f, "%s %lu: %s", what, number, how);
	return 1;
}

/* One record against one entry: 0, or 1 with the difference. */
static int
compare(struct pair *pair, const struct line *entry, const struct line *line,
    struct fault *f)
{
	char digest[DIGEST_SIZE];

	digest_bytes(line->bytes, line->length, digest);
	if (entry->length != ENTRY || entry->bytes[HEX] != ' ')
		return differ(f, "manifest line", entry->number,
		    "not an entry");
	if (memcmp(entry->bytes, digest, HEX) != 0)
		return differ(f, "line", line->number,
		    "altered, moved, or one before it is missing");
	go_on(pair->chain, digest);
	if (memcmp(entry->bytes + HEX + 1, pair->chain, HEX) != 0)
		return differ(f, "manifest line", entry->number,
		    "the chain is broken");
	return 0;
}

static int
compare_all(struct pair *pair, struct fault *f)
{
	struct line entry, line;

	for (;;) {
		int entries = lines_next(&pair->in[0], &entry, f);
		int lines = entries < 0 ? -1 : lines_next(&pair->in[1],
		    &line, f);

		if (entries < 0 || lines < 0)
			return -1;
		if (entries == 0 && lines == 0)
			return 0;
		if (lines == 0)
			return differ(f, "line", entry.number,
			    "missing, as are all after it");
		if (entries == 0)
			return differ(f, "line", line.number,
			    "not in the manifest");
		if (compare(pair, &entry, &line, f) != 0)
			return 1;
	}
}

int
manifest_verify(const char *manifest, const char *file, struct fault *f)
{
	const char *paths[] = { manifest, file };
	struct pair pair;
	int opened = 0, result = -1;

	begin_chain(pair.chain);
	while (opened < 2) {
		pair.fd[opened] = open(paths[opened], O_RDONLY | O_CLOEXEC);
		if (pair.fd[opened] < 0) {
			/* The caller tells which records it is about. */
			if (opened == 0)
				fault(f, "manifest %s: %s", manifest,
				    strerror(errno));
			else
				fault(f, "%s", strerror(errno));
			break;
		}
		if (lines_open(&pair.in[opened], pair.fd[opened], RECORD_MAX,
		    f) < 0) {
			close(pair.fd[opened]);
			break;
		}
		opened++;
	}
	if (opened == 2)
		result = compare_all(&pair, f);
	while (opened-- > 0) {
		lines_close(&pair.in[opened]);
		close(pair.fd[opened]);
	}
	return result;
}
