/* SPDX-License-Identifier: MIT */
#include "classify/options.h"

#include <getopt.h>
#include <stdlib.h>

#include "classify/crew.h"
#include "wire/arguments.h"

const char options_synopsis[] =
    "usage: klad-classify [-a] [-j jobs] [-L folder] [-t threshold]\n"
    "           [--explain] [--no-screen] [--progress when] [--rejects file]\n"
    "           [--stats file]\n"
    "       klad-classify --eval labelled [-L folder] [-t threshold]\n"
    "       klad-classify --lint [--corpus records] [-L folder]\n";

const char options_help[] =
    "Write an alert for each record on stdin that is an advert for drugs.\n"
    "\n"
    "  -a, --all            every record, whatever its score\n"
    "  -j, --jobs N         threads that work; default: one a processor\n"
    "  -L, --lexicons DIR   lay the lexicons of this folder over ours\n"
    "  -t, --threshold T    low, medium, high or a score; default: medium\n"
    "      --explain        for people: each post, its hits and its score\n"
    "      --stats FILE     write there how often each term hit\n"
    "      --no-screen      parse and examine every line\n"
    "      --rejects FILE   keep lines that are no record\n"
    "      --progress WHEN  auto, always or never\n"
    "      --eval LABELLED  how well the alerts match labelled posts\n"
    "      --lint           look for faults in the lexicons\n"
    "      --corpus RECORDS with --lint: terms that hit too often there\n"
    "  -h, --help           this text\n"
    "  -V, --version        the version\n";

enum {
	OPTION_CORPUS = 256, OPTION_EVAL, OPTION_EXPLAIN, OPTION_LINT,
	OPTION_NO_SCREEN, OPTION_PROGRESS, OPTION_REJECTS, OPTION_STATS
};

static const struct option longs[] = {
	{ "all", no_argument, NULL, 'a' },
	{ "corpus", required_argument, NULL, OPTION_CORPUS },
	{ "eval", required_argument, NULL, OPTION_EVAL },
	{ "explain", no_argument, NULL, OPTION_EXPLAIN },
	{ "help", no_argument, NULL, 'h' },
	{ "jobs", required_argument, NULL, 'j' },
	{ "lexicons", required_argument, NULL, 'L' },
	{ "lint", no_argument, NULL, OPTION_LINT },
	{ "no-screen", no_argument, NULL, OPTION_NO_SCREEN },
	{ "progress", required_argument, NULL, OPTION_PROGRESS },
	{ "rejects", required_argument, NULL, OPTION_REJECTS },
	{ "stats", required_argument, NULL, OPTION_STATS },
	{ "threshold", required_argument, NULL, 't' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 }
};

/* Each run does one thing. */
static int
take_mode(struct options *o, enum mode mode, struct fault *f)
{
	if (o->mode != MODE_ALERTS && o->mode != mode)
		return fault(f, "--explain, --eval and --lint exclude one "
		    "another");
	o->mode = mode;
	return 0;
}

static int
take_folder(struct options *o, const char *folder, struct fault *f)
{
	if (o->folder_count == FOLDERS_MAX)
		return fault(f, "-L: more than %d folders", FOLDERS_MAX - 1);
	o->folders[o->folder_count++] = folder;
	return 0;
}

static int
take_jobs(struct options *o, const char *word, struct fault *f)
{
	unsigned long long number;

	if (arguments_number("jobs", word, CREW_JOBS_MAX, &number, f) < 0)
		return -1;
	o->jobs = (size_t)number;
	return 0;
}

static int
take_option(struct options *o, int option, const char *text, struct fault *f)
{
	switch (option) {
	case 'a':
		o->settings.all = true;
		return 0;
	case 'j':
		return take_jobs(o, text, f);
	case 'L':
		return take_folder(o, text, f);
	case 't':
		o->threshold = text;
		return 0;
	case OPTION_CORPUS:
		o->corpus = text;
		return 0;
	case OPTION_EVAL:
		o->labelled = text;
		return take_mode(o, MODE_EVAL, f);
	case OPTION_EXPLAIN:
		return take_mode(o, MODE_EXPLAIN, f);
	case OPTION_LINT:
		return take_mode(o, MODE_LINT, f);
	case OPTION_NO_SCREEN:
		o->settings.no_screen = true;
		return 0;
	case OPTION_PROGRESS:
		return progress_parse(text, &o->filter.progress, f);
	case OPTION_REJECTS:
		o->filter.rejects = text;
		return 0;
	default:
		o->stats = text;
		o->settings.no_screen = true;
		return 0;
	}
}

/* An option that would change nothing is a mistake, and said to be one. */
static int
check_company(const struct options *o, struct fault *f)
{
	bool reads_records = o->mode == MODE_ALERTS || o->mode == MODE_EXPLAIN;

	if (o->corpus != NULL && o->mode != MODE_LINT)
		return fault(f, "--corpus: goes with --lint");
	if (o->threshold != NULL && o->mode == MODE_LINT)
		return fault(f, "--threshold: goes without --lint");
	if (reads_records)
		return 0;
	if (o->settings.all)
		return fault(f, "--all: goes without --eval and --lint");
	if (o->stats != NULL)
		return fault(f, "--stats: goes without --eval and --lint");
	if (o->filter.rejects != NULL)
		return fault(f, "--rejects: goes without --eval and --lint");
	return 0;
}

int
options_parse(struct options *o, int count, char **arguments, struct fault *f)
{
	const char *ours = getenv("KLAD_LEXICONS");
	int option;

	*o = (struct options){ .folders = { ours != NULL && ours[0] != '\0' ?
		ours : KLAD_LEXICONS },
	    .folder_count = 1, .jobs = arguments_processors(CREW_JOBS_MAX),
	    .filter = { .made = "alerts", .progress = PROGRESS_AUTO } };
	while ((option = arguments_next(count, arguments, ":ahj:L:t:V", longs,
	    f)) != -1) {
		if (option == '?')
			return -1;
		if (option == 'h' || option == 'V') {
			o->mode = option == 'h' ? MODE_HELP : MODE_VERSION;
			return 0;
		}
		if (take_option(o, option, optarg, f) < 0)
			return -1;
	}
	if (arguments_end(count, arguments, f) < 0 || check_company(o, f) < 0)
		return -1;
	if (o->threshold == NULL)
		o->threshold = "medium";
	if (o->settings.all)
		o->filter.made = "written";
	if (o->mode == MODE_EXPLAIN) {
		o->filter.made = "posts";
		o->settings.explain = o->settings.no_screen = true;
		page_open(&o->settings.page);
	}
	return 0;
}
