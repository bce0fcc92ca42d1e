/* SPDX-License-Identifier: MIT */
#include "classify/stats.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	KEY_MAX = 512		/* longer terms are told apart by this much */
};

/* An entry on its way into the file. */
struct row {
	struct tally tally;
	const struct entry *entry;
};

void
stats_open(struct stats *stats)
{
	*stats = (struct stats){ .lock = PTHREAD_MUTEX_INITIALIZER };
}

void
stats_close(struct stats *stats)
{
	map_free(&stats->keys);
	free(stats->tallies);
}

static size_t
make_key(const struct lexicon *lexicon, const struct entry *entry,
    char key[KEY_MAX])
{
	int length = snprintf(key, KEY_MAX, "%u\t%u\t%s", entry->language,
	    entry->category, lexicon_term(lexicon, entry));

	return length < KEY_MAX ? (size_t)length : KEY_MAX - 1;
}

/* The tally of an entry, made if need be; NULL without memory. */
static struct tally *
tally_of(struct stats *stats, const struct lexicon *lexicon,
    const struct entry *entry)
{
	char key[KEY_MAX];
	size_t length = make_key(lexicon, entry, key);
	uint32_t number = map_find(&stats->keys, key, length);

	if (number != MAP_NONE)
		return &stats->tallies[number];
	if (map_count(&stats->keys) == stats->room) {
		size_t room = stats->room * 2 + 256;
		struct tally *more = reallocarray(stats->tallies, room,
		    sizeof(*more));

		if (more == NULL)
			return NULL;
		stats->tallies = more;
		stats->room = room;
	}
	number = (uint32_t)map_count(&stats->keys);
	if (map_add(&stats->keys, key, length, number) < 0)
		return NULL;
	stats->tallies[number] = (struct tally){ 0 };
	return &stats->tallies[number];
}

void
stats_count(struct stats *stats, const struct lexicon *lexicon,
    const struct sign *signs, size_t count, bool alert)
{
	pthread_mutex_lock(&stats->lock);
	for (size_t i = 0; i < count; i++) {
		struct tally *tally;

		if (signs[i].entry == NULL)
			continue;
		tally = tally_of(stats, lexicon, signs[i].entry);
		if (tally == NULL) {
			stats->failed = true;
			break;
		}
		tally->hits++;
		tally->posts += !signs[i].again;
		tally->alerts += alert && !signs[i].again;
	}
	pthread_mutex_unlock(&stats->lock);
}

struct tally
stats_of(const struct stats *stats, const struct lexicon *lexicon,
    const struct entry *entry)
{
	struct tally tally = { 0 };
	char key[KEY_MAX];
	size_t length = make_key(lexicon, entry, key);
	uint32_t number = map_find(&stats->keys, key, length);

	if (number != MAP_NONE)
		tally = stats->tallies[number];
	return tally;
}

static int
by_hits(const void *a, const void *b)
{
	const struct row *one = a, *other = b;

	if (one->tally.hits != other->tally.hits)
		return one->tally.hits < other->tally.hits ? 1 : -1;
	return one->entry < other->entry ? -1 : one->entry > other->entry;
}

/*
 * A row for each entry that can be a sign: not those that are taken away or
 * that say `ignore`. NULL without memory.
 */
static struct row *
make_rows(const struct stats *stats, const struct lexicon *lexicon,
    size_t *count)
{
	struct row *rows = calloc(lexicon->count + 1, sizeof(*rows));

	*count = 0;
	for (size_t i = 0; i < lexicon->count && rows != NULL; i++) {
		const struct entry *entry = &lexicon->entries[i];

		if (entry->off || entry->category == CATEGORY_IGNORE)
			continue;
		rows[(*count)++] = (struct row){ stats_of(stats, lexicon,
		    entry), entry };
	}
	if (rows != NULL)
		qsort(rows, *count, sizeof(*rows), by_hits);
	return rows;
}

static void
write_rows(FILE *file, const struct lexicon *lexicon, const struct row *rows,
    size_t count)
{
	fputs("hits\tposts\talerts\tlanguage\tterm\tcategory\tweight\t"
	    "ambiguity\tplace\n", file);
	for (size_t i = 0; i < count; i++) {
		const struct entry *entry = rows[i].entry;
		const struct tally *tally = &rows[i].tally;

		fprintf(file, "%lu\t%lu\t%lu\t%s\t%s\t%s\t%g\t%u\t%s:%u\n",
		    tally->hits, tally->posts, tally->alerts,
		    language_at(entry->language)->code,
		    lexicon_term(lexicon, entry),
		    category_name(entry->category), (double)entry->weight,
		    entry->ambiguity, lexicon_path(lexicon, entry),
		    entry->line);
	}
}

int
stats_try(const char *path, struct fault *f)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);

	if (fd < 0)
		return fault(f, "%s: %s", path, strerror(errno));
	close(fd);
	return 0;
}

int
stats_write(struct stats *stats, const struct lexicon *lexicon,
    const char *path, struct fault *f)
{
	size_t count;
	struct row *rows = make_rows(stats, lexicon, &count);
	FILE *file;
	int status = 0;

	if (rows == NULL || stats->failed) {
		free(rows);
		return fault(f, "%s: out of memory", path);
	}
	file = fopen(path, "we");
	if (file != NULL) {
		write_rows(file, lexicon, rows, count);
		status = ferror(file) ? -1 : 0;
	}
	if (file == NULL || fclose(file) != 0 || status < 0)
		status = fault(f, "%s: %s", path, strerror(errno));
	free(rows);
	return status;
}
