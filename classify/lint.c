/* SPDX-License-Identifier: MIT */
#include "classify/lint.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "classify/detector.h"
#include "classify/examine.h"
#include "classify/stats.h"
#include "wire/line.h"
#include "wire/record.h"
#include "wire/say.h"

enum {
	POSTS_MIN = 100		/* a corpus of fewer says nothing */
};

/*
 * In how many of 1,000 ordinary posts a term may hit, by its ambiguity: what
 * nearly always means a drug or its trade does not stand in every tenth.
 */
static const double often[3] = { 10, 30, 100 };

struct lint {
	const struct detector *detector;
	struct stats stats;
	unsigned long posts;	/* of the corpus */
	size_t faults;
};

/* A row with an error. */
static void
complain(const char *what)
{
	puts(what);
}

static const struct entry *
entry_at(const struct lint *lint, uint32_t end)
{
	const struct detector *detector = lint->detector;

	return &detector->lexicon.entries[detector->index.ends[end].entry];
}

/*
 * Does the row take the place of the other one wherever both match? One that
 * is ambiguous does not where a word was made out of other letters.
 */
static bool
always_wins(const struct lint *lint, uint32_t end, uint32_t other)
{
	const struct index_end *ends = lint->detector->index.ends;
	const struct entry *winner = entry_at(lint, end);
	const struct entry *loser = entry_at(lint, other);

	if (winner->ambiguity > 0 && loser->ambiguity == 0)
		return false;
	if (ends[end].exact != ends[other].exact)
		return ends[end].exact;
	if (match_outweighs(winner, loser))
		return true;
	/* Of two alike the later wins. */
	return !match_outweighs(loser, winner) && end > other;
}

/* Do two languages only say the same? */
static bool
is_harmless(const struct entry *one, const struct entry *other)
{
	return one->language != other->language &&
	    one->category == other->category &&
	    one->substance == other->substance;
}

static void
report_pair(struct lint *lint, const struct entry *winner,
    const struct entry *loser)
{
	const struct lexicon *lexicon = &lint->detector->lexicon;
	bool twins = winner->language == loser->language &&
	    winner->category == loser->category &&
	    winner->before_drug == loser->before_drug &&
	    winner->after_drug == loser->after_drug;

	if (twins)
		printf("%s:%u: \"%s\" has the same stems as \"%s\" in "
		    "%s:%u\n", lexicon_path(lexicon, loser), loser->line,
		    lexicon_term(lexicon, loser),
		    lexicon_term(lexicon, winner),
		    lexicon_path(lexicon, winner), winner->line);
	else
		printf("%s:%u: \"%s\" as %s is shadowed by \"%s\" as %s in "
		    "%s:%u\n", lexicon_path(lexicon, loser), loser->line,
		    lexicon_term(lexicon, loser),
		    category_name(loser->category),
		    lexicon_term(lexicon, winner),
		    category_name(winner->category),
		    lexicon_path(lexicon, winner), winner->line);
	lint->faults++;
}

/* Is this only the spelling without hyphens, which every term has too? */
static bool
is_second_spelling(const struct lint *lint, uint32_t end)
{
	const struct index_end *ends = lint->detector->index.ends;

	return end > 0 && ends[end - 1].entry == ends[end].entry;
}

/* Compare a row with all that end at its node; the first winner is told. */
static void
check_end(struct lint *lint, uint32_t first, uint32_t end)
{
	const struct index_end *ends = lint->detector->index.ends;
	const struct entry *entry = entry_at(lint, end);

	if (is_second_spelling(lint, end))
		return;
	for (uint32_t i = first; i != MAP_NONE; i = ends[i].next) {
		const struct entry *other = entry_at(lint, i);

		if (other == entry || is_harmless(entry, other) ||
		    !always_wins(lint, i, end))
			continue;
		report_pair(lint, other, entry);
		return;
	}
}

static void
check_nodes(struct lint *lint)
{
	const struct index *index = &lint->detector->index;

	for (size_t node = 0; node < index->node_count; node++) {
		uint32_t first = index->nodes[node].first_end;

		for (uint32_t i = first; i != MAP_NONE;
		    i = index->ends[i].next)
			check_end(lint, first, i);
	}
}

/* A row that was taken away, where another language has the same. */
static void
check_rest(struct lint *lint, const struct entry *taken,
    const struct entry *rest)
{
	const struct lexicon *lexicon = &lint->detector->lexicon;

	if (!taken->off || rest->off || taken->category != rest->category)
		return;
	printf("%s:%u: \"%s\" as %s still stands in %s:%u\n",
	    lexicon_path(lexicon, taken), taken->line,
	    lexicon_term(lexicon, taken), category_name(taken->category),
	    lexicon_path(lexicon, rest), rest->line);
	lint->faults++;
}

/*
 * The entry before of this term, whatever its language, or MAP_NONE; this
 * one takes its place. Without memory none is found.
 */
static uint32_t
change_last(struct map *terms, const char *term, uint32_t number)
{
	uint32_t *place = map_place(terms, term, strlen(term));
	uint32_t last = MAP_NONE;

	if (place != NULL) {
		last = *place;
		*place = number;
	}
	return last;
}

static int
check_taken(struct lint *lint, struct fault *f)
{
	const struct lexicon *lexicon = &lint->detector->lexicon;
	uint32_t *twins = calloc(lexicon->count + 1, sizeof(*twins));
	struct map terms = { 0 };

	if (twins == NULL)
		return fault(f, "out of memory");
	for (uint32_t i = 0; i < lexicon->count; i++) {
		const struct entry *entry = &lexicon->entries[i];

		twins[i] = change_last(&terms, lexicon_term(lexicon, entry),
		    i);
		for (uint32_t j = twins[i]; j != MAP_NONE; j = twins[j]) {
			check_rest(lint, entry, &lexicon->entries[j]);
			check_rest(lint, &lexicon->entries[j], entry);
		}
	}
	map_free(&terms);
	free(twins);
	return 0;
}

static void
check_often(struct lint *lint)
{
	const struct lexicon *lexicon = &lint->detector->lexicon;

	for (size_t i = 0; i < lexicon->count; i++) {
		const struct entry *entry = &lexicon->entries[i];
		struct tally tally = stats_of(&lint->stats, lexicon, entry);
		double share = 1000.0 * (double)tally.posts /
		    (double)lint->posts;

		if (category_is_benign(entry->category) ||
		    share <= often[entry->ambiguity])
			continue;
		printf("%s:%u: \"%s\" hits %.0f in 1,000 posts: too often "
		    "for ambiguity %u\n", lexicon_path(lexicon, entry),
		    entry->line, lexicon_term(lexicon, entry), share,
		    entry->ambiguity);
		lint->faults++;
	}
}

static int
take(struct lint *lint, struct examiner *examiner, const struct line *line,
    const char *path, struct fault *f)
{
	json_t *record;
	struct fault why;
	int status;

	record = line->kind == LINE_WHOLE ? record_parse(line->bytes,
	    line->length, &why) : NULL;
	if (record == NULL)
		return fault(f, "%s:%lu: %.400s", path, line->number,
		    line->kind == LINE_WHOLE ? why.text : "line too long");
	status = examine_record(examiner, record, f);
	if (status == 0)
		stats_count(&lint->stats, &lint->detector->lexicon,
		    examiner->signs, examiner->sign_count, false);
	lint->posts++;
	json_decref(record);
	return status;
}

static int
read_corpus(struct lint *lint, struct examiner *examiner, const char *path,
    struct fault *f)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), got;
	struct lines in;
	struct line line;

	if (fd < 0)
		return fault(f, "%s: %s", path, strerror(errno));
	if (lines_open(&in, fd, RECORD_MAX, f) < 0) {
		close(fd);
		return -1;
	}
	while ((got = lines_next(&in, &line, f)) > 0)
		if (take(lint, examiner, &line, path, f) < 0) {
			got = -1;
			break;
		}
	lines_close(&in);
	close(fd);
	if (got == 0 && lint->posts < POSTS_MIN)
		return fault(f, "%s: fewer than %d posts", path, POSTS_MIN);
	return got;
}

static int
check_corpus(struct lint *lint, const char *path, struct fault *f)
{
	struct examiner examiner;
	int status;

	if (examine_open(&examiner, lint->detector, f) < 0)
		return -1;
	status = read_corpus(lint, &examiner, path, f);
	if (status == 0)
		check_often(lint);
	examine_close(&examiner);
	return status;
}

static bool
is_read(const struct lexicon *lexicon, const char *path)
{
	for (size_t i = 0; i < lexicon->file_count; i++)
		if (strcmp(lexicon->files[i].path, path) == 0)
			return true;
	return false;
}

/* Files that look as if they were of a lexicon, and are of no language. */
static int
check_names(struct lint *lint, const char *folder, struct fault *f)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	char path[PATH_MAX];

	if (dir == NULL)
		return fault(f, "%s: %s", folder, strerror(errno));
	while ((entry = readdir(dir)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');

		if (dot == NULL || dot == entry->d_name ||
		    (strcmp(dot, ".tsv") != 0 && strcmp(dot, ".affixes") != 0))
			continue;
		snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
		if (is_read(&lint->detector->lexicon, path))
			continue;
		printf("%s:1: not read: \"%.*s\" is no language\n", path,
		    (int)(dot - entry->d_name), entry->d_name);
		lint->faults++;
	}
	closedir(dir);
	return 0;
}

int
lint_run(const struct options *options)
{
	struct lint lint = { 0 };
	struct detector *detector;
	struct fault f;
	int status;

	detector = detector_open(options->folders, options->folder_count,
	    complain, &f);
	if (detector == NULL)
		return filter_fail(&f);
	lint.detector = detector;
	stats_open(&lint.stats);
	lint.faults = detector->lexicon.bad_rows;
	check_nodes(&lint);
	status = check_taken(&lint, &f);
	for (size_t i = 0; i < options->folder_count && status == 0; i++)
		status = check_names(&lint, options->folders[i], &f);
	if (status == 0 && options->corpus != NULL)
		status = check_corpus(&lint, options->corpus, &f);
	stats_close(&lint.stats);
	detector_close(detector);
	if (status == 0 && fflush(stdout) != 0)
		status = fault(&f, "stdout: write: %s", strerror(errno));
	if (status < 0)
		return filter_fail(&f);
	return lint.faults > 0 ? FILTER_SOME_FAILED : FILTER_DONE;
}
